// Charts for the unit tests of this folder, written as a few lines of text:
//
//   question positive
//     yes: sentiment.positive >= 0.75 -> praise
//     spam: spam >= 0.9 -> monitor confirm       a true answer is a proposal
//     other: -> troll                            only a person gives it
//   question troll multi
//     ...
//   outcome praise
//   outcome monitor watch hostile 30d
//   words threat                                 the word list words.threat
//
// The first question is the start. A name that is no question is an outcome. Mistakes in the text
// fail the test.
#pragma once

#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "base/time.h"
#include "policy/names.h"
#include "policy/policy.h"

namespace decorum::triage {

class ChartReader {
 public:
  explicit ChartReader(std::string_view text) {
    std::istringstream lines{std::string(text)};
    for (std::string line; std::getline(lines, line);) take(line);
    const cel::Environment environment = policy::make_environment(policy_.lexicons);
    for (const Pending& pending : pending_) finish(environment, pending);
    policy_.hash = "sha256:test";
  }

  policy::Policy take_policy() { return std::move(policy_); }

 private:
  struct Pending {
    std::size_t question, answer;
    std::string go;
  };

  void take(const std::string& line) {
    std::istringstream words(line);
    std::string first, id, word;
    if (!(words >> first)) return;
    policy::Protocol& chart = policy_.protocol;
    if (first == "question") {
      policy::Question& question = chart.questions.emplace_back();
      words >> question.id >> word;
      question.ask = "Is it " + question.id + "?";
      question.multi = word == "multi";
      question.unsure_role = "responder";
    } else if (first == "outcome") {
      take_outcome(words);
    } else if (first == "words") {
      words >> id;
      policy_.lexicons.push_back({.id = id, .phrases = {id}, .patterns = {}, .except = {}});
    } else {
      take_answer(line);
    }
  }

  void take_outcome(std::istringstream& words) {
    policy::Outcome& outcome = policy_.protocol.outcomes.emplace_back();
    std::string word, kind, lasts;
    words >> outcome.id >> word >> kind >> lasts;
    outcome.title = "Title of " + outcome.id;
    outcome.owner = "responder";
    if (word != "watch") return;
    const auto duration = base::parse_duration(lasts);
    ASSERT_TRUE(duration) << lasts;
    outcome.watch = policy::Watch{.as = kind, .lasts = *duration, .then = std::nullopt};
  }

  void take_answer(const std::string& line) {
    policy::Protocol& chart = policy_.protocol;
    const std::size_t colon = line.find(':');
    const std::size_t arrow = line.rfind("->");
    ASSERT_FALSE(chart.questions.empty() || colon == line.npos || arrow == line.npos) << line;
    std::istringstream id(line.substr(0, colon));
    std::istringstream rest(line.substr(arrow + 2));
    std::string go, confirm;
    rest >> go >> confirm;
    policy::Answer& answer = chart.questions.back().answers.emplace_back();
    id >> answer.id;
    answer.title = "Title of " + answer.id;
    answer.when_source = line.substr(colon + 1, arrow - colon - 1);
    if (answer.when_source.find_first_not_of(' ') == std::string::npos) answer.when_source.clear();
    answer.confirm = confirm == "confirm";
    pending_.push_back({chart.questions.size() - 1, chart.questions.back().answers.size() - 1, go});
  }

  void finish(const cel::Environment& environment, const Pending& pending) {
    policy::Protocol& chart = policy_.protocol;
    policy::Answer& answer = chart.questions[pending.question].answers[pending.answer];
    if (!answer.when_source.empty()) {
      auto program = cel::compile(environment, answer.when_source);
      ASSERT_TRUE(program) << answer.when_source << ": " << program.error().front().what;
      answer.when = std::move(*program);
    }
    for (std::size_t i = 0; i < chart.questions.size(); ++i) {
      if (chart.questions[i].id == pending.go) answer.go = {policy::Target::Kind::question, i};
    }
    if (answer.go.kind == policy::Target::Kind::question) return;
    for (std::size_t i = 0; i < chart.outcomes.size(); ++i) {
      if (chart.outcomes[i].id != pending.go) continue;
      answer.go = {policy::Target::Kind::outcome, i};
      return;
    }
    FAIL() << "there is no " << pending.go;
  }

  policy::Policy policy_;
  std::vector<Pending> pending_;
};

inline policy::Policy chart(std::string_view text) { return ChartReader(text).take_policy(); }

// "abuse=0.9 words.threat=2 language.code=cy": signals as a table writes them; what is not named is
// unknown, word lists are 0 unless `words=unknown` is given.
inline signals::Signals signals_of(const policy::Policy& policy, std::string_view text) {
  signals::Signals out;
  out.words.assign(policy.lexicons.size(), 0);
  std::istringstream pairs{std::string(text)};
  for (std::string pair; pairs >> pair;) {
    const std::string name = pair.substr(0, pair.find('='));
    const std::string value = pair.substr(pair.find('=') + 1);
    if (const auto signal = signals::signal_named(name)) {
      out[*signal] = std::stof(value);
    } else if (pair == "words=unknown") {
      out.words.clear();
    } else if (name == "language.code") {
      out.language = {value, 0.95F};
    } else if (name == "personal_data") {
      out.personal_data.assign(std::stoul(value), {"email", {0, 4}});
    } else {
      for (std::size_t i = 0; i < policy.lexicons.size(); ++i) {
        if (name == "words." + policy.lexicons[i].id) out.words[i] = std::stoi(value);
      }
    }
  }
  return out;
}

}  // namespace decorum::triage
