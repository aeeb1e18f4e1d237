#include "signals/calibration.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace decorum::signals {

Calibration uncalibrated(std::size_t classes, bool exclusive) {
  Calibration calibration{.exclusive = exclusive,
                          .matrix = std::vector<float>(classes * classes, 0.0F),
                          .offset = std::vector<float>(classes, 0.0F)};
  for (std::size_t k = 0; k < classes; ++k) calibration.matrix[k * classes + k] = 1.0F;
  return calibration;
}

void calibrated_logits(const Calibration& calibration, std::span<const float> scores,
                       std::span<float> out) {
  const std::size_t classes = calibration.classes();
  assert(scores.size() == classes && out.size() == classes);
  for (std::size_t to = 0; to < classes; ++to) {
    float sum = calibration.offset[to];
    for (std::size_t from = 0; from < classes; ++from) {
      sum += calibration.matrix[to * classes + from] * scores[from];
    }
    out[to] = sum;
  }
}

void calibrated_probabilities(const Calibration& calibration, std::span<const float> scores,
                              std::span<float> out) {
  calibrated_logits(calibration, scores, out);
  if (!calibration.exclusive) {
    for (float& value : out) value = bounded_probability(1.0F / (1.0F + std::exp(-value)), 2);
    return;
  }
  const float highest = *std::max_element(out.begin(), out.end());
  float sum = 0;
  for (float& value : out) sum += value = std::exp(value - highest);
  for (float& value : out) value = bounded_probability(value / sum, out.size());
}

}  // namespace decorum::signals
