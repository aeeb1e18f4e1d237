// From the trunk as it was trained (vectors of words, and layers over them) to the trunk as it is
// read (trunk.h): every word's products with the first layer, rounded to int8.
#pragma once

#include <cstdint>
#include <span>

#include "signals/trunk.h"

namespace decorum::signals {

// By rows: units has unit_count rows of word_vector_size and number_count weights, filters has
// filter_reach * filter_count rows of word_vector_size.
struct TrainedTrunk {
  std::span<const std::uint64_t> hashes;  // of the words; their order is kept
  std::span<const float> vectors;         // word_vector_size a word
  std::span<const float> units, unit_bias, filters, filter_bias;
};

Trunk fold_trunk(const TrainedTrunk& trained);

}  // namespace decorum::signals
