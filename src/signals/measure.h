// Measures of how right a set of answers is. Pure arithmetic; no model in sight.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace decorum::signals {

// One class's measures over a set; 0 where nothing was there to count.
struct ClassMeasure {
  double precision = 0;
  double recall = 0;
  double f1 = 0;
  std::size_t posts = 0;  // that truly are of the class
};

struct Measures {
  std::size_t posts = 0;
  double accuracy = 0;
  double macro_f1 = 0;      // over the classes that occur in truth or answers
  double macro_recall = 0;  // over the classes that occur in truth
  std::vector<ClassMeasure> classes;
};

// `truth[i]` and `answers[i]` are class numbers below `classes`.
Measures measure(std::span<const std::size_t> truth, std::span<const std::size_t> answers,
                 std::size_t classes);

// An answer's stated probability of being right, and whether it was.
struct Confidence {
  double probability = 0;
  bool right = false;
  double weight = 1;
};

// Expected calibration error over 15 bins of equal width (Naeini et al., AAAI 2015).
double calibration_error(std::span<const Confidence> answers);

// The upper end of Wilson's score interval for `errors` out of `count`, 95 % (Wilson, 1927).
// 1 when nothing was counted.
double wilson_upper(std::size_t errors, std::size_t count);

// One point of the curve of coverage against error: what happens when only answers with at least
// this probability are given.
struct CurvePoint {
  double probability = 0;
  std::size_t answered = 0;
  double coverage = 0;
  std::size_t errors = 0;
  double error = 0;
  double error_upper = 1;
};

// At the probabilities .50, .55 ... .95, .96 ... .99.
std::vector<CurvePoint> coverage_curve(std::span<const Confidence> answers, std::size_t posts);

}  // namespace decorum::signals
