#include "triage/terminal_text.h"

#include <algorithm>

#include <fmt/format.h>
#include <unicode/uchar.h>

#include "base/utf8.h"

namespace decorum::triage {

namespace {

constexpr std::string_view isolate_begin = "\u2068";
constexpr std::string_view isolate_end = "\u2069";

std::size_t columns_of_code(char32_t code) {
  const auto point = static_cast<UChar32>(code);
  const int type = u_charType(point);
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR) return 0;
  const int width = u_getIntPropertyValue(point, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

bool is_joiner(char32_t code) { return code == 0x200C || code == 0x200D; }

bool runs_right_to_left(char32_t code) {
  const UCharDirection direction = u_charDirection(static_cast<UChar32>(code));
  return direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC;
}

void append_safe(std::string& out, char32_t code) {
  if (code == '\n' || code == '\r' || code == 0x2028 || code == 0x2029) {
    out += "⏎";
  } else if (code == '\t') {
    out += ' ';
  } else if (code < 0x20) {
    base::append_utf8(out, 0x2400 + code);  // Control Pictures
  } else if (code == 0x7F) {
    out += "␡";
  } else if (code < 0xA0 && code > 0x7F) {
    out += fmt::format("<U+{:04X}>", static_cast<std::uint32_t>(code));
  } else if (u_charType(static_cast<UChar32>(code)) == U_FORMAT_CHAR && !is_joiner(code) &&
             !(code >= 0xE0020 && code <= 0xE007F)) {  // the tags of flag emoji
    out += fmt::format("<U+{:04X}>", static_cast<std::uint32_t>(code));
  } else {
    base::append_utf8(out, code);
  }
}

// How many bytes of `text` fit into so many columns.
std::size_t bytes_within(std::string_view text, std::size_t columns_most) {
  std::size_t columns = 0;
  std::size_t offset = 0;
  while (offset < text.size()) {
    const base::CodePoint point = base::decode_at(text, offset);
    columns += columns_of_code(point.code);
    if (columns > columns_most) return offset;
    offset += point.length;
  }
  return offset;
}

}  // namespace

std::string painted(std::string_view text, std::string_view code, bool colour) {
  return colour ? fmt::format("{}{}{}", code, text, plain) : std::string(text);
}

std::string safe_line(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool right_to_left = false;
  for (std::size_t offset = 0; offset < text.size();) {
    const base::CodePoint point = base::decode_at(text, offset);
    right_to_left = right_to_left || runs_right_to_left(point.code);
    append_safe(out, point.code);
    offset += point.length;
  }
  if (!right_to_left) return out;
  return std::string(isolate_begin) + out + std::string(isolate_end);
}

std::size_t columns_of(std::string_view text) {
  std::size_t columns = 0;
  for (std::size_t offset = 0; offset < text.size();) {
    const base::CodePoint point = base::decode_at(text, offset);
    columns += columns_of_code(point.code);
    offset += point.length;
  }
  return columns;
}

std::string shortened(std::string_view text, std::size_t columns_most) {
  const std::size_t whole = bytes_within(text, columns_most);
  if (whole == text.size()) return std::string(text);
  return std::string(text.substr(0, bytes_within(text, columns_most - 1))) + "…";
}

std::vector<std::string> wrapped(std::string_view text, std::size_t columns_most) {
  std::vector<std::string> lines;
  while (true) {
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    std::size_t end = bytes_within(text, columns_most);
    if (end < text.size() && text[end] != ' ') {
      const std::size_t blank = text.substr(0, end).rfind(' ');
      if (blank != std::string_view::npos && blank > 0) end = blank;
    }
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end);
    line = line.substr(0, line.find_last_not_of(' ') + 1);
    if (!line.empty() || lines.empty()) lines.emplace_back(line);
    if (text.empty()) return lines;
  }
}

}  // namespace decorum::triage
