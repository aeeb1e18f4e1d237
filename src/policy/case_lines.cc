#include "policy/case_lines.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "base/utf8.h"
#include "policy/yaml.h"

namespace decorum::policy {
namespace {

std::uint32_t length_of(std::string_view text) {
  return static_cast<std::uint32_t>(base::count_code_points(text));
}

class LineReader {
 public:
  LineReader(const std::string& file, std::string_view bytes, std::vector<Mistake>& mistakes)
      : file_(file), rest_(bytes), mistakes_(mistakes) {}

  std::vector<CaseLine> read() {
    std::vector<CaseLine> lines;
    while (const auto line = next()) {
      if (is_nothing(*line)) continue;
      if (line->front() == ' ' || line->front() == '\t') {
        note(1, length_of(*line) + 1, "a line is indented here and belongs to no '|'",
             "key: value, at the beginning of a line");
        continue;
      }
      const std::size_t colon = line->find(':');
      if (colon == std::string_view::npos) {
        note(1, length_of(*line) + 1, "this line has no ':'", "key: value");
        continue;
      }
      CaseLine made;
      made.line = number_;
      made.key = std::string(line->substr(0, colon));
      const std::size_t start = std::min(line->find_first_not_of(" \t", colon + 1), line->size());
      made.value = std::string(line->substr(start));
      made.value.erase(made.value.find_last_not_of(" \t") + 1);
      made.value_column = length_of(line->substr(0, start)) + 1;
      if (made.value == "|") take_block(made);
      lines.push_back(std::move(made));
    }
    return lines;
  }

 private:
  std::optional<std::string_view> peek() const {
    if (rest_.empty()) return std::nullopt;
    std::string_view line = rest_.substr(0, rest_.find('\n'));
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
  }
  std::optional<std::string_view> next() {
    const auto line = peek();
    if (!line) return line;
    const std::size_t newline = rest_.find('\n');
    rest_.remove_prefix(newline == std::string_view::npos ? rest_.size() : newline + 1);
    ++number_;
    return line;
  }

  static bool is_blank(std::string_view line) {
    return line.find_first_not_of(" \t") == std::string_view::npos;
  }
  static bool is_nothing(std::string_view line) { return is_blank(line) || line.front() == '#'; }

  // The indented lines that follow. Blank lines between them belong to the text, those after do
  // not.
  void take_block(CaseLine& made) {
    made.block = true;
    made.value.clear();
    std::size_t indent = 0, blanks = 0;
    while (const auto line = peek()) {
      if (is_blank(*line)) {
        ++blanks;
        next();
        continue;
      }
      const std::size_t own = line->find_first_not_of(" \t");
      if (own == 0) break;
      if (indent == 0) indent = own;
      if (!made.value.empty()) made.value.append(blanks + 1, '\n');
      blanks = 0;
      made.value += line->substr(std::min(own, indent));
      next();
    }
  }

  void note(std::uint32_t column, std::uint32_t end_column, std::string what,
            std::string expected) {
    if (mistakes_.size() >= mistakes_max) return;
    mistakes_.push_back({file_, number_, column, end_column, "case-line", std::move(what),
                         std::move(expected), ""});
  }

  const std::string& file_;
  std::string_view rest_;
  std::vector<Mistake>& mistakes_;
  std::uint32_t number_ = 0;
};

}  // namespace

std::vector<CaseLine> case_lines(const std::string& file, std::string_view bytes,
                                 std::vector<Mistake>& mistakes) {
  if (bytes.size() > yaml_bytes_max) {
    mistakes.push_back({file, 0, 0, 0, "too-large",
                        fmt::format("the file has {} bytes", bytes.size()),
                        "at most 1 MiB (1,048,576 bytes)", ""});
    return {};
  }
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const std::size_t broken = base::find_invalid_utf8(bytes);
  if (broken != std::string_view::npos) {
    const std::string_view before = bytes.substr(0, broken);
    const auto line = static_cast<std::uint32_t>(std::ranges::count(before, '\n')) + 1;
    const std::size_t newline = before.rfind('\n');
    const std::uint32_t column =
        length_of(newline == std::string_view::npos ? before : before.substr(newline + 1)) + 1;
    mistakes.push_back(
        {file, line, column, column + 1, "not-text", "this byte is not UTF-8", "a UTF-8 text", ""});
    return {};
  }
  return LineReader(file, bytes, mistakes).read();
}

std::vector<CaseWord> words_of(const CaseLine& line) {
  std::vector<CaseWord> words;
  std::uint32_t column = line.value_column;
  const std::string_view value = line.value;
  for (std::size_t at = 0; at < value.size();) {
    const std::size_t start = value.find_first_not_of(" \t\n", at);
    if (start == std::string_view::npos || value[start] == '#') break;
    const std::size_t end = std::min(value.find_first_of(" \t\n", start), value.size());
    column += length_of(value.substr(at, start - at));
    words.push_back({std::string(value.substr(start, end - start)), column});
    column += length_of(value.substr(start, end - start));
    at = end;
  }
  return words;
}

}  // namespace decorum::policy
