#include "render/label.h"

#include <array>

#include <fmt/core.h>

#include "base/utf8.h"

namespace decorum::render {
namespace {

// Controls (C0, DEL, C1), line and paragraph separators, marks and embeddings of direction
// (UAX #9), the byte order mark, and the two code points that XML forbids.
bool is_blank_in_label(char32_t code) {
  return code <= 0x20 || (code >= 0x7f && code <= 0x9f) || code == 0xa0 || code == 0x061c ||
         code == 0x200e || code == 0x200f || (code >= 0x2028 && code <= 0x202e) ||
         (code >= 0x2066 && code <= 0x2069) || code == 0xfeff || code == 0xfffe || code == 0xffff;
}

}  // namespace

std::string clean_label(std::string_view text) {
  std::string out;
  bool blank = false;
  for (std::size_t at = 0; at < text.size();) {
    const base::CodePoint point = base::decode_at(text, at);
    at += point.length;
    if (is_blank_in_label(point.code)) {
      blank = !out.empty();
      continue;
    }
    if (blank) out += ' ';
    blank = false;
    base::append_utf8(out, point.code);
  }
  return out;
}

std::string spoken(std::string_view id) {
  std::string words(id);
  for (char& letter : words) {
    if (letter == '-' || letter == '_') letter = ' ';
  }
  return words;
}

std::string xml_escaped(std::string_view text) {
  std::string out;
  for (const char byte : text) {
    switch (byte) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out += byte;
    }
  }
  return out;
}

std::string dot_escaped(std::string_view text) {
  std::string out;
  for (const char byte : text) {
    switch (byte) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '&': out += "&amp;"; break;
      default: out += byte;
    }
  }
  return out;
}

std::string mermaid_escaped(std::string_view text) {
  std::string out;
  for (const char byte : text) {
    switch (byte) {
      case '"': out += "#quot;"; break;
      case '#': out += "#35;"; break;
      case '&': out += "#amp;"; break;
      case '<': out += "#lt;"; break;
      case '>': out += "#gt;"; break;
      case '`': out += "#96;"; break;
      case '\\': out += "#92;"; break;
      case '*': out += "#42;"; break;
      case '_': out += "#95;"; break;
      default: out += byte;
    }
  }
  return out;
}

std::string in_words(std::chrono::sys_days day) {
  constexpr std::array months = {"January",   "February", "March",    "April",
                                 "May",       "June",     "July",     "August",
                                 "September", "October",  "November", "December"};
  const std::chrono::year_month_day date(day);
  return fmt::format("{} {} {}", static_cast<unsigned>(date.day()),
                     months[static_cast<unsigned>(date.month()) - 1],
                     static_cast<int>(date.year()));
}

}  // namespace decorum::render
