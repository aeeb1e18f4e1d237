// Which words of a reading belong to a hit of a list: one flag a word.
#pragma once

#include <cstdint>
#include <vector>

#include "review/phrases.h"
#include "review/reading.h"

namespace decorum::review {

using Flags = std::vector<std::uint8_t>;

inline Flags flags_of(const Phrases& list, const Reading& reading, bool aside = false) {
  Flags flags(reading.words.size(), 0);
  for (const PhraseHit& hit : list.find(reading, aside)) {
    for (std::uint32_t i = hit.first_word; i < hit.end_word; ++i) flags[i] = 1;
  }
  return flags;
}

}  // namespace decorum::review
