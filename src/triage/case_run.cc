#include "triage/case_run.h"

#include <algorithm>
#include <chrono>
#include <string_view>

#include <fmt/format.h>

#include "policy/history.h"
#include "triage/decide.h"
#include "triage/slots.h"

namespace decorum::triage {

namespace {

using policy::CaseBy;
using policy::PinnedSignal;
using policy::Policy;
using policy::PolicyCase;

base::Time now_of(const Policy& policy, const PolicyCase& one) {
  return one.now.value_or(policy.info.in_force_from + std::chrono::hours(12));
}

post::Post post_of(const PolicyCase& one) {
  post::Post post;
  post.id = one.name;
  post.text = one.text;
  post.account = one.account;
  post.site = one.site;
  post.author.handle = one.author;
  post.lang = one.lang;
  post.in_reply_to = one.in_reply_to;
  for (const std::string& kind : one.media) {
    post.media.emplace_back();
    post.media.back().kind = kind;
  }
  return post;
}

void pin_words(const Policy& policy, const PinnedSignal& pin, signals::Signals& out) {
  out.words.resize(policy.lexicons.size(), words_unknown);
  for (std::size_t i = 0; i < policy.lexicons.size(); ++i) {
    if (pin.name != "words." + policy.lexicons[i].id) continue;
    out.words[i] = pin.number ? static_cast<std::int32_t>(*pin.number) : words_unknown;
  }
}

void pin(const Policy& policy, const PinnedSignal& pin, signals::Signals& out) {
  const float number = pin.number ? static_cast<float>(*pin.number) : signals::unknown;
  if (const auto signal = signals::signal_named(pin.name)) {
    out[*signal] = number;
  } else if (pin.name == "language.code") {
    out.language = {pin.text, pin.text.empty() ? signals::unknown : 1.0F};
  } else if (pin.name == "language.confidence") {
    out.language.confidence = number;
  } else if (pin.name == "personal_data.count") {
    out.personal_data.resize(pin.number ? static_cast<std::size_t>(*pin.number) : 0);
  } else {
    pin_words(policy, pin, out);
  }
}

signals::Signals signals_of(const Policy& policy, const PolicyCase& one, const post::Post& post,
                            const signals::ReaderSet* readers, signals::Scratch& scratch) {
  signals::Signals out;
  if (readers != nullptr && !one.all_unknown) readers->read(post, scratch, out);
  // The code first: it would set the confidence, too.
  for (const bool codes : {true, false}) {
    for (const PinnedSignal& pinned : one.signals) {
      if ((pinned.name == "language.code") == codes) pin(policy, pinned, out);
    }
  }
  return out;
}

base::Duration lasting(const Policy& policy, std::string_view kind) {
  base::Duration longest{};
  for (const policy::Outcome& outcome : policy.protocol.outcomes) {
    if (outcome.watch && outcome.watch->as == kind) {
      longest = std::max(longest, outcome.watch->lasts);
    }
  }
  return longest;
}

// Incident i of n lies in the middle of the i-th part of the time: none on its edge, where it would
// be a matter of taste whether it counts.
policy::History history_of(const Policy& policy, const PolicyCase& one, base::Time now) {
  policy::History history;
  history.first_contact = one.history.empty();
  for (const policy::PastIncidents& past : one.history) {
    for (std::int64_t i = 0; i < past.count; ++i) {
      const base::Duration ago = past.within / (2 * past.count) * (2 * i + 1);
      const base::Time at = now - ago;
      history.incidents.push_back({past.kind, at, at + lasting(policy, past.kind)});
    }
  }
  std::ranges::sort(history.incidents, {}, &policy::Incident::at);
  if (history.incidents.size() > policy::incidents_max) {
    const auto surplus = history.incidents.size() - policy::incidents_max;
    history.incidents.erase(history.incidents.begin(),
                            history.incidents.begin() + static_cast<std::ptrdiff_t>(surplus));
  }
  return history;
}

std::vector<GivenAnswer> answers_of(const PolicyCase& one) {
  std::vector<GivenAnswer> given;
  for (const policy::CaseAnswer& answer : one.answers) {
    given.push_back({answer.question, answer.answers, answer.by, ""});
  }
  return given;
}

std::vector<std::string> ids_of(const Policy& policy, const std::vector<std::size_t>& outcomes) {
  std::vector<std::string> ids;
  for (std::size_t outcome : outcomes) ids.push_back(policy.protocol.outcomes[outcome].id);
  return ids;
}

std::string text_of(const std::vector<std::string>& ids) {
  return ids.empty() ? "none" : fmt::format("{}", fmt::join(ids, " "));
}

std::string text_of(const std::vector<policy::CaseStep>& path) {
  std::string out;
  for (const policy::CaseStep& step : path) {
    if (!out.empty()) out += ' ';
    out += step.question;
    if (!step.answers.empty()) out += fmt::format("={}", fmt::join(step.answers, ","));
  }
  return out.empty() ? "nothing" : out;
}

std::vector<policy::CaseStep> path_of(const Policy& policy, const Decision& decision) {
  std::vector<policy::CaseStep> path;
  for (const Step& step : decision.path) {
    const policy::Question& question = policy.protocol.questions[step.question];
    policy::CaseStep& out = path.emplace_back();
    out.question = question.id;
    for (std::size_t answer : step.answers) out.answers.push_back(question.answers[answer].id);
  }
  return path;
}

void sort_answers(std::vector<policy::CaseStep>& path) {
  for (policy::CaseStep& step : path) std::ranges::sort(step.answers);
}

std::vector<std::string> sorted(std::vector<std::string> ids) {
  std::ranges::sort(ids);
  return ids;
}

class Comparison {
 public:
  Comparison(const Policy& policy, const Decision& decision, std::vector<std::string>& out)
      : policy_(policy), decision_(decision), out_(out) {}

