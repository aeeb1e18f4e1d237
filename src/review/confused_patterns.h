// The patterns of confused_words.h, as data.
//
// Words are separated by a blank; only blanks may stand between them in the text. "a|b" is one of
// two words; "[wrong>right]" is the word that is found, once in each pattern; "#" is a
// number; "*" is any word; "!a|b", at the end, says that the next word is none of these; "^"
// and "$" that the sentence begins or ends here. Case does not matter.
//
// Our own list, from common confusions of British English (Fowler; the Guardian's and the
// Government Digital Service's style guides list most of the pairs).
#pragma once

#include <span>
#include <string_view>

namespace decorum::review {

std::span<const std::string_view> confused_patterns();
std::span<const std::string_view> confused_pairs();

}  // namespace decorum::review
