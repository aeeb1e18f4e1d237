// UTF-8: decoding, checking, mending and counting. Offsets everywhere in Decorum are UTF-8 bytes
// and spans are half-open, [start, end).
//
// Text inside Decorum is valid UTF-8: whoever takes bytes in mends them once with `mended`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace decorum::base {

struct Span {
  std::uint32_t start = 0;
  std::uint32_t end = 0;

  bool operator==(const Span&) const = default;
};

// One decoded code point. For a byte that is not the start of valid UTF-8, `code` is U+FFFD,
// `length` is 1 and `valid` is false.
struct CodePoint {
  char32_t code = 0;
  std::uint8_t length = 0;
  bool valid = true;
};

// The same as decode_at, for a byte that is not ASCII.
CodePoint decode_long_at(std::string_view text, std::size_t offset);

// Decodes at `offset`, which must be less than the text's size.
inline CodePoint decode_at(std::string_view text, std::size_t offset) {
  const auto byte = static_cast<std::uint8_t>(text[offset]);
  if (byte < 0x80) return {byte, 1, true};
  return decode_long_at(text, offset);
}

// A surrogate, or a value above U+10FFFF, is written as U+FFFD.
void append_utf8(std::string& out, char32_t code);

// Offset of the first byte that is not valid UTF-8, or npos.
std::size_t find_invalid_utf8(std::string_view text);
bool is_valid_utf8(std::string_view text);

// The text with every maximal ill-formed part replaced by U+FFFD (Unicode 15, section 3.9,
// "substitution of maximal subparts"); valid text comes back unchanged.
std::string mended(std::string_view bytes);

// The longest start of the text that is at most `bytes_max` long and ends at a code point.
std::string_view clipped(std::string_view text, std::size_t bytes_max);

// A byte that is not valid UTF-8 counts as one.
std::size_t count_code_points(std::string_view text);
std::size_t count_utf16_units(std::string_view text);

}  // namespace decorum::base
