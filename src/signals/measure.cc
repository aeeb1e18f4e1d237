#include "signals/measure.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

namespace decorum::signals {
namespace {

constexpr std::size_t calibration_bins = 15;
constexpr double wilson_z = 1.959963984540054;  // 97.5 % of the normal distribution

double ratio(double part, double whole) { return whole > 0 ? part / whole : 0; }

}  // namespace

Measures measure(std::span<const std::size_t> truth, std::span<const std::size_t> answers,
                 std::size_t classes) {
  assert(truth.size() == answers.size());
  std::vector<std::size_t> hits(classes), said(classes), there(classes);
  std::size_t right = 0;
  for (std::size_t i = 0; i < truth.size(); ++i) {
    ++there[truth[i]];
    ++said[answers[i]];
    if (truth[i] == answers[i]) {
      ++hits[truth[i]];
      ++right;
    }
  }
  Measures out{.posts = truth.size(), .classes = {}};
  out.accuracy = ratio(static_cast<double>(right), static_cast<double>(truth.size()));
  double f1_classes = 0;
  double recall_classes = 0;
  for (std::size_t k = 0; k < classes; ++k) {
    const auto hit = static_cast<double>(hits[k]);
    const auto of_said = static_cast<double>(said[k]);
    const auto of_there = static_cast<double>(there[k]);
    out.classes.push_back({.precision = ratio(hit, of_said),
                           .recall = ratio(hit, of_there),
                           .f1 = ratio(2 * hit, of_said + of_there),
                           .posts = there[k]});
    out.macro_f1 += out.classes.back().f1;
    out.macro_recall += out.classes.back().recall;
    f1_classes += said[k] + there[k] > 0 ? 1 : 0;
    recall_classes += there[k] > 0 ? 1 : 0;
  }
  out.macro_f1 = ratio(out.macro_f1, f1_classes);
  out.macro_recall = ratio(out.macro_recall, recall_classes);
  return out;
}

double calibration_error(std::span<const Confidence> answers) {
  struct Bin {
    double weight = 0, probability = 0, right = 0;
  };
  std::array<Bin, calibration_bins> bins;
  double weight = 0;
  for (const Confidence& answer : answers) {
    const auto place = static_cast<std::size_t>(answer.probability * calibration_bins);
    Bin& bin = bins[std::min(place, calibration_bins - 1)];
    bin.weight += answer.weight;
    bin.probability += answer.weight * answer.probability;
    bin.right += answer.right ? answer.weight : 0;
    weight += answer.weight;
  }
  double error = 0;
  for (const Bin& bin : bins) error += std::abs(bin.probability - bin.right);
  return ratio(error, weight);
}

double wilson_upper(std::size_t errors, std::size_t count) {
  if (count == 0) return 1;
  const auto n = static_cast<double>(count);
  const double p = static_cast<double>(errors) / n;
  const double z2 = wilson_z * wilson_z;
  const double centre = p + z2 / (2 * n);
  const double spread = wilson_z * std::sqrt(p * (1 - p) / n + z2 / (4 * n * n));
  return std::min(1.0, (centre + spread) / (1 + z2 / n));
}

std::vector<CurvePoint> coverage_curve(std::span<const Confidence> answers, std::size_t posts) {
  static constexpr std::array probabilities = {.5,  .55, .6,  .65, .7,  .75, .8,
                                               .85, .9,  .95, .96, .97, .98, .99};
  std::vector<CurvePoint> curve;
  for (const double probability : probabilities) {
    CurvePoint point{.probability = probability};
    for (const Confidence& answer : answers) {
      if (answer.probability < probability) continue;
      ++point.answered;
      point.errors += answer.right ? 0 : 1;
    }
    point.coverage = ratio(static_cast<double>(point.answered), static_cast<double>(posts));
    point.error = ratio(static_cast<double>(point.errors), static_cast<double>(point.answered));
    point.error_upper = wilson_upper(point.errors, point.answered);
    curve.push_back(point);
  }
  return curve;
}

}  // namespace decorum::signals
