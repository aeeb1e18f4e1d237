#include "signals/fit_troll.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "post/json.h"
#include "signals/composite.h"
#include "signals/measure.h"

namespace decorum::signals {
namespace {

constexpr std::size_t size = troll_numbers_count;
constexpr int steps_max = 50;
constexpr double ridge = 0.001;  // of a weight's square, per set
constexpr float taken_from = 0.8F;

struct Case {
  std::array<double, size> numbers{};
  double abuse = 0;
  bool troll = false;
  double weight = 1;
  std::size_t set = 0;
};

using Vector = std::array<double, size>;

std::vector<Case> cases_of(const ReaderSet& readers, const std::vector<std::string>& positive,
                           const std::vector<LabelledSet>& sets) {
  std::vector<Case> cases;
  Scratch scratch;
  Signals signals;
  post::Post post;
  for (std::size_t s = 0; s < sets.size(); ++s) {
    const std::size_t first = cases.size();
    for (const Labelled& labelled : sets[s].posts) {
      post.text = labelled.text;
      readers.read(post, scratch, signals);
      if (!knows_troll(signals)) continue;
      const TrollNumbers numbers = troll_numbers(readers.cues(post, scratch), signals);
      Case one{.abuse = numbers[1], .troll = labelled.has_any(positive), .set = s};
      std::copy(numbers.begin(), numbers.end(), one.numbers.begin());
      cases.push_back(one);
    }
    const auto posts = static_cast<double>(cases.size() - first);
    for (std::size_t k = first; k < cases.size(); ++k) cases[k].weight = 1 / posts;
  }
  return cases;
}

double probability(const Vector& weights, const Case& one) {
  double score = 0;
  for (std::size_t k = 0; k < size; ++k) score += weights[k] * one.numbers[k];
  return 1 / (1 + std::exp(-score));
}

// Solves the symmetric system by Gauss-Jordan; the ridge keeps its pivots above 0.
Vector solved(std::array<Vector, size> matrix, Vector right) {
  for (std::size_t pivot = 0; pivot < size; ++pivot) {
    const double divisor = matrix[pivot][pivot];
    for (std::size_t row = 0; row < size; ++row) {
      if (row == pivot) continue;
      const double factor = matrix[row][pivot] / divisor;
      for (std::size_t k = 0; k < size; ++k) matrix[row][k] -= factor * matrix[pivot][k];
      right[row] -= factor * right[pivot];
    }
  }
  for (std::size_t k = 0; k < size; ++k) right[k] /= matrix[k][k];
  return right;
}

Vector fit(const std::vector<Case>& cases) {
  Vector weights{};
  for (int step = 0; step < steps_max; ++step) {
    std::array<Vector, size> curve{};
    Vector slope{};
    for (std::size_t k = 0; k < size; ++k) {
      curve[k][k] = ridge;
      slope[k] = -ridge * weights[k];
    }
    for (const Case& one : cases) {
      const double p = probability(weights, one);
      const double bend = one.weight * p * (1 - p);
      const double miss = one.weight * ((one.troll ? 1 : 0) - p);
      for (std::size_t row = 0; row < size; ++row) {
        slope[row] += miss * one.numbers[row];
        for (std::size_t k = 0; k < size; ++k) {
          curve[row][k] += bend * one.numbers[row] * one.numbers[k];
        }
      }
    }
    const Vector change = solved(curve, slope);
    double longest = 0;
    for (const double part : change) longest = std::max(longest, std::abs(part));
    for (std::size_t k = 0; k < size; ++k) weights[k] += change[k] * std::min(1.0, 2 / longest);
    if (longest < 1e-9) break;
  }
  return weights;
}

struct Scored {
  double score = 0;
  bool troll = false;
  double weight = 1;
};

// The share of pairs of a troll's post and another that the score puts in the right order.
double area_under_curve(std::vector<Scored> posts) {
  std::sort(posts.begin(), posts.end(),
            [](const Scored& a, const Scored& b) { return a.score < b.score; });
  double below = 0, right = 0, trolls = 0, others = 0;
  for (std::size_t i = 0; i < posts.size();) {
    double same_trolls = 0, same_others = 0;
    for (const double score = posts[i].score; i < posts.size() && posts[i].score == score; ++i) {
      (posts[i].troll ? same_trolls : same_others) += posts[i].weight;
    }
    right += same_trolls * (below + same_others / 2);
    below += same_others;
    trolls += same_trolls;
    others += same_others;
  }
  return trolls > 0 && others > 0 ? right / (trolls * others) : 0;
}

std::string sets_json(const std::vector<LabelledSet>& dev, const std::vector<Case>& cases,
                      const Vector& weights) {
  std::string out;
  for (std::size_t s = 0; s < dev.size(); ++s) {
    std::size_t posts = 0, trolls = 0, taken = 0;
    for (const Case& one : cases) {
      if (one.set != s) continue;
      ++posts;
      trolls += one.troll ? 1U : 0U;
      taken += probability(weights, one) >= static_cast<double>(taken_from) ? 1U : 0U;
    }
    if (s > 0) out += ",\n";
    out += R"(  {"set":)";
    post::append_json_string(out, dev[s].name);
    out += fmt::format(R"(,"posts":{},"troll":{},"taken":{:.4f}}})", posts, trolls,
                       static_cast<double>(taken) /
                           static_cast<double>(std::max<std::size_t>(posts, 1)));
  }
  return out;
}

bool has_both(const std::vector<Case>& cases) {
  const auto trolls =
      std::count_if(cases.begin(), cases.end(), [](const Case& one) { return one.troll; });
  return trolls > 0 && static_cast<std::size_t>(trolls) < cases.size();
}

}  // namespace

base::Result<std::string> fit_troll(const ReaderSet& readers,
                                    const std::vector<std::string>& positive,
                                    const std::vector<LabelledSet>& train,
                                    const std::vector<LabelledSet>& dev) {
  const std::vector<Case> cases = cases_of(readers, positive, train);
  if (!has_both(cases)) {
    return base::fail("posts of trolls and of others are needed, in English and with all models",
                      "--train");
  }
  const std::vector<Case> held_out = cases_of(readers, positive, dev);
  if (!has_both(held_out)) {
    return base::fail("posts of trolls and of others are needed, in English and with all models",
                      "--dev");
  }
  const Vector weights = fit(cases);
  std::string out = "{\"weights\":{";
  for (std::size_t k = 0; k < size; ++k) {
    out += fmt::format(R"({}"{}":{:.3f})", k > 0 ? "," : "", troll_number_names[k], weights[k]);
  }
  std::vector<Scored> with, by_abuse;
  std::vector<Confidence> answers;
  for (const Case& one : held_out) {
    with.push_back({probability(weights, one), one.troll, one.weight});
    by_abuse.push_back({one.abuse, one.troll, one.weight});
    answers.push_back({.probability = probability(weights, one), .right = one.troll,
                       .weight = one.weight});
  }
  out += fmt::format(R"(}},
"train":{{"sets":{},"posts":{}}},"auc":{:.4f},"auc_abuse":{:.4f},"ece":{:.4f},"sets":[
)",
                     train.size(), cases.size(), area_under_curve(with),
                     area_under_curve(by_abuse), calibration_error(answers));
  return out + sets_json(dev, held_out, weights) + "]}\n";
}

}  // namespace decorum::signals
