// Coarse words that are written so as to pass: "f**k", "b*llocks", "sh1t", "a$$hole".
//
// A letter may be a sign (*, #, @, $, !, %, _) or a digit that looks like one; the first letter
// stands plain. One sign is one letter, but a run of "*" may be any number of them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.h"

namespace decorum::review {

// Where one of the words stands masked in the text, in order. The words are in small ASCII letters;
// one that ends in "*" stands for all that begin so. Linear in the text for a fixed list.
std::vector<base::Span> find_masked(std::string_view text, const std::vector<std::string>& words);

}  // namespace decorum::review
