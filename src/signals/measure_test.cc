#include "signals/measure.h"

#include <cmath>
#include <random>

#include <gtest/gtest.h>

#include "signals/calibrate.h"

namespace decorum::signals {
namespace {

TEST(Measure, CountsByHand) {
  // Class 1: 2 said of which 1 right, 3 there.
  const std::vector<std::size_t> truth = {1, 1, 1, 0, 0, 0};
  const std::vector<std::size_t> answers = {1, 0, 0, 1, 0, 0};
  const Measures measures = measure(truth, answers, 2);
  EXPECT_EQ(measures.posts, 6u);
  EXPECT_NEAR(measures.accuracy, 0.5, 1e-12);
  EXPECT_NEAR(measures.classes[1].precision, 0.5, 1e-12);
  EXPECT_NEAR(measures.classes[1].recall, 1.0 / 3, 1e-12);
  EXPECT_NEAR(measures.classes[1].f1, 0.4, 1e-12);
  EXPECT_NEAR(measures.classes[0].f1, 4.0 / 7, 1e-12);
  EXPECT_NEAR(measures.macro_f1, (0.4 + 4.0 / 7) / 2, 1e-12);
  EXPECT_NEAR(measures.macro_recall, (1.0 / 3 + 2.0 / 3) / 2, 1e-12);
}

TEST(Measure, LeavesClassesOutThatDoNotOccur) {
  const std::vector<std::size_t> twos = {2, 2};
  const Measures measures = measure(twos, twos, 4);
  EXPECT_NEAR(measures.macro_f1, 1, 1e-12);
  EXPECT_NEAR(measures.macro_recall, 1, 1e-12);
  EXPECT_EQ(measure({}, {}, 3).accuracy, 0);
}

TEST(WilsonUpper, IsTheTextbookValue) {
  EXPECT_NEAR(wilson_upper(0, 10), 0.2775, 5e-4);
  EXPECT_NEAR(wilson_upper(5, 100), 0.1118, 5e-4);
  EXPECT_NEAR(wilson_upper(10, 10), 1.0, 1e-12);
  EXPECT_EQ(wilson_upper(0, 0), 1);
}

TEST(CalibrationError, IsTheGapBetweenSaidAndSeen) {
  std::vector<Confidence> answers(10, {.probability = 0.9, .right = true});
  EXPECT_NEAR(calibration_error(answers), 0.1, 1e-9);
  answers[0].right = false;
  EXPECT_NEAR(calibration_error(answers), 0.0, 1e-9);
  EXPECT_EQ(calibration_error({}), 0);
  EXPECT_NEAR(calibration_error(std::vector<Confidence>{{.probability = 1.0, .right = false}}), 1,
              1e-9);
}

TEST(CoverageCurve, ShrinksAsTheBarRises) {
  std::vector<Confidence> answers;
  for (int k = 0; k < 100; ++k) {
    answers.push_back({.probability = 0.5 + k / 200.0, .right = k % 10 != 0 || k > 80});
  }
  const auto curve = coverage_curve(answers, 100);
  ASSERT_FALSE(curve.empty());
  EXPECT_EQ(curve.front().answered, 100u);
  EXPECT_EQ(curve.front().errors, 9u);
  for (std::size_t k = 1; k < curve.size(); ++k) {
    EXPECT_LE(curve[k].answered, curve[k - 1].answered);
    EXPECT_GE(curve[k].error_upper, curve[k].error);
  }
}

// Posts whose class is drawn with the probability that the true calibration gives their score.
std::vector<HeldOut> drawn(double factor, double offset, int count) {
  std::mt19937 random(3);
  std::vector<HeldOut> posts;
  for (int k = 0; k < count; ++k) {
    const double score = static_cast<double>(random() % 2001) / 500.0 - 2;
    const double p = 1 / (1 + std::exp(-(factor * score + offset)));
    const bool holds = static_cast<double>(random() % 100'000) / 100'000 < p;
    posts.push_back({.scores = {static_cast<float>(score)}, .holds = {holds}, .weight = 1});
  }
  return posts;
}

TEST(FitCalibration, FindsTheSlopeThePostsWereDrawnWith) {
  const Calibration fitted = fit_calibration(drawn(2.5, -1, 40'000), 1, false);
  EXPECT_NEAR(fitted.matrix[0], 2.5, 0.1);
  EXPECT_NEAR(fitted.offset[0], -1, 0.1);
}

TEST(FitCalibration, StaysFiniteWhenClassesPartPerfectly) {
  std::vector<HeldOut> posts;
  for (int k = -5; k <= 5; ++k) {
    posts.push_back({.scores = {static_cast<float>(k)}, .holds = {k > 0}, .weight = 1});
  }
  const Calibration fitted = fit_calibration(posts, 1, false);
  EXPECT_TRUE(std::isfinite(fitted.matrix[0]));
  EXPECT_GT(fitted.matrix[0], 0);
}

TEST(FitCalibration, LeavesAClassAloneThatNeverHolds) {
  const std::vector<HeldOut> posts = {{.scores = {1}, .holds = {false}, .weight = 1},
                                      {.scores = {2}, .holds = {false}, .weight = 1}};
  EXPECT_EQ(fit_calibration(posts, 1, false).matrix[0], 1.0F);
}

TEST(FitCalibration, MakesExclusiveClassesSumToOneAndPreferTheRightOne) {
  std::vector<HeldOut> posts;
  for (int k = 0; k < 300; ++k) {
    const int truth = k % 3;
    HeldOut post{.scores = {-0.2F, -0.2F, -0.2F}, .holds = {false, false, false}, .weight = 1};
    post.holds[static_cast<std::size_t>(truth)] = true;
    post.scores[static_cast<std::size_t>(k % 10 == 0 ? (truth + 1) % 3 : truth)] = 0.4F;
    posts.push_back(post);
  }
  const Calibration fitted = fit_calibration(posts, 3, true);
  std::vector<float> p(3);
  calibrated_probabilities(fitted, std::vector<float>{0.4F, -0.2F, -0.2F}, p);
  EXPECT_NEAR(p[0] + p[1] + p[2], 1, 1e-5);
  EXPECT_NEAR(p[0], 0.9, 0.03);
}

TEST(BestThreshold, PartsTheClasses) {
  std::vector<Confidence> posts;
  for (int k = 0; k < 20; ++k) posts.push_back({.probability = k / 20.0, .right = k >= 7});
  EXPECT_NEAR(best_threshold(posts), 6.5 / 20, 1e-6);
}

TEST(BestThreshold, IsOneHalfWithNothingToChooseFrom) {
  EXPECT_EQ(best_threshold({}), 0.5F);
  EXPECT_EQ(best_threshold({{.probability = 0.3, .right = true}}), 0.5F);
  EXPECT_EQ(best_threshold({{.probability = 0.3, .right = true}, {.probability = 0.3}}), 0.5F);
}

}  // namespace
}  // namespace decorum::signals
