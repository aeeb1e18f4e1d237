#include "desk/answering.h"

#include <algorithm>

#include <fmt/format.h>

#include "desk/act_rules.h"

namespace decorum::desk {
namespace {

const policy::Answer* answer_named(const policy::Question& question, std::string_view id) {
  const auto found = std::find_if(question.answers.begin(), question.answers.end(),
                                  [&](const policy::Answer& answer) { return answer.id == id; });
  return found == question.answers.end() ? nullptr : &*found;
}

std::vector<std::string> those(const Proposal& proposal, bool confirm) {
  std::vector<std::string> ids;
  for (const std::string& id : proposal.step.answers) {
    const policy::Answer* answer = answer_named(*proposal.question, id);
    if (answer != nullptr && answer->confirm == confirm) ids.push_back(id);
  }
  return ids;
}

}  // namespace

std::optional<Refused> may_settle(const Situation& situation, std::string_view who) {
  if (auto no = persons_only(situation, who)) return no;
  if (auto no = not_now(situation)) return no;
  if (auto no = text_gone(situation)) return no;
  if (situation.one.answers.size() < cases::answers_max) return std::nullopt;
  return Refused{Refusal::too_many,
                 fmt::format("The case has {} answers, which is the most", cases::answers_max),
                 {}};
}

const policy::Question* question_of(const Situation& situation, std::string_view id) {
  const policy::Protocol& chart = situation.policy.protocol;
  const auto index = chart.question_named(id);
  return index ? &chart.questions[*index] : nullptr;
}

std::optional<Refused> wrong_answers(const policy::Question& question,
                                     const std::vector<std::string>& answers) {
  const auto no = [&](Refusal why, std::string what) {
    return Refused{why, std::move(what), "/answers"};
  };
  if (answers.empty()) {
    return no(Refusal::bad_request, fmt::format("'{}' needs an answer", question.ask));
  }
  if (!question.multi && answers.size() > 1) {
    return no(Refusal::bad_request,
              fmt::format("'{}' has one answer, and {} were given", question.ask, answers.size()));
  }
  for (auto id = answers.begin(); id != answers.end(); ++id) {
    if (answer_named(question, *id) == nullptr) {
      return no(Refusal::no_such_answer,
                fmt::format("'{}' has no answer '{}'", question.ask, *id));
    }
    if (std::find(answers.begin(), id, *id) != id) {
      return no(Refusal::bad_request, fmt::format("'{}' is given twice", *id));
    }
  }
  return std::nullopt;
}

std::vector<std::string> Proposal::waiting() const { return those(*this, true); }
std::vector<std::string> Proposal::given() const { return those(*this, false); }

std::vector<Proposal> proposals(const Situation& situation) {
  std::vector<Proposal> found;
  for (WalkedStep& step : situation.look.path(situation.one)) {
    if (step.by != "proposed") continue;
    const policy::Question* question = question_of(situation, step.question);
    if (question == nullptr) continue;
    Proposal proposal{std::move(step), question};
    if (wrong_answers(*question, proposal.step.answers)) continue;
    found.push_back(std::move(proposal));
  }
  return found;
}

OrRefused<Proposal> proposal_at(const Situation& situation, std::string_view question) {
  for (Proposal& proposal : proposals(situation)) {
    if (proposal.step.question == question) return std::move(proposal);
  }
  return refuse(Refusal::nothing_is_asked,
                fmt::format("The machine proposed nothing at the question '{}'", question),
                "/question");
}

}  // namespace decorum::desk
