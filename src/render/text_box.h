// How wide words are, and where their lines break. Widths are estimates, so that a drawing is the
// same on every machine: those of Helvetica (Adobe's font metrics, 1989), widened by a tenth
// because the fonts that stand in for it are wider.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace decorum::render {

struct Font {
  double size = 11;  // points
  bool bold = false;
};

// In points. `text` is valid UTF-8.
double width_of(std::string_view text, const Font& font);

// Lines no wider than `width`, broken at blanks, or inside a word that is too wide alone. At most
// `lines_max` (1 or more) lines; when there are more words the last line ends in an ellipsis.
std::vector<std::string> wrapped(std::string_view text, const Font& font, double width,
                                 std::size_t lines_max);

// As wrapped, in as many lines, but of about equal length: no last line of one short word.
std::vector<std::string> balanced(std::string_view text, const Font& font, double width,
                                  std::size_t lines_max);

}  // namespace decorum::render
