#include "signals/plan.h"

#include <fmt/format.h>

namespace decorum::signals {
namespace {

// Names under which public sets file the same thing.
const std::vector<Plan>& all_plans() {
  static const std::vector<Plan> plans = {
      {.signal = "sentiment", .classes = {"positive", "neutral", "negative"}, .positive = {},
       .cost = 1, .balanced = true, .exclusive = true, .by_recall = true},
      {.signal = "irony", .classes = {"irony"}, .positive = {"irony"}, .cost = 1},
      {.signal = "abuse", .classes = {"abuse"},
       .positive = {"abuse", "offensive", "hate", "abusive"}, .cost = 1},
      {.signal = "prejudice", .classes = {"prejudice"}, .positive = {"prejudice", "hate"},
       .cost = 1},
      {.signal = "aggression", .classes = {"aggression"},
       .positive = {"aggression", "OAG", "CAG", "threat", "bullying", "TIN"}, .cost = 1},
      {.signal = "spam", .classes = {"spam"}, .positive = {"spam"}, .cost = 10},
      {.signal = "service", .classes = {"service"}, .positive = {"service", "complaint"},
       .cost = 1},
      {.signal = "question", .classes = {"question"}, .positive = {"question"}, .cost = 1,
       .balanced = false},
      {.signal = "claim", .classes = {"claim"}, .positive = {"claim", "check-worthy", "1"},
       .cost = 3, .balanced = false},
      {.signal = "emotion", .classes = {"anger", "joy", "optimism", "sadness"}, .positive = {},
       .cost = 3, .balanced = true},
  };
  return plans;
}

}  // namespace

std::span<const Plan> plans() { return all_plans(); }

base::Result<Plan> plan_for(std::string_view signal, const std::vector<std::string>& positive) {
  std::string known;
  for (const Plan& plan : all_plans()) {
    if (plan.signal != signal) {
      known += fmt::format("{}{}", known.empty() ? "" : ", ", plan.signal);
      continue;
    }
    Plan found = plan;
    if (!positive.empty()) {
      found.classes = {std::string(plan.signal)};
      found.positive = positive;
      found.exclusive = false;
      found.by_recall = false;
    }
    return found;
  }
  return base::fail(fmt::format("\"{}\" is not a signal with a model; the others are {}", signal,
                                known),
                    "--signal");
}

}  // namespace decorum::signals
