// Fits one linear model: L2-regularised logistic regression by liblinear's trust-region Newton
// method (Lin, Weng and Keerthi, 2008), which uses no random numbers, so the same rows give the
// same weights.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "signals/features.h"
#include "signals/labelled.h"
#include "signals/unmask.h"

namespace decorum::signals {

// The lexicon numbers count this much beside n-grams of norm 1.
inline constexpr float number_scale = 0.5F;

// Posts as sparse rows for liblinear, one after the other in one block of memory.
class Rows {
 public:
  void begin_row() { starts_.push_back(nodes_.size()); }
  // Columns must rise within a row; nought is left out by the caller.
  void put(std::size_t column, double value);
  void end_row();

  std::size_t size() const { return starts_.size(); }
  std::size_t columns() const { return columns_; }

 protected:
  friend struct Solver;
  struct Node {  // liblinear's feature_node
    int index;
    double value;
  };
  std::vector<Node> nodes_;
  std::vector<std::size_t> starts_;
  std::size_t columns_ = 0;  // with a value in any row
};

// The hashed features and the lexicon numbers of posts, and a constant. Features seen in fewer than
// `posts_min` posts are left out when they are added up, but stay in a post's norm.
class SparseRows : public Rows {
 public:
  SparseRows(const Features& features, const WordIndex& words);

  void add(std::string_view text);

  // Call once after the last add: drops rare features.
  void finish(std::uint32_t posts_min);

 private:
  const Features& features_;
  const WordIndex& words_;
  KnownWords known_;
  Unmasked plain_;
  TokenRow row_;
  std::vector<std::uint32_t> ids_;
  std::vector<std::uint32_t> posts_with_;
};

// `numbers` and a constant as one more row.
void add_row(std::span<const float> numbers, Rows& rows);

struct Fit {
  std::vector<double> weights;  // by column; of SparseRows feature_rows, then number_count, then
                                // the constant
};

struct Target {
  std::size_t row = 0;  // a row may be used several times to count more
  bool positive = false;
};

// `targets` must hold both kinds.
Fit solve(const Rows& rows, std::span<const Target> targets, double cost, bool balanced);

}  // namespace decorum::signals
