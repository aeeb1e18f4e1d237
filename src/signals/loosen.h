// Further readings of a folded text: what its letters, digits and signs may stand for.
//
//   std::array<Folded, 2> readings;             // keep them: their memory is used again
//   const std::size_t count = loosen(folded, readings);
//   // "you idi0т" -> 1: readings[0].text == "you idiot"; "k1ll" -> 2: "kill", and "klll" cut: "kl"
//
// A reading is never longer than the folded text it was made from, and its places lead to the same
// source. Words in links are left alone. Costs nothing for text that hides nothing
// (Traits::hidden).
#pragma once

#include <array>
#include <cstddef>

#include "signals/normalise.h"

namespace decorum::signals {

// Fills up to two readings that differ from `folded` and from each other; the answer is how many.
// Both resolve digits and signs standing for letters inside words ("k1ll", "a$$"), look-alike
// letters in words of mixed script, accents, and spaced-out words ("i d i o t"). The first cuts
// letters written three or more times to two and reads 1 as i; the second cuts them to one and
// reads 1 as l. Their places lead to the source of `folded`.
std::size_t loosen(const Folded& folded, std::array<Folded, 2>& readings);

}  // namespace decorum::signals
