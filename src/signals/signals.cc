#include "signals/signals.h"

namespace decorum::signals {
namespace {

constexpr std::array<std::string_view, signal_count> names = {
    "sentiment.positive", "sentiment.neutral", "sentiment.negative", "irony",
    "abuse",              "prejudice",         "aggression",         "spam",
    "troll",              "service",           "question",           "claim",
    "emotion.anger",      "emotion.joy",       "emotion.optimism",   "emotion.sadness",
};

}  // namespace

std::string_view name_of(Signal signal) { return names[static_cast<std::size_t>(signal)]; }

std::optional<Signal> signal_named(std::string_view name) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == name) return static_cast<Signal>(i);
  }
  return std::nullopt;
}

}  // namespace decorum::signals
