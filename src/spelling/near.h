// Words of a graph that are near to a text by edits, and how far a typing or spelling mistake goes.
//
//   near_words(graph, "recieve", 2)    // numbers of "receive", "relieve", ...
//   mistake_cost("recieve", "receive") // 0.6: a swap
//
// An edit is a letter more, less or other, or two neighbours swapped (Damerau 1964), counted in
// bytes of small letters for the search and in letters for the cost.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "spelling/graph.h"

namespace decorum::spelling {

inline constexpr std::size_t near_words_max = 4000;
inline constexpr std::size_t near_steps_max = 400'000;  // edges looked at

// `word` in small letters, at most word_bytes_max bytes; the numbers come in the order of the
// graph. `edits_max` is at most 3. The search ends at either bound above.
std::vector<std::uint32_t> near_words(const Graph& graph, std::string_view word,
                                      std::size_t edits_max);

// How unlikely it is that somebody who meant `right` wrote `wrong` (both in small letters): about
// 1 for a common edit; less for a swap, a doubled or single letter, a neighbouring key, a vowel for
// a vowel, an accent or apostrophe left out; more at the first letter. At most `most`, when it is
// known to be that or more.
double mistake_cost(std::string_view wrong, std::string_view right, double most = 100);

}  // namespace decorum::spelling
