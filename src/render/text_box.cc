#include "render/text_box.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdint>
#include <utility>

#include <fmt/core.h>
#include <fmt/ranges.h>

#include "base/unicode.h"
#include "base/utf8.h"

namespace decorum::render {
namespace {

// Thousandths of the font's size for U+0020 to U+007E, Helvetica.
constexpr std::array<std::uint16_t, 95> ascii_widths = {
    278, 278, 355, 556, 556, 889, 667,  191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556,  278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556,  833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556,  333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333,  500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584};
constexpr double widening = 1.1;
constexpr double bold_widening = 1.08;
constexpr double letter_width = 0.62;  // other alphabets
constexpr double square_width = 1.05;  // Hangul, Han, kana, emoji
constexpr char32_t first_square = 0x1100;

double width_of(char32_t code) {
  if (code >= 0x20 && code < 0x7f) return ascii_widths[code - 0x20] / 1000.0;
  return code >= first_square && !(code >= 0x1e00 && code <= 0x20ff) ? square_width : letter_width;
}

// Words between single blanks; a word wider than the box is cut at grapheme clusters.
std::vector<std::string> pieces_of(std::string_view text, const Font& font, double width) {
  std::vector<std::string> pieces;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t blank = std::min(text.find(' ', at), text.size());
    const std::string_view word = text.substr(at, blank - at);
    at = blank + 1;
    if (width_of(word, font) <= width) {
      if (!word.empty()) pieces.emplace_back(word);
      continue;
    }
    std::string piece;
    for (const base::Span span : base::graphemes(word)) {
      const std::string_view cluster = word.substr(span.start, span.end - span.start);
      if (!piece.empty() && width_of(piece + std::string(cluster), font) > width) {
        pieces.push_back(std::move(piece));
        piece.clear();
      }
      piece += cluster;
    }
    if (!piece.empty()) pieces.push_back(std::move(piece));
  }
  return pieces;
}

}  // namespace

double width_of(std::string_view text, const Font& font) {
  double ems = 0;
  for (std::size_t at = 0; at < text.size();) {
    const base::CodePoint point = base::decode_at(text, at);
    at += point.length;
    ems += width_of(point.code);
  }
  return ems * font.size * widening * (font.bold ? bold_widening : 1.0);
}

std::vector<std::string> wrapped(std::string_view text, const Font& font, double width,
                                 std::size_t lines_max) {
  assert(lines_max >= 1);
  std::vector<std::string> lines;
  for (const std::string& piece : pieces_of(text, font, width)) {
    if (!lines.empty() && width_of(lines.back() + " " + piece, font) <= width) {
      lines.back() += " " + piece;
    } else if (lines.size() < lines_max) {
      lines.push_back(piece);
    } else {
      lines.back() += "…";
      break;
    }
  }
  return lines;
}

std::vector<std::string> balanced(std::string_view text, const Font& font, double width,
                                  std::size_t lines_max) {
  std::vector<std::string> best = wrapped(text, font, width, lines_max);
  if (best.size() < 2) return best;
  const std::string words = fmt::format("{}", fmt::join(best, " "));
  double low = width / 2;
  double high = width;
  for (int step = 0; step < 8; ++step) {
    const double middle = (low + high) / 2;
    std::vector<std::string> lines = wrapped(text, font, middle, lines_max);
    // Other words mean that a word was cut, or that something no longer fits.
    if (lines.size() == best.size() && fmt::format("{}", fmt::join(lines, " ")) == words) {
      best = std::move(lines);
      high = middle;
    } else {
      low = middle;
    }
  }
  return best;
}

}  // namespace decorum::render
