#include "signals/solve.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include <linear.h>

namespace decorum::signals {
namespace {

constexpr int end_of_row = -1;
constexpr double tolerance = 0.01;  // liblinear's default for this solver
constexpr std::size_t constant_column = feature_rows + number_count;

void say_nothing(const char*) {}

}  // namespace

void Rows::put(std::size_t column, double value) {
  nodes_.push_back({static_cast<int>(column) + 1, value});
  columns_ = std::max(columns_, column + 1);
}

void Rows::end_row() { nodes_.push_back({end_of_row, 0.0}); }

void add_row(std::span<const float> numbers, Rows& rows) {
  rows.begin_row();
  for (std::size_t k = 0; k < numbers.size(); ++k) {
    if (numbers[k] != 0.0F) rows.put(k, static_cast<double>(numbers[k]));
  }
  rows.put(numbers.size(), 1.0);
  rows.end_row();
}

SparseRows::SparseRows(const Features& features, const WordIndex& words)
    : features_(features), words_(words), known_(features), posts_with_(feature_rows) {}

void SparseRows::add(std::string_view text) {
  read_tokens(text, known_, plain_, row_);
  NumberCounter counter;
  ids_.clear();
  for (std::size_t k = 0; k < row_.tokens.size(); ++k) {
    const Token& token = row_.tokens[k];
    const auto take = [&](std::uint32_t id) { ids_.push_back(id); };
    word_rows(row_, token, take);
    context_rows(row_, k, take);
    counter.add(token, row_.text_of(token), words_.find(token.hash));
  }
  double norm_square = 0;
  for (const std::uint32_t id : ids_) {
    const double code = features_.idf[id];
    norm_square += code * code;
  }
  const double norm = std::sqrt(std::max(norm_square, 1.0));
  std::sort(ids_.begin(), ids_.end());
  begin_row();
  for (std::size_t k = 0; k < ids_.size();) {
    std::size_t next = k;
    while (next < ids_.size() && ids_[next] == ids_[k]) ++next;
    const double code = features_.idf[ids_[k]];
    ++posts_with_[ids_[k]];
    put(ids_[k], static_cast<double>(next - k) * code / norm);
    k = next;
  }
  const Numbers numbers = counter.finish();
  for (std::size_t j = 0; j < number_count; ++j) {
    if (numbers[j] == 0.0F) continue;
    put(feature_rows + j, static_cast<double>(numbers[j] * number_scale));
  }
  put(constant_column, 1.0);
  end_row();
}

void SparseRows::finish(std::uint32_t posts_min) {
  const auto is_rare = [&](const Node& node) {
    return node.index > 0 && node.index <= static_cast<int>(feature_rows) &&
           posts_with_[static_cast<std::size_t>(node.index - 1)] < posts_min;
  };
  std::size_t kept = 0;
  std::size_t next_start = 0;
  for (std::size_t k = 0; k < nodes_.size(); ++k) {
    while (next_start < starts_.size() && starts_[next_start] == k) starts_[next_start++] = kept;
    if (!is_rare(nodes_[k])) nodes_[kept++] = nodes_[k];
  }
  nodes_.resize(kept);
}

struct Solver {
  // liblinear takes rows by pointers to non-const nodes but does not write to them.
  static std::vector<feature_node*> pointers(const Rows& rows,
                                             std::span<const Target> targets) {
    static_assert(sizeof(Rows::Node) == sizeof(feature_node));
    auto* first = const_cast<Rows::Node*>(rows.nodes_.data());
    auto* nodes = reinterpret_cast<feature_node*>(first);
    std::vector<feature_node*> out;
    out.reserve(targets.size());
    for (const Target& target : targets) out.push_back(nodes + rows.starts_[target.row]);
    return out;
  }
};

Fit solve(const Rows& rows, std::span<const Target> targets, double cost, bool balanced) {
  std::vector<feature_node*> x = Solver::pointers(rows, targets);
  std::vector<double> y;
  double positives = 0;
  for (const Target& target : targets) {
    y.push_back(target.positive ? 1 : -1);
    positives += target.positive ? 1 : 0;
  }
  const auto count = static_cast<double>(targets.size());
  assert(positives > 0 && positives < count);

  problem task{};
  task.l = static_cast<int>(targets.size());
  task.n = static_cast<int>(rows.columns());
  task.y = y.data();
  task.x = x.data();
  task.bias = -1;  // the constant is a column of ours

  int labels[] = {1, -1};
  double weights[] = {count / (2 * positives), count / (2 * (count - positives))};
  parameter settings{};
  settings.solver_type = L2R_LR;
  settings.eps = tolerance;
  settings.C = cost;
  settings.p = 0.1;
  settings.nr_weight = balanced ? 2 : 0;
  settings.weight_label = labels;
  settings.weight = weights;

  set_print_string_function(say_nothing);
  ::model* trained = train(&task, &settings);
  // The weights speak for the label liblinear met first.
  const double sign = trained->label[0] == 1 ? 1 : -1;
  Fit fit;
  fit.weights.assign(trained->w, trained->w + task.n);
  for (double& weight : fit.weights) weight *= sign;
  free_and_destroy_model(&trained);
  return fit;
}

}  // namespace decorum::signals
