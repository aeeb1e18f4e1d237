// The words around a figure that belong to it: what it counts, by how much something changed, how
// often. A person who points at "73%" means "73% of employees".
//
//   FigureSpan spans{reading, groups, changes};
//   const std::size_t end = spans.counted_end(i + 1, sentence);   // 0: nothing is named
//
// Looks a few words before and behind, never beyond the sentence. It holds references only: the
// reading and the flags have to outlive it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "review/reading.h"
#include "review/text_flags.h"

namespace decorum::review {

struct FigureSpan {
  const Reading& reading;
  const Flags& groups;   // whom figures are about
  const Flags& changes;  // "rose", "fell"

  // Is this a word that no figure's noun stands behind: "is", "in", "who"?
  bool parts(std::size_t word) const;
  // Where the noun of what a figure counts ends, which may begin at word `i`: "(of) all new
  // businesses", "line managers"; 0: none near.
  std::size_t counted_end(std::size_t i, const Sentence& at) const;
  // "12 per cent" -> "rose by 12 per cent": where what changed by a figure at `i` begins; else
  // `start`.
  std::uint32_t start_of_change(std::size_t i, std::uint32_t start) const;
  // "30% happier", "20% more likely": the word behind the comparative at `i`, or 0.
  std::size_t comparative_end(std::size_t i, const Sentence& at) const;
  // "a year", "each week", "per employee" at `i`: the word behind them, else `i`.
  std::size_t period_end(std::size_t i, const Sentence& at) const;

 private:
  const Word& word(std::size_t i) const { return reading.words[i]; }
  std::string_view folded(std::size_t i) const {
    return i < reading.words.size() ? reading.words[i].folded : std::string_view();
  }
  bool is_plural(std::size_t i) const;
};

}  // namespace decorum::review
