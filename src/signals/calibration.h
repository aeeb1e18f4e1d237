// From a model's scores to calibrated probabilities.
//
// Two kinds: every class by itself (p = 1 / (1 + exp(-z)), classes may hold together or not at
// all), or exactly one class holds (p = softmax(z)). Either way z = matrix * scores + offset,
// fitted on held-out posts (Platt, 1999; calibrate.h). The first kind's matrix is diagonal.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace decorum::signals {

inline constexpr std::size_t classes_max = 8;

struct Calibration {
  bool exclusive = false;
  std::vector<float> matrix;  // classes x classes, by rows
  std::vector<float> offset;  // by class

  std::size_t classes() const { return offset.size(); }
  bool operator==(const Calibration&) const = default;
};

// Scores as they are: matrix 1, offset 0.
Calibration uncalibrated(std::size_t classes, bool exclusive);

// z by class; `scores` and `out` hold one number a class.
void calibrated_logits(const Calibration& calibration, std::span<const float> scores,
                       std::span<float> out);
void calibrated_probabilities(const Calibration& calibration, std::span<const float> scores,
                              std::span<float> out);

}  // namespace decorum::signals
