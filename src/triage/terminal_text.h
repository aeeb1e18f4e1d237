// Other people's text made safe and fitting for a terminal: what would drive the terminal or turn
// the line around is made visible, and lines are broken at blanks.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace decorum::triage {

// ANSI colours; `painted` puts one round a text where colours are wanted.
inline constexpr std::string_view bold = "\x1b[1m";
inline constexpr std::string_view dim = "\x1b[2m";
inline constexpr std::string_view green = "\x1b[32m";
inline constexpr std::string_view yellow = "\x1b[33m";
inline constexpr std::string_view cyan = "\x1b[36m";
inline constexpr std::string_view plain = "\x1b[0m";

std::string painted(std::string_view text, std::string_view code, bool colour);

// One line of text that cannot hurt: control characters as their pictures ("␛"), line breaks as
// "⏎", bidirectional and other invisible controls by number ("<U+202E>"). Joiners inside emoji and
// scripts stay. Text written from right to left is isolated (U+2068 ... U+2069, UAX #9), so that it
// does not carry the rest of the line with it.
std::string safe_line(std::string_view text);

// The first `columns_most` columns, with "…" when there is more; never cuts a code point.
std::string shortened(std::string_view text, std::size_t columns_most);

// Terminal columns: wide characters are two, combining ones none (UAX #11).
std::size_t columns_of(std::string_view text);

// Lines of at most `columns_most` columns (10 or more), broken at blanks, and inside a word that is
// longer than a line. At least one line.
std::vector<std::string> wrapped(std::string_view text, std::size_t columns_most);

}  // namespace decorum::triage
