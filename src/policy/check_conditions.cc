#include <vector>

#include <fmt/format.h>

#include "policy/checks.h"
#include "policy/prove.h"

namespace decorum::policy {
namespace {

void at_when(Checking& checking, const Question& question, const Answer& answer,
             std::string_view code, std::string what, std::string expected) {
  checking.at_value("protocol.yaml", {"questions", question.id, "answers", answer.id, "when"}, code,
                    std::move(what), std::move(expected));
}

// Of two answers to a single question one may hold only while the other does not.
void check_pairs(Checking& checking, const Question& question, const std::vector<Truth>& truths,
                 ProofBudget& budget) {
  for (std::size_t i = 0; i < truths.size(); ++i) {
    const Answer& answer = question.answers[i];
    if (!answer.when || never(truths[i].when_true) || never(truths[i].when_false)) continue;
    for (std::size_t j = 0; j < truths.size(); ++j) {
      const Answer& other = question.answers[j];
      if (i == j || !other.when || never(truths[j].when_true) || never(truths[j].when_false)) {
        continue;
      }
      if (!exclude_each_other(truths[i].when_true, truths[j].when_false, budget)) continue;
      const bool same = exclude_each_other(truths[j].when_true, truths[i].when_false, budget);
      if (same && j > i) continue;  // said once, at the later of the two
      at_when(checking, question, answer, "overlap",
              same ? fmt::format("'{}' and '{}' always hold together, so neither is ever the "
                                 "only one",
                                 other.id, answer.id)
                   : fmt::format("whenever '{}' holds, '{}' holds too, so it is never the only one",
                                 answer.id, other.id),
              fmt::format("a condition that can hold while '{}' does not, or multi: true",
                          other.id));
      break;
    }
  }
}

}  // namespace

void check_conditions(Checking& checking) {
  ProofBudget budget;
  for (const Question& question : checking.policy.protocol.questions) {
    std::vector<Truth> truths;
    for (const Answer& answer : question.answers) {
      truths.push_back(answer.when ? truth_of(*answer.when, budget) : Truth{});
      if (!answer.when) continue;
      if (never(truths.back().when_true)) {
        at_when(checking, question, answer, "never",
                fmt::format("'{}' can never hold", answer.id),
                "a condition that some post fulfils: probabilities lie between 0 and 1, counts "
                "are 0 or more");
      } else if (never(truths.back().when_false)) {
        at_when(checking, question, answer, "always",
                fmt::format("'{}' always holds", answer.id),
                "a condition that some post does not fulfil");
      }
    }
    if (!question.multi) check_pairs(checking, question, truths, budget);
  }
}

}  // namespace decorum::policy
