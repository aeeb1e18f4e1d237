#include "signals/calibrate.h"

#include <algorithm>
#include <cmath>

namespace decorum::signals {
namespace {

constexpr int newton_steps_max = 100;
constexpr int descent_steps_max = 2000;
constexpr double ridge = 1e-3;  // keeps the slope finite when the classes part perfectly

struct Slope {
  double factor = 1;
  double offset = 0;
};

// Newton's method on the two numbers of p = 1 / (1 + exp(-(factor * score + offset))).
Slope fit_slope(std::span<const HeldOut> posts, std::size_t k) {
  double yes = 0;
  double no = 0;
  for (const HeldOut& post : posts) (post.holds[k] ? yes : no) += post.weight;
  if (yes <= 0 || no <= 0) return {};
  const double target_yes = (yes + 1) / (yes + 2);
  const double target_no = 1 / (no + 2);
  Slope slope{.factor = 1, .offset = std::log((yes + 1) / (no + 1))};
  for (int step = 0; step < newton_steps_max; ++step) {
    double g_factor = -ridge * (slope.factor - 1), g_offset = 0;
    double h_ff = ridge, h_fo = 0, h_oo = 1e-9;
    for (const HeldOut& post : posts) {
      const double score = post.scores[k];
      const double p = 1 / (1 + std::exp(-(slope.factor * score + slope.offset)));
      const double miss = post.weight * ((post.holds[k] ? target_yes : target_no) - p);
      const double curve = post.weight * p * (1 - p);
      g_factor += miss * score;
      g_offset += miss;
      h_ff += curve * score * score;
      h_fo += curve * score;
      h_oo += curve;
    }
    const double determinant = h_ff * h_oo - h_fo * h_fo;
    if (determinant <= 0) break;
    const double d_factor = (h_oo * g_factor - h_fo * g_offset) / determinant;
    const double d_offset = (h_ff * g_offset - h_fo * g_factor) / determinant;
    const double length = std::max(std::abs(d_factor), std::abs(d_offset));
    const double step_size = length > 2 ? 2 / length : 1;
    slope.factor += step_size * d_factor;
    slope.offset += step_size * d_offset;
    if (length < 1e-9) break;
  }
  return slope;
}

// Softmax regression from scores to classes by gradient descent with a step that adapts.
class SoftmaxFit {
 public:
  SoftmaxFit(std::span<const HeldOut> posts, std::size_t classes)
      : posts_(posts), classes_(classes) {}

  Calibration run() {
    const std::size_t size = classes_ * (classes_ + 1);
    std::vector<double> now(size, 0.0);
    for (std::size_t k = 0; k < classes_; ++k) now[k * classes_ + k] = 1;
    std::vector<double> gradient(size);
    std::vector<double> next(size);
    std::vector<double> unused(size);
    double loss = evaluate(now, gradient);
    double step = 1;
    for (int turn = 0; turn < descent_steps_max && step > 1e-10; ++turn) {
      for (std::size_t k = 0; k < size; ++k) next[k] = now[k] - step * gradient[k];
      const double next_loss = evaluate(next, unused);
      if (next_loss >= loss) {
        step /= 2;
        continue;
      }
      now.swap(next);
      gradient.swap(unused);
      loss = next_loss;
      step *= 1.3;
    }
    Calibration out = uncalibrated(classes_, true);
    for (std::size_t k = 0; k < classes_ * classes_; ++k) {
      out.matrix[k] = static_cast<float>(now[k]);
    }
    for (std::size_t k = 0; k < classes_; ++k) {
      out.offset[k] = static_cast<float>(now[classes_ * classes_ + k]);
    }
    return out;
  }

 private:
  double evaluate(const std::vector<double>& at, std::vector<double>& gradient) const {
    std::fill(gradient.begin(), gradient.end(), 0.0);
    std::vector<double> p(classes_);
    double loss = 0;
    double weight = 0;
    for (const HeldOut& post : posts_) {
      const auto held = std::find(post.holds.begin(), post.holds.end(), true);
      if (held == post.holds.end()) continue;
      const auto truth = static_cast<std::size_t>(held - post.holds.begin());
      double sum = 0;
      for (std::size_t to = 0; to < classes_; ++to) {
        double z = at[classes_ * classes_ + to];
        for (std::size_t from = 0; from < classes_; ++from) {
          z += at[to * classes_ + from] * static_cast<double>(post.scores[from]);
        }
        sum += p[to] = std::exp(z);
      }
      loss -= post.weight * std::log(p[truth] / sum);
      weight += post.weight;
      for (std::size_t to = 0; to < classes_; ++to) {
        const double miss = post.weight * (p[to] / sum - (to == truth ? 1 : 0));
        for (std::size_t from = 0; from < classes_; ++from) {
          gradient[to * classes_ + from] += miss * static_cast<double>(post.scores[from]);
        }
        gradient[classes_ * classes_ + to] += miss;
      }
    }
    if (weight <= 0) return 0;
    for (double& part : gradient) part /= weight;
    return loss / weight;
  }

  std::span<const HeldOut> posts_;
  std::size_t classes_;
};

double f1(double hits, double said, double there) {
  return said + there > 0 ? 2 * hits / (said + there) : 0;
}

}  // namespace

Calibration fit_calibration(std::span<const HeldOut> posts, std::size_t classes, bool exclusive) {
  if (exclusive) return SoftmaxFit(posts, classes).run();
  Calibration out = uncalibrated(classes, false);
  for (std::size_t k = 0; k < classes; ++k) {
    const Slope slope = fit_slope(posts, k);
    out.matrix[k * classes + k] = static_cast<float>(slope.factor);
    out.offset[k] = static_cast<float>(slope.offset);
  }
  return out;
}

float best_threshold(std::vector<Confidence> posts) {
  std::sort(posts.begin(), posts.end(), [](const Confidence& a, const Confidence& b) {
    return a.probability > b.probability;
  });
  double yes = 0;
  double all = 0;
  for (const Confidence& post : posts) {
    all += post.weight;
    yes += post.right ? post.weight : 0;
  }
  double best = -1;
  double threshold = 0.5;
  double hits = 0;
  double said = 0;
  for (std::size_t i = 0; i + 1 < posts.size(); ++i) {
    said += posts[i].weight;
    hits += posts[i].right ? posts[i].weight : 0;
    const double here = posts[i].probability;
    const double next = posts[i + 1].probability;
    if (here - next < 1e-9) continue;
    const double no_hits = (all - said) - (yes - hits);
    const double macro = (f1(hits, said, yes) + f1(no_hits, all - said, all - yes)) / 2;
    if (macro > best) {
      best = macro;
      threshold = (here + next) / 2;
    }
  }
  return static_cast<float>(threshold);
}

}  // namespace decorum::signals
