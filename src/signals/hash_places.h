// Where a word stands in a table: from its hash to its number. Small, so that it stays in the
// processor's cache; the tables keep their words most frequent first, so that theirs does too.
//
// Two words are told apart by the lower bits that choose a place and by the upper 32 bits of their
// hashes: among a few hundred thousand words two that are not, and an unknown word taken for a
// known one, are to be expected about once in thousands of millions of look-ups. Of equal hashes
// the first counts.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <vector>

namespace decorum::signals {

class HashPlaces {
 public:
  static constexpr std::uint32_t none = 0xFFFFFFFF;

  HashPlaces() : HashPlaces(0) {}
  // Room for `words`, at most 3/5 full.
  explicit HashPlaces(std::size_t words)
      : places_(std::bit_ceil(std::max<std::size_t>(words * 5 / 3, 64))) {}

  void add(std::uint64_t hash, std::uint32_t number) {
    std::uint64_t place = hash & (places_.size() - 1);
    while (places_[place].number != none) place = (place + 1) & (places_.size() - 1);
    places_[place] = {static_cast<std::uint32_t>(hash >> 32), number};
  }

  // Ends at an empty place, of which there always are some.
  std::uint32_t find(std::uint64_t hash) const {
    const auto tag = static_cast<std::uint32_t>(hash >> 32);
    for (std::uint64_t place = hash & (places_.size() - 1);;
         place = (place + 1) & (places_.size() - 1)) {
      const Place& found = places_[place];
      if (found.tag == tag || found.number == none) return found.number;
    }
  }

  void prefetch(std::uint64_t hash) const {
    __builtin_prefetch(&places_[hash & (places_.size() - 1)]);
  }

 private:
  struct Place {
    std::uint32_t tag = 0;
    std::uint32_t number = none;
  };
  std::vector<Place> places_;  // a power of two, open addressing
};

}  // namespace decorum::signals
