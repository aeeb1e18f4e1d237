#include "signals/parts.h"

#include <algorithm>
#include <bitset>
#include <cmath>

#include "signals/features.h"

namespace decorum::signals {
namespace {

void add(Scores& sum, const Lanes& lanes, float factor) {
  for (std::size_t k = 0; k < lane_count; ++k) sum[k] += static_cast<float>(lanes[k]) * factor;
}

// Plain words that no lexicon knows, and stops, change the lexicon numbers by next to nothing.
bool moves_numbers(const TokenRow& row, const Token& token, const WordNumbers& numbers) {
  constexpr int telling = token_flag::capitals | token_flag::lengthened | token_flag::emoji |
                          token_flag::number | token_flag::hashtag;
  if ((token.flags & telling) != 0 || numbers != WordNumbers{}) return true;
  if (!token.is(token_flag::punctuation)) return false;
  const char first = row.text_of(token).front();
  return first == '!' || first == '?' || first == '<';
}

void add_hashed(const Weights& weights, const TokenRow& row, Parts& parts) {
  for (std::size_t k = 0; k < row.tokens.size(); ++k) {
    Lanes own{};
    weights.sum_word(row, row.tokens[k], own);
    bool pair = k > 0;  // the first context feature of a token is its pair with the one before
    context_rows(row, k, [&](std::uint32_t feature) {
      if (!pair) {
        weights.sum_row(feature, own);
        return;
      }
      pair = false;
      Lanes both{};
      weights.sum_row(feature, both);
      add(parts.tokens[k - 1], both, 0.5F);
      add(parts.tokens[k], both, 0.5F);
    });
    add(parts.tokens[k], own, 1);
  }
  const float norm = std::sqrt(static_cast<float>(std::max<std::uint64_t>(parts.sums.norm_square, 1)));
  for (Scores& scores : parts.tokens) {
    for (std::size_t k = 0; k < lane_count; ++k) scores[k] *= weights.scale(k) / norm;
  }
}

void add_lexicons(const Weights& weights, const TokenRow& row, Parts& parts) {
  const std::size_t tokens = row.tokens.size();
  if (tokens > lexicon_text_tokens_max) return;
  parts.numbers.clear();
  for (const Token& token : row.tokens) parts.numbers.push_back(&weights.numbers_of(token));
  const auto count_in = [&](NumberCounter& counter, std::size_t k) {
    const Token& token = row.tokens[k];
    counter.add(token, row.text_of(token), *parts.numbers[k]);
  };
  const Numbers& whole = parts.sums.numbers;

  NumberCounter before;
  std::size_t looked_at = 0;
  for (std::size_t k = 0; k < tokens && looked_at < lexicon_tokens_max; count_in(before, k++)) {
    if (!moves_numbers(row, row.tokens[k], *parts.numbers[k])) continue;
    ++looked_at;
    NumberCounter without = before;
    for (std::size_t rest = k + 1; rest < tokens; ++rest) count_in(without, rest);
    const Numbers numbers = without.finish();
    for (std::size_t j = 0; j < number_count; ++j) {
      if (whole[j] != numbers[j]) parts.changes.push_back({k, j, whole[j] - numbers[j]});
    }
  }
}

}  // namespace

void fill_parts(const Weights& weights, const TokenRow& row, Parts& parts) {
  parts.tokens.assign(row.tokens.size(), Scores{});
  parts.changes.clear();
  if (!parts.summed) weights.sum(row, parts.sums);
  parts.summed = true;
  add_hashed(weights, row, parts);
  add_lexicons(weights, row, parts);
  parts.ready = true;
}

void token_weights(const Weights& weights, const TokenRow& row, const Parts& parts,
                   const Scores& gradient, std::vector<float>& out) {
  out.assign(parts.tokens.size(), 0.0F);
  Hidden hidden{};
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    const float slope = gradient[lane];
    if (slope == 0.0F) continue;
    for (std::size_t k = 0; k < out.size(); ++k) out[k] += slope * parts.tokens[k][lane];
    const Hidden& by_unit = weights.hidden_weights(lane);
    for (std::size_t h = 0; h < hidden_count; ++h) hidden[h] += slope * by_unit[h];
  }
  const HiddenLayer* layer = weights.hidden_layer();
  const HiddenTrace& trace = parts.sums.trace;
  if (layer != nullptr) layer->add_parts(row, trace, hidden, out);
  Numbers number_weights;
  std::bitset<number_count> known;
  for (const NumberChange& change : parts.changes) {
    float& weight = number_weights[change.number];
    if (!known[change.number]) {
      known.set(change.number);
      weight = layer == nullptr ? 0 : layer->number_weight(change.number, trace.hidden, hidden);
      const Scores& by_lane = weights.number_weights(change.number);
      for (std::size_t lane = 0; lane < lane_count; ++lane) weight += gradient[lane] * by_lane[lane];
    }
    out[change.token] += change.by * weight;
  }
}

}  // namespace decorum::signals
