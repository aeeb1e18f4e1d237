#include "signals/fit_change.h"

#include <algorithm>
#include <cmath>

namespace decorum::signals {
namespace {

constexpr double settled = 1e-5;  // a pass that moves no post's log-odds further is the last
constexpr int newton_steps_max = 50;

double share_of(double log_odds) { return 1 / (1 + std::exp(-log_odds)); }

double margin(const ChangePost& post, std::span<const double> weights) {
  double sum = post.offset;
  for (const ChangeValue& x : post.values) sum += weights[x.column] * x.value;
  return post.positive ? sum : -sum;
}

void move(const ChangePost& post, double by, std::span<double> weights) {
  const double step = post.positive ? by : -by;
  for (const ChangeValue& x : post.values) weights[x.column] += step * x.value;
}

// The log-odds z with  square * (cost * share_of(z) - now) + margin + z = 0: a rising function,
// whose zero lies between the two ends. Newton's steps, halving where one would leave them.
double solved(double square, double cost, double now, double margin) {
  double low = -margin - square * (cost - now);
  double high = -margin + square * now;
  double z = std::clamp(-margin, low, high);
  for (int step = 0; step < newton_steps_max; ++step) {
    const double share = share_of(z);
    const double value = square * (cost * share - now) + margin + z;
    (value > 0 ? high : low) = z;
    double next = z - value / (1 + square * cost * share * (1 - share));
    if (next < low || next > high) next = (low + high) / 2;
    const bool close = std::abs(next - z) < settled / 10;
    z = next;
    if (close) break;
  }
  return z;
}

}  // namespace

std::vector<double> fit_change(std::span<const ChangePost> posts, std::size_t columns,
                               double cost) {
  std::vector<double> weights(columns, 0.0);
  std::vector<double> squares;
  std::vector<double> counts;  // by post: how much of it is in the weights, 0 to cost
  std::vector<double> log_odds;
  for (const ChangePost& post : posts) {
    double square = 0;
    for (const ChangeValue& x : post.values) square += x.value * x.value;
    squares.push_back(square);
    log_odds.push_back(-margin(post, weights));
    counts.push_back(cost * share_of(log_odds.back()));
  }
  for (std::size_t i = 0; i < posts.size(); ++i) move(posts[i], counts[i], weights);
  for (std::size_t pass = 0; pass < change_passes_max; ++pass) {
    double furthest = 0;
    for (std::size_t i = 0; i < posts.size(); ++i) {
      const double z = solved(squares[i], cost, counts[i], margin(posts[i], weights));
      const double count = cost * share_of(z);
      furthest = std::max(furthest, std::abs(z - log_odds[i]));
      move(posts[i], count - counts[i], weights);
      counts[i] = count;
      log_odds[i] = z;
    }
    if (furthest < settled) break;
  }
  return weights;
}

}  // namespace decorum::signals
