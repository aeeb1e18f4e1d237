#include "signals/hidden_part.h"

#include <cassert>
#include <cmath>
#include <numeric>

namespace decorum::signals {
namespace {

// liblinear's C over units of about one; chosen on the development sets (docs/figures.md).
constexpr double hidden_cost = 0.01;

class Spread {
 public:
  void add(double value) {
    ++count_;
    sum_ += value;
    square_ += value * value;
  }
  double deviation() const {
    const double mean = sum_ / count_;
    return std::sqrt(std::max(square_ / count_ - mean * mean, 0.0));
  }

 private:
  double count_ = 0, sum_ = 0, square_ = 0;
};

}  // namespace

Rows hidden_rows(const Features& features, const Weights& weights,
                 const std::vector<LabelledSet>& sets) {
  const KnownWords known(features);
  Rows rows;
  Unmasked plain;
  TokenRow row;
  Sums sums;
  for (const LabelledSet& set : sets) {
    for (const Labelled& post : set.posts) {
      read_tokens(post.text, known, plain, row);
      weights.sum(row, sums);
      add_row(sums.trace.hidden, rows);
    }
  }
  return rows;
}

HiddenPart hidden_part(const Rows& rows, std::span<const Target> targets, bool balanced) {
  const Fit fit = solve(rows, targets, hidden_cost, balanced);
  HiddenPart part;
  for (std::size_t h = 0; h < hidden_count; ++h) {
    part.weights[h] = static_cast<float>(fit.weights[h]);
  }
  part.bias = static_cast<float>(fit.weights[hidden_count]);
  return part;
}

void join_parts(const Features& features, const Trunk& trunk, const std::vector<HiddenPart>& parts,
                float share, const std::vector<LabelledSet>& posts, Model& model) {
  const auto weights = Weights::make(features, &trunk, {&model, 1});
  assert(weights);  // the model was just trained on these features
  std::vector<Spread> hashed(parts.size()), hidden(parts.size());
  const KnownWords known(features);
  Unmasked plain;
  TokenRow row;
  Sums sums;
  for (const LabelledSet& set : posts) {
    for (const Labelled& post : set.posts) {
      read_tokens(post.text, known, plain, row);
      Scores scores;
      weights->sum(row, sums);
      weights->scores(sums, scores);
      for (std::size_t k = 0; k < parts.size(); ++k) {
        hashed[k].add(static_cast<double>(scores[k]));
        hidden[k].add(static_cast<double>(std::inner_product(
            sums.trace.hidden.begin(), sums.trace.hidden.end(), parts[k].weights.begin(), parts[k].bias)));
      }
    }
  }
  model.trunk = trunk.checksum;
  model.hidden_weights.resize(parts.size());
  for (std::size_t k = 0; k < parts.size(); ++k) {
    const double spread = hidden[k].deviation();
    const float factor =
        spread > 0 ? share * static_cast<float>(hashed[k].deviation() / spread) : 0.0F;
    model.scale[k] *= 1 - share;
    for (float& weight : model.number_weights[k]) weight *= 1 - share;
    model.bias[k] = (1 - share) * model.bias[k] + factor * parts[k].bias;
    for (std::size_t h = 0; h < hidden_count; ++h) {
      model.hidden_weights[k][h] = factor * parts[k].weights[h];
    }
  }
}

}  // namespace decorum::signals
