#include "signals/parts.h"

#include <algorithm>
#include <bitset>

#include "signals/features.h"

namespace decorum::signals {
namespace {

// Plain words that no lexicon knows, and stops, change the lexicon numbers by next to nothing.
bool moves_numbers(const TokenRow& row, const Token& token, const WordNumbers& numbers) {
  constexpr int telling = token_flag::capitals | token_flag::lengthened | token_flag::emoji |
                          token_flag::number | token_flag::hashtag;
  if ((token.flags & telling) != 0 || numbers != WordNumbers{}) return true;
  if (!token.is(token_flag::punctuation)) return false;
  const char first = row.text_of(token).front();
  return first == '!' || first == '?' || first == '<';
}

void add_lexicons(const TokenRow& row, Parts& parts) {
  const std::size_t tokens = row.tokens.size();
  if (tokens > lexicon_text_tokens_max) return;
  const auto numbers_of = [&](std::size_t k) -> const WordNumbers& {
    return *parts.sums.tokens[k].numbers;
  };
  const auto count_in = [&](NumberCounter& counter, std::size_t k) {
    counter.add(row.tokens[k], row.text_of(row.tokens[k]), numbers_of(k));
  };
  const Numbers& whole = parts.sums.numbers;

  NumberCounter before;
  std::size_t looked_at = 0;
  for (std::size_t k = 0; k < tokens && looked_at < lexicon_tokens_max; count_in(before, k++)) {
    if (!moves_numbers(row, row.tokens[k], numbers_of(k))) continue;
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
  if (!parts.summed) weights.sum(row, parts.sums);
  parts.summed = true;
  parts.changes.clear();
  add_lexicons(row, parts);
  parts.ready = true;
}

void token_weights(const Weights& weights, const TokenRow& row, const Parts& parts,
                   const Scores& gradient, std::vector<float>& out) {
  out.assign(row.tokens.size(), 0.0F);
  const HiddenTrace& trace = parts.sums.trace;
  Hidden hidden{};  // by unit: what one more of it adds
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    const float slope = gradient[lane];
    if (slope == 0.0F) continue;
    weights.add_parts(parts.sums, lane, slope, out);
    const Hidden& by_unit = weights.hidden_weights(lane);
    for (std::size_t h = 0; h < hidden_count; ++h) {
      hidden[h] += trace.hidden[h] > 0 ? slope * by_unit[h] : 0.0F;
    }
  }
  const HiddenLayer* layer = weights.hidden_layer();
  if (layer != nullptr) layer->add_parts(row, trace, hidden, out);
  Numbers number_weights;
  std::bitset<number_count> known;
  for (const NumberChange& change : parts.changes) {
    float& weight = number_weights[change.number];
    if (!known[change.number]) {
      known.set(change.number);
      weight = layer == nullptr ? 0 : layer->number_weight(change.number, hidden);
      const Scores& by_lane = weights.number_weights(change.number);
      for (std::size_t lane = 0; lane < lane_count; ++lane) weight += gradient[lane] * by_lane[lane];
    }
    out[change.token] += change.by * weight;
  }
}

}  // namespace decorum::signals
