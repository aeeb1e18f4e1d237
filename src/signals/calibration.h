// From a model's scores to calibrated probabilities.
//
// Two kinds: every class by itself (p = 1 / (1 + exp(-z)), classes may hold together or not at
// all), or exactly one class holds (p = softmax(z)). Either way z = matrix * scores + offset,
// fitted on held-out posts (Platt, 1999; calibrate.h). The first kind's matrix is diagonal.
//
// No probability is ever 0 or 1. The smallest held-out sets have a few hundred posts, and labels
// themselves are wrong more often than that: nobody can vouch for less than one miss in 500.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace decorum::signals {

inline constexpr std::size_t classes_max = 8;

inline constexpr float probability_least = 0.002F;

// Draws a probability in: probability_least for 0, and with `answers` answers that exclude each
// other (2: yes and no) what is left to the likeliest for 1. Keeps their order and their sum.
inline float bounded_probability(float probability, std::size_t answers) {
  return probability_least +
         probability * (1 - static_cast<float>(answers) * probability_least);
}

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
