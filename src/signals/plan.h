// How each signal's model is made: its classes, what counts as the class when nobody says, and the
// settings that did best on the development sets (docs/figures.md has what was tried).
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace decorum::signals {

struct Plan {
  std::string_view signal;
  std::vector<std::string> classes;   // one: a two-class signal named like the signal
  std::vector<std::string> positive;  // two-class: labels that count when --positive is not given
  double cost = 1;                    // liblinear's C
  float hidden_share = 0.5F;          // of the trunk's hidden units in a score, beside the features
  bool balanced = true;               // the rarer class counts more, to half of the whole
  bool exclusive = false;             // several classes of which exactly one holds
  bool by_recall = false;             // the decision is chosen for macro recall, else macro F1
};

std::span<const Plan> plans();

// The plan of a signal, "positive" turning a signal of several classes into the question "is it
// one of these?". An unknown signal is an error that lists the known ones.
base::Result<Plan> plan_for(std::string_view signal, const std::vector<std::string>& positive);

}  // namespace decorum::signals
