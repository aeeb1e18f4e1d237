// What needs the Unicode database: normal forms, grapheme clusters, emoji. ICU does the work.
// None of this belongs on the stream's hot path without a cheap test (is it ASCII?) before it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.h"

namespace decorum::base {

std::string nfc(std::string_view text);

// Compatibility forms too: "ﬁ" becomes "fi", a full-width letter the letter.
std::string nfkc(std::string_view text);

// NFKC with case folded and default-ignorable code points removed (UAX #31, NFKC_Casefold).
std::string nfkc_casefold(std::string_view text);

// Extended grapheme clusters (UAX #29), what a reader calls characters.
std::size_t count_graphemes(std::string_view text);
std::vector<Span> graphemes(std::string_view text);
// The end of the cluster that starts at `start`, which must be less than the text's size.
std::size_t end_of_grapheme(std::string_view text, std::size_t start);

// Is this one grapheme cluster shown as an emoji (by default, or because U+FE0F asks for it)?
bool is_emoji_cluster(std::string_view cluster);

// May this code point be shown as an emoji, at least when U+FE0F asks for it? Not for digits, "#"
// and "*", which can only begin a keycap, nor for the letters that flags are made of.
bool is_pictograph(char32_t code);

}  // namespace decorum::base
