#include "base/utf8.h"

#include <cassert>
#include <cstring>

namespace decorum::base {
namespace {

constexpr char32_t replacement = 0xFFFD;

std::uint8_t byte_at(std::string_view text, std::size_t offset) {
  return static_cast<std::uint8_t>(text[offset]);
}

// What stands at `offset`: a code point, or an ill-formed part of `length` bytes. The part is the
// longest start of a well-formed sequence, or one byte (Unicode 15, table 3-7 and section 3.9).
CodePoint scan(std::string_view text, std::size_t offset) {
  const std::uint8_t lead = byte_at(text, offset);
  if (lead < 0x80) return {lead, 1, true};
  if (lead < 0xC2 || lead > 0xF4) return {replacement, 1, false};

  const std::uint8_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  // The second byte has a narrower range after some lead bytes: no overlong form, no surrogate,
  // nothing above U+10FFFF.
  std::uint8_t low = 0x80;
  std::uint8_t high = 0xBF;
  if (lead == 0xE0) low = 0xA0;
  if (lead == 0xED) high = 0x9F;
  if (lead == 0xF0) low = 0x90;
  if (lead == 0xF4) high = 0x8F;

  char32_t code = lead & (0xFFU >> (length + 1));
  for (std::uint8_t i = 1; i < length; ++i) {
    if (offset + i >= text.size()) return {replacement, i, false};
    const std::uint8_t next = byte_at(text, offset + i);
    if (next < low || next > high) return {replacement, i, false};
    code = (code << 6) | (next & 0x3FU);
    low = 0x80;
    high = 0xBF;
  }
  return {code, length, true};
}

// The number of bytes from `offset` on that are certainly ASCII, eight at a time.
std::size_t ascii_run(std::string_view text, std::size_t offset) {
  const std::size_t begin = offset;
  while (offset + 8 <= text.size()) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + offset, 8);
    if ((word & 0x8080808080808080ULL) != 0) break;
    offset += 8;
  }
  return offset - begin;
}

}  // namespace

CodePoint decode_long_at(std::string_view text, std::size_t offset) {
  assert(offset < text.size());
  CodePoint point = scan(text, offset);
  if (!point.valid) point.length = 1;
  return point;
}

void append_utf8(std::string& out, char32_t code) {
  if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) code = replacement;
  if (code < 0x80) {
    out.push_back(static_cast<char>(code));
    return;
  }
  if (code < 0x800) {
    out.push_back(static_cast<char>(0xC0 | (code >> 6)));
  } else if (code < 0x10000) {
    out.push_back(static_cast<char>(0xE0 | (code >> 12)));
    out.push_back(static_cast<char>(0x80 | ((code >> 6) & 0x3F)));
  } else {
    out.push_back(static_cast<char>(0xF0 | (code >> 18)));
    out.push_back(static_cast<char>(0x80 | ((code >> 12) & 0x3F)));
    out.push_back(static_cast<char>(0x80 | ((code >> 6) & 0x3F)));
  }
  out.push_back(static_cast<char>(0x80 | (code & 0x3F)));
}

std::size_t find_invalid_utf8(std::string_view text) {
  std::size_t offset = 0;
  while (offset < text.size()) {
    offset += ascii_run(text, offset);
    if (offset == text.size()) break;
    const CodePoint point = scan(text, offset);
    if (!point.valid) return offset;
    offset += point.length;
  }
  return std::string_view::npos;
}

bool is_valid_utf8(std::string_view text) {
  return find_invalid_utf8(text) == std::string_view::npos;
}

std::string mended(std::string_view bytes) {
  std::size_t offset = find_invalid_utf8(bytes);
  if (offset == std::string_view::npos) return std::string(bytes);

  std::string out(bytes.substr(0, offset));
  while (offset < bytes.size()) {
    const CodePoint point = scan(bytes, offset);
    if (point.valid) {
      out.append(bytes.substr(offset, point.length));
    } else {
      append_utf8(out, replacement);
    }
    offset += point.length;
  }
  return out;
}

std::string_view clipped(std::string_view text, std::size_t bytes_max) {
  if (text.size() <= bytes_max) return text;
  std::size_t end = bytes_max;
  // At most three bytes back: a code point has at most four.
  while (end > 0 && bytes_max - end < 3 && (byte_at(text, end) & 0xC0U) == 0x80) --end;
  return text.substr(0, end);
}

std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t offset = 0; offset < text.size(); ++count) {
    offset += decode_at(text, offset).length;
  }
  return count;
}

std::size_t count_utf16_units(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t offset = 0; offset < text.size();) {
    const CodePoint point = decode_at(text, offset);
    count += point.code >= 0x10000 ? 2 : 1;
    offset += point.length;
  }
  return count;
}

}  // namespace decorum::base
