#include "policy/ics_lines.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/utf8.h"
#include "policy/mistake.h"

namespace decorum::policy {
namespace {

constexpr std::size_t parameters_max = 32;
constexpr std::size_t mistakes_kept = 100;

struct Unfolded {
  std::string text;
  std::uint32_t line = 0;
};

bool is_name_char(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

std::string in_capitals(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return out;
}

// Lines put together: one that begins with a blank or a tab goes on with the one before.
std::vector<Unfolded> unfold(std::string_view bytes) {
  std::vector<Unfolded> out;
  std::uint32_t number = 0;
  while (!bytes.empty() && number < ics_lines_max) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    const bool goes_on = !line.empty() && (line.front() == ' ' || line.front() == '\t');
    if (goes_on && !out.empty()) {
      out.back().text += line.substr(1);
    } else if (!line.empty()) {
      out.push_back({std::string(line), number});
    }
  }
  return out;
}

// The value of a parameter off the front: quoted, or up to one of ",;:". Several values are kept
// as one text.
bool take_parameter_value(std::string_view& rest, std::string& value) {
  while (true) {
    if (rest.starts_with('"')) {
      const std::size_t close = rest.find('"', 1);
      if (close == std::string_view::npos) return false;
      value += rest.substr(1, close - 1);
      rest.remove_prefix(close + 1);
    } else {
      const std::size_t end = std::min(rest.find_first_of(",;:\""), rest.size());
      value += rest.substr(0, end);
      rest.remove_prefix(end);
    }
    if (!rest.starts_with(',')) return rest.starts_with(';') || rest.starts_with(':');
    value += ',';
    rest.remove_prefix(1);
  }
}

bool read_line(const Unfolded& from, IcsLine& line) {
  std::string_view rest = from.text;
  const auto take_name = [&rest] {
    const auto end = std::ranges::find_if_not(rest, is_name_char);
    const auto size = static_cast<std::size_t>(end - rest.begin());
    std::string name = in_capitals(rest.substr(0, size));
    rest.remove_prefix(size);
    return name;
  };
  line.line = from.line;
  line.name = take_name();
  if (line.name.empty()) return false;
  while (rest.starts_with(';')) {
    rest.remove_prefix(1);
    std::pair<std::string, std::string> parameter{take_name(), {}};
    if (parameter.first.empty() || !rest.starts_with('=')) return false;
    rest.remove_prefix(1);
    if (!take_parameter_value(rest, parameter.second)) return false;
    if (line.parameters.size() == parameters_max) return false;
    line.parameters.push_back(std::move(parameter));
  }
  if (!rest.starts_with(':')) return false;
  line.value = rest.substr(1);
  return true;
}

}  // namespace

std::string_view IcsLine::parameter(std::string_view wanted) const {
  for (const auto& parameter : parameters) {
    if (parameter.first == wanted) return parameter.second;
  }
  return {};
}

IcsLines split_ics(std::string_view bytes) {
  IcsLines out;
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (bytes.starts_with(byte_order_mark)) bytes.remove_prefix(byte_order_mark.size());
  if (bytes.size() > ics_bytes_max) {
    out.mistakes.push_back({0, "this calendar is too large", "at most 1 MiB (1,048,576 bytes)"});
    return out;
  }
  if (static_cast<std::size_t>(std::ranges::count(bytes, '\n')) > ics_lines_max) {
    out.mistakes.push_back({0, fmt::format("this calendar has more than {} lines", ics_lines_max),
                            "fewer"});
    return out;
  }
  for (const Unfolded& unfolded : unfold(bytes)) {
    IcsLine line;
    const bool valid = base::is_valid_utf8(unfolded.text);
    if (valid && read_line(unfolded, line)) {
      out.lines.push_back(std::move(line));
    } else if (out.mistakes.size() < mistakes_kept) {
      out.mistakes.push_back(
          {unfolded.line,
           valid ? fmt::format("'{}' is no line of a calendar", shortened(unfolded.text))
                 : "this line is not UTF-8",
           valid ? "NAME:value, or NAME;PARAMETER=value:value" : ""});
    }
  }
  return out;
}

std::string ics_text(std::string_view value) {
  std::string out;
  for (std::size_t i = 0; i < value.size(); ++i) {
    char c = value[i];
    if (c == '\\' && i + 1 < value.size()) {
      c = value[++i];
      if (c == 'n' || c == 'N') c = ' ';
    }
    const auto byte = static_cast<unsigned char>(c);
    out += byte < 0x20 || byte == 0x7F ? ' ' : c;
  }
  return out;
}

}  // namespace decorum::policy
