// What may have been meant by a word that the dictionary does not know.
#pragma once

#include <string_view>
#include <vector>

#include "spelling/dictionary.h"
#include "spelling/index.h"

namespace decorum::spelling {

// At most suggestions_max, best first, with the capitals of the word. Bounded by the bounds of
// spelling/near.h.
std::vector<Proposal> propose(const Index& index, std::string_view word);

}  // namespace decorum::spelling
