// The hidden units of one text, as trunk.h defines them, and what each word brought to them.
//
//   HiddenLayer layer(trunk);
//   layer.read(row, numbers, trace);                // trace.hidden are the units
//   layer.add_parts(row, trace, weights, parts);    // by token: what it adds to weights * hidden
//
// Immutable after construction; safe to share between threads.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "signals/hash_places.h"
#include "signals/numbers.h"
#include "signals/row.h"
#include "signals/trunk.h"

namespace decorum::signals {

// The units and how they came about.
struct HiddenTrace {
  Hidden hidden{};
  std::array<std::int16_t, filter_count> places{};  // by filter: the token of its strongest answer
  std::array<std::uint8_t, filter_count> active{};  // the filters above nought, `active_count` many
  std::size_t active_count = 0;
};

class HiddenLayer {
 public:
  explicit HiddenLayer(Trunk trunk);

  void read(const TokenRow& row, const Numbers& numbers, HiddenTrace& out) const;

  // Adds to parts[k] what token k brings to the sum of weights[h] * hidden[h], where `weights` are
  // nought for units at nought: exact while the same units stay above it and the filters' strongest
  // places stay where they are. The lexicon numbers' share is not among the parts.
  void add_parts(const TokenRow& row, const HiddenTrace& trace, const Hidden& weights,
                 std::vector<float>& parts) const;

  // What one more of lexicon number `number` adds to the same sum.
  float number_weight(std::size_t number, const Hidden& weights) const;

 private:
  const std::int8_t* vector_of(std::uint64_t hash) const;

  Trunk trunk_;
  HashPlaces places_;
};

}  // namespace decorum::signals
