#include "policy/mistake.h"

#include <algorithm>
#include <array>
#include <optional>
#include <tuple>

#include <fmt/format.h>
#include <unicode/uchar.h>

#include "base/utf8.h"

namespace decorum::policy {
namespace {

constexpr std::size_t shown_columns = 100;
constexpr std::size_t tab_columns = 8;
constexpr std::string_view indent = "    ";

std::string_view line_of(std::string_view bytes, std::uint32_t line) {
  std::size_t start = bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  for (std::uint32_t i = 1; i < line; ++i) {
    const std::size_t newline = bytes.find('\n', start);
    if (newline == std::string_view::npos) return {};
    start = newline + 1;
  }
  std::string_view text = bytes.substr(start, bytes.find('\n', start) - start);
  if (text.ends_with('\r')) text.remove_suffix(1);
  return text;
}

// Columns that a code point takes on a terminal.
std::size_t columns_of(char32_t code) {
  const auto point = static_cast<UChar32>(code);
  const auto type = u_charType(point);
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR) return 0;
  const int width = u_getIntPropertyValue(point, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

// What is shown of a source line and where the caret begins and ends, in terminal columns.
struct Excerpt {
  std::string text;
  std::size_t caret_start = 0, caret_end = 0;
};

// A character that would move the cursor or turn the direction of the line is shown as U+FFFD.
bool is_unsafe(char32_t code) {
  const auto type = u_charType(static_cast<UChar32>(code));
  return type == U_CONTROL_CHAR || (type == U_FORMAT_CHAR && code != 0x200D);
}

Excerpt excerpt_of(std::string_view line, std::uint32_t column, std::uint32_t end_column) {
  constexpr std::uint32_t lead = 60;  // code points shown before a place far to the right
  const std::uint32_t from = column > lead + 20 ? column - lead : 1;
  Excerpt excerpt;
  std::size_t width = 0;
  if (from > 1) {
    excerpt.text = "…";
    width = 1;
  }
  std::optional<std::size_t> start, end;
  std::uint32_t at = 1;
  for (std::size_t offset = 0; offset < line.size(); ++at) {
    const base::CodePoint point = base::decode_at(line, offset);
    offset += point.length;
    if (at == column) start = width;
    if (at == end_column) end = width;
    if (at < from) continue;
    if (width >= shown_columns) {
      excerpt.text += "…";
      break;
    }
    if (point.code == '\t') {
      const std::size_t blanks = tab_columns - width % tab_columns;
      excerpt.text.append(blanks, ' ');
      width += blanks;
      continue;
    }
    const char32_t code = is_unsafe(point.code) ? U'\uFFFD' : point.code;
    base::append_utf8(excerpt.text, code);
    width += columns_of(code);
  }
  excerpt.caret_start = start.value_or(width);
  excerpt.caret_end = std::max(end.value_or(width), excerpt.caret_start + 1);
  return excerpt;
}

// Optimal string alignment: the fewest inserts, deletes, changes and swaps of neighbours.
std::size_t edits_between(std::string_view a, std::string_view b) {
  constexpr std::size_t bound = 65;
  std::array<std::array<std::size_t, bound>, 3> rows{};
  for (std::size_t j = 0; j <= b.size(); ++j) rows[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto& row = rows[i % 3];
    const auto& above = rows[(i - 1) % 3];
    const auto& before = rows[(i + 1) % 3];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before[j - 2] + 1);
      }
    }
  }
  return rows[a.size() % 3][b.size()];
}

}  // namespace

void sort_mistakes(std::vector<Mistake>& mistakes) {
  const auto key = [](const Mistake& mistake) {
    return std::tie(mistake.file, mistake.line, mistake.column, mistake.code, mistake.what,
                    mistake.end_column, mistake.expected, mistake.suggestion);
  };
  std::ranges::sort(mistakes, [&](const Mistake& a, const Mistake& b) {
    return key(a) < key(b);
  });
  const auto doubles = std::ranges::unique(mistakes);
  mistakes.erase(doubles.begin(), doubles.end());
}

std::string excerpt(std::string_view line, std::uint32_t column, std::uint32_t end_column) {
  const Excerpt found = excerpt_of(line, column, end_column);
  return fmt::format("{}{}\n{}{:>{}}{}\n", indent, found.text, indent, "", found.caret_start,
                     std::string(found.caret_end - found.caret_start, '^'));
}

std::string render(const Mistake& mistake, std::span<const PolicyFile> files) {
  std::string out = mistake.file;
  if (mistake.line > 0) out += fmt::format(":{}:{}", mistake.line, mistake.column);
  out += fmt::format("{}{}\n", out.empty() ? "" : ": ", mistake.what);
  const auto file = std::ranges::find(files, mistake.file, &PolicyFile::path);
  if (mistake.line > 0 && file != files.end()) {
    const std::string_view line = line_of(file->bytes, mistake.line);
    if (!line.empty()) out += excerpt(line, mistake.column, mistake.end_column);
  }
  if (!mistake.expected.empty()) out += fmt::format("  expected: {}\n", mistake.expected);
  if (!mistake.suggestion.empty()) out += fmt::format("  did you mean {}?\n", mistake.suggestion);
  return out;
}

std::string render(std::span<const Mistake> mistakes, std::span<const PolicyFile> files) {
  std::string out;
  for (std::size_t i = 0; i < mistakes.size(); ++i) {
    if (i > 0) out += '\n';
    if (i == mistakes_shown_max) {
      out += fmt::format("and {} more\n", mistakes.size() - i);
      break;
    }
    out += render(mistakes[i], files);
  }
  return out;
}

std::string shortened(std::string_view text) {
  constexpr std::size_t bytes_max = 60;
  const std::string_view line = text.substr(0, text.find('\n'));
  if (line.size() <= bytes_max) return std::string(line) + (line.size() < text.size() ? "…" : "");
  std::size_t cut = bytes_max;
  while (cut > 0 && (line[cut] & 0xC0) == 0x80) --cut;
  return std::string(line.substr(0, cut)) + "…";
}

std::string nearest(std::string_view wrong, std::span<const std::string> candidates) {
  constexpr std::size_t word_max = 64;
  constexpr std::size_t candidates_max = 500;
  if (wrong.empty() || wrong.size() > word_max) return {};
  std::size_t best = std::max<std::size_t>(1, wrong.size() / 3) + 1;
  std::string found;
  for (const std::string& candidate : candidates.first(std::min(candidates.size(),
                                                                candidates_max))) {
    const std::size_t longer = std::max(candidate.size(), wrong.size());
    const std::size_t shorter = std::min(candidate.size(), wrong.size());
    if (candidate.empty() || longer > word_max || longer - shorter >= best) continue;
    const std::size_t edits = edits_between(wrong, candidate);
    if (edits < best && edits < candidate.size()) {
      best = edits;
      found = candidate;
    }
  }
  return found;
}

}  // namespace decorum::policy
