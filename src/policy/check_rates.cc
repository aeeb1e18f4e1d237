// A rate is stated for answers that count without a person. Where a person gives or confirms the
// answer it would promise what nobody measures.
#include <fmt/format.h>

#include "policy/checks.h"

namespace decorum::policy {

void check_rates(Checking& checking) {
  for (const Question& question : checking.policy.protocol.questions) {
    for (const Answer& answer : question.answers) {
      if (!answer.wrong_at_most_per_mille) continue;
      if (!answer.confirm && !answer.when_source.empty()) continue;
      checking.at_key("protocol.yaml",
                      {"questions", question.id, "answers", answer.id, "wrong_at_most"}, "rate",
                      fmt::format("the answer '{}' states how often the machine is wrong, but "
                                  "{}",
                                  answer.id,
                                  answer.confirm ? "a person confirms it"
                                                 : "only a person gives it, having no 'when'"),
                      answer.confirm ? "no 'wrong_at_most', or no 'confirm'"
                                     : "no 'wrong_at_most', or a 'when'");
    }
  }
}

}  // namespace decorum::policy
