// Fits calibration and decision of a model on held-out posts (Platt, 1999, with his smoothed
// targets; Zadrozny and Elkan, 2002, for several classes). Deterministic.
#pragma once

#include <span>
#include <vector>

#include "signals/calibration.h"
#include "signals/measure.h"

namespace decorum::signals {

// One held-out post: the model's scores, which classes hold, and how much it counts (sets of
// different size are made to weigh alike).
struct HeldOut {
  std::vector<float> scores;
  std::vector<bool> holds;
  double weight = 1;
};

// Exclusive models need exactly one class to hold in each post; posts with none are passed over.
Calibration fit_calibration(std::span<const HeldOut> posts, std::size_t classes, bool exclusive);

// The probability from which saying yes gives the highest macro F1 (two classes), between the two
// posts that it parts. 0.5 when there is nothing to choose from.
// `right` says whether the class truly holds.
float best_threshold(std::vector<Confidence> posts);

}  // namespace decorum::signals
