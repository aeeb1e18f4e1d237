#include "signals/hidden.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

#include "signals/trunk_for_test.h"

namespace decorum::signals {
namespace {

// The formulas of trunk.h, word by word.
Hidden by_the_formula(const Trunk& trunk, const TokenRow& row, const Numbers& numbers) {
  const auto vector = [&](std::size_t token, std::size_t lane) -> float {
    if (token >= row.tokens.size()) return 0;
    const auto at =
        std::find(trunk.words.begin(), trunk.words.end(), row.tokens[token].hash);
    if (at == trunk.words.end()) return 0;
    return trunk.vectors[static_cast<std::size_t>(at - trunk.words.begin()) * vector_lanes + lane];
  };
  float known = 0;
  for (const Token& token : row.tokens) {
    known += std::count(trunk.words.begin(), trunk.words.end(), token.hash) > 0 ? 1.0F : 0.0F;
  }
  Hidden hidden{};
  for (std::size_t u = 0; u < unit_count; ++u) {
    float sum = 0;
    for (std::size_t k = 0; k < row.tokens.size(); ++k) sum += vector(k, u);
    sum = trunk.unit_bias[u] + trunk.unit_scale[u] * sum / std::max(known, 1.0F);
    for (std::size_t j = 0; j < number_count; ++j) sum += trunk.number_weights[j][u] * numbers[j];
    hidden[u] = std::max(sum, 0.0F);
  }
  for (std::size_t f = 0; f < filter_count; ++f) {
    float best = row.tokens.empty() ? 0 : -1000;
    for (std::size_t k = 0; k < row.tokens.size(); ++k) {
      float sum = vector(k, unit_count + filter_count + f);
      if (k > 0) sum += vector(k - 1, unit_count + f);
      sum += vector(k + 1, unit_count + 2 * filter_count + f);
      best = std::max(best, sum);
    }
    hidden[unit_count + f] = std::max(trunk.filter_bias[f] + trunk.filter_scale[f] * best, 0.0F);
  }
  return hidden;
}

class HiddenTest : public ::testing::Test {
 protected:
  Trunk trunk_ = small_trunk(small_features());
  HiddenLayer layer_{trunk_};
  TokenRow row_;
  Numbers numbers_{};
  HiddenTrace trace_;
};

TEST_F(HiddenTest, AreWhatTheFormulaSays) {
  std::string text;
  for (int turn = 0; turn < 200; ++turn) {
    tokenise(text, row_);
    numbers_[static_cast<std::size_t>(turn) % number_count] = 0.25F * static_cast<float>(turn % 5);
    layer_.read(row_, numbers_, trace_);
    const Hidden wanted = by_the_formula(trunk_, row_, numbers_);
    for (std::size_t h = 0; h < hidden_count; ++h) {
      ASSERT_NEAR(trace_.hidden[h], wanted[h], 1e-3F) << h << " of " << text;
    }
    text += turn % 4 == 0 ? "free " : turn % 4 == 1 ? "unheard " : turn % 4 == 2 ? "meeting " : "at ";
  }
}

// With the numbers at nought, the parts of all words are the score beyond the biases.
TEST_F(HiddenTest, PartsAddUp) {
  Hidden weights;
  for (std::size_t h = 0; h < hidden_count; ++h) {
    weights[h] = (h % 3 == 0 ? 1.0F : -0.5F) * static_cast<float>(h % 7);
  }
  for (const char* text : {"win a free prize now", "lunch at the meeting", "unheard", "", "free"}) {
    tokenise(text, row_);
    layer_.read(row_, numbers_, trace_);
    float score = std::inner_product(weights.begin(), weights.end(), trace_.hidden.begin(), 0.0F);
    for (std::size_t h = 0; h < hidden_count; ++h) {
      if (trace_.hidden[h] <= 0) continue;
      const float bias =
          h < unit_count ? trunk_.unit_bias[h] : trunk_.filter_bias[h - unit_count];
      score -= weights[h] * bias;
    }
    Hidden of_active = weights;
    for (std::size_t h = 0; h < hidden_count; ++h) {
      if (trace_.hidden[h] <= 0) of_active[h] = 0;
    }
    std::vector<float> parts(row_.tokens.size());
    layer_.add_parts(row_, trace_, of_active, parts);
    EXPECT_NEAR(std::accumulate(parts.begin(), parts.end(), 0.0F), score, 1e-3F) << text;
  }
}

TEST_F(HiddenTest, NumberWeightIsTheChange) {
  tokenise("win a free prize", row_);
  layer_.read(row_, numbers_, trace_);
  Hidden weights;
  for (std::size_t h = 0; h < hidden_count; ++h) weights[h] = trace_.hidden[h] > 0 ? 0.5F : 0.0F;
  const HiddenTrace before = trace_;
  const float small = 1e-3F;
  numbers_[3] = small;
  layer_.read(row_, numbers_, trace_);
  float change = 0;
  for (std::size_t h = 0; h < hidden_count; ++h) {
    change += weights[h] * (trace_.hidden[h] - before.hidden[h]);
  }
  EXPECT_NEAR(change / small, layer_.number_weight(3, weights), 1e-2F);
}

TEST_F(HiddenTest, ALongTextDoesNotOverflow) {
  std::string text;
  for (std::size_t k = 0; k < tokens_max + 10; ++k) text += "free ";
  tokenise(text, row_);
  layer_.read(row_, numbers_, trace_);
  const Hidden wanted = by_the_formula(trunk_, row_, numbers_);
  for (std::size_t h = 0; h < hidden_count; ++h) EXPECT_NEAR(trace_.hidden[h], wanted[h], 1e-2F);
}

}  // namespace
}  // namespace decorum::signals
