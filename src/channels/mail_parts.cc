#include "channels/mail_parts.h"

#include <algorithm>

#include "channels/bytes.h"

namespace decorum::channels {
namespace {

constexpr std::string_view blanks = " \t\r\n";

std::string low(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t start = text.find_first_not_of(blanks);
  if (start == std::string_view::npos) return {};
  return text.substr(start, text.find_last_not_of(blanks) + 1 - start);
}

// Takes the first line off, without its end.
std::string_view take_line(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('\n'), rest.size());
  std::string_view line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

}  // namespace

std::string_view MailHeaders::value(std::string_view name) const {
  for (const auto& [key, value] : lines) {
    if (key == name) return value;
  }
  return {};
}

MailPart split_mail(std::string_view bytes) {
  MailPart part;
  std::string_view rest = bytes;
  bool keeping = false;
  while (!rest.empty()) {
    const std::string_view before = rest;
    const std::string_view line = take_line(rest);
    if (line.empty()) break;
    if (line[0] == ' ' || line[0] == '\t') {
      if (keeping && part.headers.lines.back().second.size() + line.size() <
                         mail_header_value_max) {
        part.headers.lines.back().second += " " + std::string(trimmed(line));
      }
      continue;
    }
    const std::size_t colon = line.find(':');
    const bool named = colon != std::string_view::npos && colon > 0 &&
                       line.substr(0, colon).find_first_of(" \t") == std::string_view::npos;
    if (!named) {
      // Mail files begin with "From ann@…"; anything else is the start of a body without headers.
      if (part.headers.lines.empty() && line.substr(0, 5) == "From ") continue;
      rest = before;
      break;
    }
    keeping = part.headers.lines.size() < mail_header_lines_max;
    if (keeping) {
      part.headers.lines.emplace_back(
          low(line.substr(0, std::min<std::size_t>(colon, 100))),
          trimmed(line.substr(colon + 1, mail_header_value_max)));
    }
  }
  part.body = rest;
  return part;
}

std::string media_type(std::string_view value) {
  return low(trimmed(value.substr(0, value.find(';'))));
}

std::string parameter(std::string_view value, std::string_view name) {
  std::size_t at = value.find(';');
  while (at != std::string_view::npos) {
    const std::size_t equals = value.find('=', at);
    if (equals == std::string_view::npos) return {};
    const bool found = low(trimmed(value.substr(at + 1, equals - at - 1))) == name;
    std::string out;
    std::size_t i = value.find_first_not_of(blanks, equals + 1);
    if (i == std::string_view::npos) return {};
    if (value[i] == '"') {
      for (++i; i < value.size() && value[i] != '"'; ++i) {
        if (value[i] == '\\' && i + 1 < value.size()) ++i;
        out.push_back(value[i]);
      }
    } else {
      const std::size_t end = std::min(value.find(';', i), value.size());
      out = std::string(trimmed(value.substr(i, end - i)));
    }
    if (found) return out;
    at = i < value.size() ? value.find(';', i) : std::string_view::npos;
  }
  return {};
}

std::vector<std::string_view> split_parts(std::string_view body, std::string_view boundary,
                                          std::size_t most) {
  std::vector<std::string_view> parts;
  if (boundary.empty()) return parts;
  std::string_view rest = body;
  const char* start = nullptr;
  while (!rest.empty() && parts.size() < most) {
    const char* const line_start = rest.data();
    const std::string_view line = take_line(rest);
    const bool mark = line.size() >= boundary.size() + 2 && line.substr(0, 2) == "--" &&
                      line.substr(2, boundary.size()) == boundary;
    if (!mark) continue;
    const std::string_view after = line.substr(boundary.size() + 2);
    const bool last = after.substr(0, 2) == "--";
    if (!last && !trimmed(after).empty()) continue;  // a longer boundary
    if (start != nullptr) {
      parts.emplace_back(start, static_cast<std::size_t>(line_start - start));
    }
    start = rest.data();
    if (last) return parts;
  }
  // The end is missing where a message was cut off.
  if (start != nullptr && parts.size() < most) {
    parts.emplace_back(start, static_cast<std::size_t>(body.data() + body.size() - start));
  }
  return parts;
}

std::string from_quoted_printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const bool ended = text.find('\n') != std::string_view::npos;
    std::string_view line = take_line(text);
    while (!line.empty() && (line.back() == ' ' || line.back() == '\t')) line.remove_suffix(1);
    const bool soft = !line.empty() && line.back() == '=';
    if (soft) line.remove_suffix(1);
    for (std::size_t i = 0; i < line.size(); ++i) {
      const auto byte = line[i] == '=' && i + 2 < line.size()
                            ? from_hex(line.substr(i + 1, 2))
                            : std::nullopt;
      if (byte && byte->size() == 1) {
        out += *byte;
        i += 2;
      } else {
        out.push_back(line[i]);
      }
    }
    if (!soft && ended) out.push_back('\n');
  }
  return out;
}

std::string decoded_body(std::string_view body, std::string_view encoding) {
  const std::string name = low(trimmed(encoding));
  if (name == "base64") return from_loose_base64(body);
  if (name == "quoted-printable") return from_quoted_printable(body);
  return std::string(body);
}

}  // namespace decorum::channels
