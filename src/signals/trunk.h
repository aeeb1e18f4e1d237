// The trunk: what all signals share of a small neural network (models/trunk.model). Words in, a few
// dozen hidden units out; every signal's model has its own weights for these units beside its
// weights for hashed features (model.h).
//
// Two kinds of units. A *unit* of the first kind looks at the mean of the words' vectors and at the
// lexicon numbers. A *filter* looks at three neighbouring words at every place of the text and
// keeps the strongest answer (Kim, EMNLP 2014), so that it can tell "not good" from "good, not".
// Both are linear in the words' vectors before they are cut off at nought, so the file holds, for
// every word, the products of its vector with the first layer, not the vector itself: reading a
// text adds up a few int8 numbers a word and multiplies no matrix.
//
//   unit u:    max(0, unit_bias[u] + unit_scale[u] / n * sum over the n known words of vectors[u]
//                     + sum over j of number_weights[j][u] * numbers[j])
//   filter f:  max(0, filter_bias[f] + filter_scale[f] * max over places p of
//                     before[p - 1][f] + at[p][f] + after[p + 1][f])
//
// Unknown words, and what lies outside the text, count nought.
//
// Payload: u64 hash_token of every word, the most frequent first; `vector_lanes` int8 a word (units, filters before,
// at, after); then float32: unit_scale, unit_bias, number_weights by number, filter_scale,
// filter_bias.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "signals/numbers.h"

namespace decorum::signals {

inline constexpr std::size_t unit_count = 64;
inline constexpr std::size_t filter_count = 64;
inline constexpr std::size_t hidden_count = unit_count + filter_count;
inline constexpr std::size_t filter_reach = 3;  // words a filter sees at once
inline constexpr std::size_t vector_lanes = unit_count + filter_reach * filter_count;
inline constexpr std::size_t trunk_words_max = 500'000;

using Units = std::array<float, unit_count>;
using Filters = std::array<float, filter_count>;
using Hidden = std::array<float, hidden_count>;  // units, then filters

struct Trunk {
  std::vector<std::uint64_t> words;   // the most frequent first
  std::vector<std::int8_t> vectors;   // vector_lanes a word
  Units unit_scale{}, unit_bias{};
  std::array<Units, number_count> number_weights{};
  Filters filter_scale{}, filter_bias{};
  std::string features;  // checksum of the features file it was trained on
  std::string about;     // JSON object: sets, settings
  std::string checksum;  // of the file; models name the one they were trained on
};

base::Result<Trunk> read_trunk(std::string_view bytes);
// `trunk.checksum` is not used; read the bytes back to have it.
std::string write_trunk(const Trunk& trunk);

}  // namespace decorum::signals
