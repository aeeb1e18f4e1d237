// Other people's text made safe and fitting for a terminal: what would drive the terminal or turn
// the line around is made visible, and lines are broken at blanks.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace decorum::triage {

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