  void path(const std::vector<policy::CaseStep>& expected) {
    auto want = expected;
    auto have = path_of(policy_, decision_);
    sort_answers(want);
    sort_answers(have);
    if (want != have) differ("path", text_of(expected), text_of(path_of(policy_, decision_)));
  }

  void outcomes(std::string_view key, const std::vector<std::string>& expected,
                const std::vector<std::size_t>& reached) {
    const std::vector<std::string> have = ids_of(policy_, reached);
    if (sorted(expected) != sorted(have)) differ(key, text_of(expected), text_of(have));
  }

  void ask(const std::string& expected) {
    const std::string have = decision_.ask ? policy_.protocol.questions[*decision_.ask].id : "";
    if (have == expected) return;
    differ("ask", expected.empty() ? "nobody" : expected, have.empty() ? "nobody" : have);
  }

  void facts(const std::vector<policy::ExpectedFact>& expected) {
    std::vector<std::string> want, have;
    for (const policy::ExpectedFact& one : expected) {
      want.push_back(fmt::format("{}={}", one.sheet, policy::name_of(one.match)));
    }
    for (const policy::FactMatch& match : decision_.facts) {
      have.push_back(
          fmt::format("{}={}", policy_.facts[match.sheet].id, policy::name_of(match.stance)));
    }
    if (sorted(want) != sorted(have)) differ("facts", text_of(want), text_of(have));
  }

  void by(const CaseBy& expected) {
    const std::string key = fmt::format("by: {}", expected.question);
    for (const Step& step : decision_.path) {
      if (policy_.protocol.questions[step.question].id != expected.question) continue;
      const std::string_view have = step.answers.empty() ? "nobody yet" : name_of(step.by);
      if (have != name_of(expected.who)) differ(key, name_of(expected.who), have);
      return;
    }
    differ(key, name_of(expected.who), "not on the path");
  }

 private:
  static std::string_view name_of(By by) {
    switch (by) {
      case By::machine: return "machine";
      case By::person: return "person";
      case By::proposed: return "proposed";
    }
    return "";
  }
  static std::string_view name_of(CaseBy::Who who) {
    switch (who) {
      case CaseBy::Who::machine: return "machine";
      case CaseBy::Who::person: return "person";
      case CaseBy::Who::proposed: return "proposed";
    }
    return "";
  }

  void differ(std::string_view key, std::string_view expected, std::string_view have) {
    out_.push_back(fmt::format("{}: expected {}, but it was {}", key, expected, have));
  }

  const Policy& policy_;
  const Decision& decision_;
  std::vector<std::string>& out_;
};

}  // namespace

CaseResult run_case(const Policy& policy, const PolicyCase& one, const signals::ReaderSet* readers,
                    signals::Scratch& scratch) {
  const post::Post post = post_of(one);
  const base::Time now = now_of(policy, one);
  CaseResult result;
  result.decision =
      decide(policy, post, {}, signals_of(policy, one, post, readers, scratch), answers_of(one),
             history_of(policy, one, now), now);
  Comparison compare(policy, result.decision, result.differences);
  if (one.path) compare.path(*one.path);
  if (one.ask) compare.ask(*one.ask);
  if (one.outcomes) compare.outcomes("outcome", *one.outcomes, result.decision.outcomes);
  if (one.proposed) compare.outcomes("proposed", *one.proposed, result.decision.proposed);
  for (const CaseBy& by : one.by) compare.by(by);
  if (one.facts) compare.facts(*one.facts);
  return result;
}

Coverage::Coverage(const Policy& policy)
    : policy_(&policy),
      questions_(policy.protocol.questions.size()),
      outcomes_(policy.protocol.outcomes.size()) {
  for (const policy::Question& question : policy.protocol.questions) {
    answers_.emplace_back(question.answers.size());
  }
}

void Coverage::add(const Decision& decision) {
  for (const Step& step : decision.path) {
    questions_[step.question] = true;
    for (std::size_t answer : step.answers) answers_[step.question][answer] = true;
  }
  for (std::size_t outcome : decision.outcomes) outcomes_[outcome] = true;
  for (std::size_t outcome : decision.proposed) outcomes_[outcome] = true;
}

std::vector<std::string> Coverage::questions_missed() const {
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < questions_.size(); ++i) {
    if (!questions_[i]) ids.push_back(policy_->protocol.questions[i].id);
  }
  return ids;
}

std::vector<std::string> Coverage::outcomes_missed() const {
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < outcomes_.size(); ++i) {
    if (!outcomes_[i]) ids.push_back(policy_->protocol.outcomes[i].id);
  }
  return ids;
}

std::vector<std::string> Coverage::answers_missed() const {
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < answers_.size(); ++i) {
    const policy::Question& question = policy_->protocol.questions[i];
    for (std::size_t k = 0; k < answers_[i].size(); ++k) {
      if (!answers_[i][k]) ids.push_back(question.id + "=" + question.answers[k].id);
    }
  }
  return ids;
}

}  // namespace decorum::triage
