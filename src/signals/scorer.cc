#include "signals/scorer.h"

#include <cmath>

namespace decorum::signals {

Scorer::Scorer(Weights weights, KnownWords known, std::size_t classes)
    : weights_(std::move(weights)), known_(std::move(known)), classes_(classes) {}

base::Result<Scorer> Scorer::make(const Features& features, const Trunk* trunk,
                                  const Model& model) {
  auto weights = Weights::make(features, trunk, {&model, 1});
  if (!weights) return tl::unexpected(weights.error());
  return Scorer(std::move(*weights), KnownWords(features), model.classes.size());
}

std::vector<float> Scorer::scores(std::string_view text) {
  read_tokens(text, known_, plain_, row_);
  weights_.sum(row_, sums_);
  Scores scores;
  weights_.scores(sums_, scores);
  return {scores.begin(), scores.begin() + static_cast<std::ptrdiff_t>(classes_)};
}

std::size_t decide_class(const Model& model, std::span<const float> probabilities) {
  if (model.two_class()) return probabilities[0] >= model.threshold ? 1 : 0;
  std::size_t best = 0;
  float best_value = 0;
  for (std::size_t k = 0; k < probabilities.size(); ++k) {
    const float value = std::log(std::max(probabilities[k], 1e-9F)) - model.handicap[k];
    if (k == 0 || value > best_value) {
      best = k;
      best_value = value;
    }
  }
  return best;
}

}  // namespace decorum::signals
