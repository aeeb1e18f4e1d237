// Nothing bad is held against a person because a machine said so: an answer that accuses is a
// proposal until a person confirms it, and an outcome that accuses lies behind such a confirmation.
#include <vector>

#include <fmt/format.h>

#include "policy/checks.h"

namespace decorum::policy {
namespace {

// The outcomes that can be reached by answers that the machine gives alone.
std::vector<bool> reached_by_machine(const Protocol& chart) {
  std::vector<bool> questions(chart.questions.size(), false);
  std::vector<bool> outcomes(chart.outcomes.size(), false);
  std::vector<std::size_t> waiting;
  if (chart.start < questions.size()) {
    questions[chart.start] = true;
    waiting.push_back(chart.start);
  }
  while (!waiting.empty()) {
    const Question& question = chart.questions[waiting.back()];
    waiting.pop_back();
    for (const Answer& answer : question.answers) {
      if (answer.when_source.empty() || answer.confirm) continue;
      const std::size_t index = answer.go.index;
      if (answer.go.kind == Target::Kind::outcome) {
        if (index < outcomes.size()) outcomes[index] = true;
      } else if (index < questions.size() && !questions[index]) {
        questions[index] = true;
        waiting.push_back(index);
      }
    }
  }
  return outcomes;
}

}  // namespace

void check_accusations(Checking& checking) {
  const Protocol& chart = checking.policy.protocol;
  for (const Question& question : chart.questions) {
    for (const Answer& answer : question.answers) {
      if (!answer.accuses || answer.confirm) continue;
      checking.at_key("protocol.yaml", {"questions", question.id, "answers", answer.id, "accuses"},
                      "accuses",
                      fmt::format("the answer '{}' accuses somebody and nobody confirms it",
                                  answer.id),
                      "confirm: person");
    }
  }
  const std::vector<bool> reached = reached_by_machine(chart);
  for (std::size_t i = 0; i < chart.outcomes.size(); ++i) {
    const Outcome& outcome = chart.outcomes[i];
    if (!outcome.accuses || !reached[i]) continue;
    checking.at_key("protocol.yaml", {"outcomes", outcome.id, "accuses"}, "accuses",
                    fmt::format("the outcome '{}' accuses somebody and is reached without "
                                "a person's word",
                                outcome.id),
                    "confirm: person at an answer on every way to it");
  }
}

}  // namespace decorum::policy
