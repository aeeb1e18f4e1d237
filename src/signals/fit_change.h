// Fits a change to a linear score that is there already: logistic regression with the present score
// as a fixed offset and an L2 penalty on the change,
//
//   minimise over w:  |w|^2 / 2 + cost * sum over i of log(1 + exp(-y_i * (offset_i + w * x_i)))
//
// by coordinate steps in the dual (Yu, Huang and Lin, Machine Learning 85, 2011): each post has one
// number between 0 and cost, and every step solves for one post's exactly. Posts are taken in their
// order, so the same posts give the same change; at most `change_passes_max` passes. A post that
// the present score answers surely hardly moves anything; without posts nothing moves at all.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace decorum::signals {

inline constexpr std::size_t change_passes_max = 300;

// A post's values by column, columns rising.
struct ChangeValue {
  std::uint32_t column = 0;
  double value = 0;
};

struct ChangePost {
  std::vector<ChangeValue> values;
  double offset = 0;      // the log-odds that the present score gives
  bool positive = false;
};

// One weight a column.
std::vector<double> fit_change(std::span<const ChangePost> posts, std::size_t columns,
                               double cost);

}  // namespace decorum::signals
