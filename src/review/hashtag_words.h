// The words that a hashtag in one case is made of.
//
//   hashtag_words("opendayatwork", dictionary);   // {"open", "day", "at", "work"}
//   hashtag_words("museum", dictionary);          // nothing: it is one word
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "spelling/dictionary.h"

namespace decorum::review {

inline constexpr std::size_t hashtag_bytes_max = 60;  // longer ones are not taken apart

// Of ASCII letters and digits; commoner and fewer words first. Empty when it is a word or name as a
// whole, when it does not part cleanly, or when only very short or rare words would come out.
std::vector<std::string> hashtag_words(std::string_view tag,
                                       const spelling::Dictionary& dictionary);

// "OpenDayAtWork".
std::string camel_case(const std::vector<std::string>& words);

}  // namespace decorum::review
