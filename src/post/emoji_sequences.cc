#include "post/emoji_sequences.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include <unicode/uchar.h>
#include <unicode/utf16.h>

#include "base/unicode.h"
#include "base/utf8.h"
#include "post/letters.h"

namespace decorum::post {
namespace {

using base::CodePoint;

// A kiss of two people with a skin tone each has ten.
constexpr std::size_t points_max = 10;

constexpr char32_t text_style = 0xFE0E;
constexpr char32_t emoji_style = 0xFE0F;
constexpr char32_t keycap = 0x20E3;
constexpr char32_t joiner = 0x200D;

struct Range {
  char32_t first;
  char32_t last;
};

// Emoji by default that are older than emoji were, so that U+FE0F is standardised after them too
// (emoji-variation-sequences.txt as of Unicode 6.1); telephones write it.
constexpr std::array<Range, 23> takes_style = {
    {{0x231A, 0x231B},   {0x25FD, 0x25FE},   {0x2614, 0x2615},   {0x2648, 0x2653},
     {0x267F, 0x267F},   {0x2693, 0x2693},   {0x26A1, 0x26A1},   {0x26AA, 0x26AB},
     {0x26BD, 0x26BE},   {0x26C4, 0x26C5},   {0x26D4, 0x26D4},   {0x26EA, 0x26EA},
     {0x26F2, 0x26F3},   {0x26F5, 0x26F5},   {0x26FA, 0x26FA},   {0x26FD, 0x26FD},
     {0x2757, 0x2757},   {0x2B1B, 0x2B1C},   {0x2B50, 0x2B50},   {0x2B55, 0x2B55},
     {0x1F004, 0x1F004}, {0x1F21A, 0x1F21A}, {0x1F22F, 0x1F22F}}};

bool is_tag(char32_t code) { return code >= 0xE0020 && code <= 0xE007F; }
bool is_flag_letter(char32_t code) { return code >= 0x1F1E6 && code <= 0x1F1FF; }
bool is_skin_tone(char32_t code) { return code >= 0x1F3FB && code <= 0x1F3FF; }

bool may_continue(char32_t code) {
  return code == emoji_style || code == keycap || code == joiner || is_tag(code) ||
         is_flag_letter(code) || is_skin_tone(code) || base::is_pictograph(code);
}

// Code points that may be one sequence, in order, and where each of them ends.
class Points {
 public:
  Points(std::string_view text, std::size_t start) {
    for (std::size_t at = start; at < text.size() && count_ < points_max;) {
      const CodePoint point = base::decode_at(text, at);
      if (count_ > 0 && !may_continue(point.code)) break;
      at += point.length;
      codes_[count_] = point.code;
      ends_[count_] = at;
      ++count_;
    }
  }

  std::size_t count() const { return count_; }
  char32_t operator[](std::size_t i) const { return codes_[i]; }
  std::size_t end_of(std::size_t count) const { return ends_[count - 1]; }

  // Are the first `count`, less the one at `without`, a sequence of Unicode's list?
  bool is_listed(std::size_t count, std::size_t without = points_max) const {
    std::array<UChar, 2 * points_max> units{};
    std::int32_t length = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (i != without) U16_APPEND_UNSAFE(units.data(), length, static_cast<UChar32>(codes_[i]));
    }
    return u_stringHasBinaryProperty(units.data(), length, UCHAR_RGI_EMOJI) != 0;
  }

 private:
  std::array<char32_t, points_max> codes_{};
  std::array<std::size_t, points_max> ends_{};
  std::size_t count_ = 0;
};

bool is_emoji_by_default(char32_t code) {
  return u_hasBinaryProperty(static_cast<UChar32>(code), UCHAR_EMOJI_PRESENTATION) != 0;
}

bool takes_emoji_style(char32_t code) {
  return std::any_of(takes_style.begin(), takes_style.end(), [code](const Range& range) {
    return code >= range.first && code <= range.last;
  });
}

// Spellings that are not on the list and yet were always counted as one.
bool is_old_spelling(const Points& points, std::size_t count) {
  if (count == 2) {
    return points[1] == keycap ? points[0] < 0x80
                               : points[1] == emoji_style && takes_emoji_style(points[0]);
  }
  // "☝", U+FE0F and a skin tone, though the tone alone would do; not of emoji that need no U+FE0F.
  if (count == 3 && points[1] == emoji_style && is_skin_tone(points[2])) {
    return !is_emoji_by_default(points[0]) && points.is_listed(count, 1);
  }
  constexpr char32_t eye = 0x1F441;
  constexpr char32_t speech_bubble = 0x1F5E8;
  return count == 3 && points[0] == eye && points[1] == joiner && points[2] == speech_bubble;
}

bool may_begin(std::string_view text, std::size_t at, char32_t code) {
  if (code < 0x80) {
    return (is_ascii_digit(code) || code == '#' || code == '*') && at + 1 < text.size() &&
           static_cast<unsigned char>(text[at + 1]) >= 0xE2;
  }
  return is_flag_letter(code) || base::is_pictograph(code);
}

}  // namespace

std::size_t end_of_emoji_sequence(std::string_view text, std::size_t start) {
  const CodePoint first = base::decode_at(text, start);
  if (!may_begin(text, start, first.code)) return start;
  const Points points(text, start);
  for (std::size_t count = points.count(); count > 1; --count) {
    if (points.is_listed(count) || is_old_spelling(points, count)) return points.end_of(count);
  }
  if (first.code < 0x2000) return start;  // a digit, ©, ®: signs unless something follows
  const std::size_t end = points.end_of(1);
  const bool as_text = end < text.size() && base::decode_at(text, end).code == text_style;
  return as_text ? start : end;
}

}  // namespace decorum::post
