#include "signals/hidden.h"

#include <algorithm>
#include <array>
#include <utility>

namespace decorum::signals {
namespace {

// Tokens whose int8 numbers are summed in int16 before they go to int32; the memory of all of them
// is asked for before the first is used.
constexpr std::size_t block_tokens = 64;
static_assert(block_tokens * 127 < 32768);

constexpr std::size_t before_lane = unit_count;
constexpr std::size_t at_lane = before_lane + filter_count;
constexpr std::size_t after_lane = at_lane + filter_count;

// What an unknown word, and the world outside the text, bring.
alignas(64) constexpr std::array<std::int8_t, vector_lanes> nothing{};

using UnitSums = std::array<std::int32_t, unit_count>;
using FilterSums = std::array<std::int16_t, filter_count>;

}  // namespace

HiddenLayer::HiddenLayer(Trunk trunk) : trunk_(std::move(trunk)), places_(trunk_.words.size()) {
  for (std::size_t k = 0; k < trunk_.words.size(); ++k) {
    places_.add(trunk_.words[k], static_cast<std::uint32_t>(k));
  }
}

const std::int8_t* HiddenLayer::vector_of(std::uint64_t hash) const {
  const std::uint32_t word = places_.find(hash);
  return word == HashPlaces::none ? nothing.data() : &trunk_.vectors[word * vector_lanes];
}

void HiddenLayer::read(const TokenRow& row, const Numbers& numbers, HiddenTrace& out) const {
  static_assert(tokens_max < 32768);
  const std::size_t tokens = row.tokens.size();
  UnitSums units{};
  FilterSums strongest;
  strongest.fill(-32768);
  std::size_t known = 0;
  // By token of the block, with one neighbour on each side.
  std::array<const std::int8_t*, block_tokens + 2> vectors;
  vectors[0] = nothing.data();
  for (std::size_t begin = 0; begin < tokens; begin += block_tokens) {
    const std::size_t count = std::min(tokens - begin, block_tokens);
    for (std::size_t k = 0; k < count + 1; ++k) {
      const std::size_t token = begin + k;
      vectors[k + 1] = token < tokens ? vector_of(row.tokens[token].hash) : nothing.data();
      for (std::size_t line = 0; line < vector_lanes; line += 64) {
        __builtin_prefetch(vectors[k + 1] + line);
      }
    }
    std::array<std::int16_t, unit_count> block{};
    for (std::size_t k = 0; k < count; ++k) {
      const std::int8_t* before = vectors[k];
      const std::int8_t* at = vectors[k + 1];
      const std::int8_t* after = vectors[k + 2];
      known += at == nothing.data() ? 0U : 1U;
      for (std::size_t u = 0; u < unit_count; ++u) {
        block[u] = static_cast<std::int16_t>(block[u] + at[u]);
      }
      const auto place = static_cast<std::int16_t>(begin + k);
      for (std::size_t f = 0; f < filter_count; ++f) {
        const auto sum = static_cast<std::int16_t>(before[before_lane + f] + at[at_lane + f] +
                                                   after[after_lane + f]);
        out.places[f] = sum > strongest[f] ? place : out.places[f];
        strongest[f] = std::max(strongest[f], sum);
      }
    }
    for (std::size_t u = 0; u < unit_count; ++u) units[u] += block[u];
    vectors[0] = vectors[count];
  }

  Units sums = trunk_.unit_bias;
  const float share = 1.0F / static_cast<float>(std::max<std::size_t>(known, 1));
  for (std::size_t u = 0; u < unit_count; ++u) {
    sums[u] += trunk_.unit_scale[u] * share * static_cast<float>(units[u]);
  }
  for (std::size_t j = 0; j < number_count; ++j) {
    if (numbers[j] == 0.0F) continue;
    for (std::size_t u = 0; u < unit_count; ++u) {
      sums[u] += numbers[j] * trunk_.number_weights[j][u];
    }
  }
  for (std::size_t u = 0; u < unit_count; ++u) out.hidden[u] = std::max(sums[u], 0.0F);
  for (std::size_t f = 0; f < filter_count; ++f) {
    const float sum =
        tokens == 0 ? 0.0F : trunk_.filter_scale[f] * static_cast<float>(strongest[f]);
    out.hidden[unit_count + f] = std::max(trunk_.filter_bias[f] + sum, 0.0F);
  }
  out.active_count = 0;
  for (std::size_t f = 0; f < filter_count && tokens > 0; ++f) {
    out.active[out.active_count] = static_cast<std::uint8_t>(f);
    out.active_count += out.hidden[unit_count + f] > 0 ? 1U : 0U;
  }
}

void HiddenLayer::add_parts(const TokenRow& row, const HiddenTrace& trace, const Hidden& weights,
                            std::vector<float>& parts) const {
  const std::size_t tokens = row.tokens.size();
  std::vector<const std::int8_t*> vectors(tokens);
  std::size_t known = 0;
  for (std::size_t k = 0; k < tokens; ++k) {
    vectors[k] = vector_of(row.tokens[k].hash);
    known += vectors[k] == nothing.data() ? 0U : 1U;
  }
  const float share = 1.0F / static_cast<float>(std::max<std::size_t>(known, 1));
  Units unit_weights;
  for (std::size_t u = 0; u < unit_count; ++u) {
    unit_weights[u] = weights[u] * trunk_.unit_scale[u] * share;
  }
  for (std::size_t k = 0; k < tokens; ++k) {
    std::array<float, 16> sums{};
    for (std::size_t u = 0; u < unit_count; u += sums.size()) {
      for (std::size_t i = 0; i < sums.size(); ++i) {
        sums[i] += unit_weights[u + i] * static_cast<float>(vectors[k][u + i]);
      }
    }
    for (const float sum : sums) parts[k] += sum;
  }
  for (std::size_t i = 0; i < trace.active_count; ++i) {
    const std::size_t f = trace.active[i];
    const float weight = weights[unit_count + f] * trunk_.filter_scale[f];
    const auto place = static_cast<std::size_t>(trace.places[f]);
    if (place > 0) parts[place - 1] += weight * vectors[place - 1][before_lane + f];
    parts[place] += weight * vectors[place][at_lane + f];
    if (place + 1 < tokens) parts[place + 1] += weight * vectors[place + 1][after_lane + f];
  }
}

float HiddenLayer::number_weight(std::size_t number, const Hidden& weights) const {
  const Units& by_unit = trunk_.number_weights[number];
  std::array<float, 8> sums{};
  for (std::size_t u = 0; u < unit_count; u += sums.size()) {
    for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += weights[u + i] * by_unit[u + i];
  }
  return ((sums[0] + sums[4]) + (sums[1] + sums[5])) + ((sums[2] + sums[6]) + (sums[3] + sums[7]));
}

}  // namespace decorum::signals
