#include "spelling/lines.h"

#include <cstdint>

#include "base/utf8.h"

namespace decorum::spelling {

Lines::Lines(std::string_view text) : rest_(text) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (rest_.starts_with(byte_order_mark)) rest_.remove_prefix(byte_order_mark.size());
}

std::optional<std::string_view> Lines::next() {
  if (rest_.empty()) return std::nullopt;
  const std::size_t end = rest_.find('\n');
  std::string_view line = rest_.substr(0, end);
  rest_ = end == std::string_view::npos ? std::string_view() : rest_.substr(end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  ++number_;
  return line;
}

std::vector<std::string_view> blank_separated(std::string_view line) {
  std::vector<std::string_view> parts;
  std::size_t at = 0;
  while ((at = line.find_first_not_of(" \t", at)) != std::string_view::npos) {
    const std::size_t end = line.find_first_of(" \t", at);
    parts.push_back(line.substr(at, end == std::string_view::npos ? end : end - at));
    if (end == std::string_view::npos) break;
    at = end;
  }
  return parts;
}

std::string from_latin1(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size());
  for (const char byte : bytes) base::append_utf8(out, static_cast<std::uint8_t>(byte));
  return out;
}

std::vector<Entry> read_entries(std::string_view text, bool first_is_number) {
  std::vector<Entry> entries;
  Lines lines(text);
  if (first_is_number) lines.next();
  while (const auto line = lines.next()) {
    std::string_view entry = line->substr(0, line->find('\t'));
    if (entry.empty() || (!first_is_number && entry.front() == '#')) continue;
    while (entry.ends_with(' ')) entry.remove_suffix(1);
    const std::size_t slash = entry.find('/', 1);
    const std::string_view word = entry.substr(0, slash);
    if (word.empty() || word.find(' ') != std::string_view::npos) continue;
    entries.push_back(
        {word, slash == std::string_view::npos ? std::string_view() : entry.substr(slash + 1)});
  }
  return entries;
}

}  // namespace decorum::spelling
