#include "review/styled_letters.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/unicode.h"

namespace decorum::review {
namespace {

constexpr std::size_t letters_min = 2;

struct Range {
  char32_t first, last;
};

// Blocks of the Unicode Standard 15.0 whose letters have a compatibility form in ASCII.
constexpr std::array<Range, 17> styled = {{
    {0x1D400, 0x1D7FF},  // mathematical alphanumeric symbols
    {0xFF10, 0xFF19},    // full-width digits
    {0xFF21, 0xFF3A},    // full-width letters
    {0xFF41, 0xFF5A},
    {0x249C, 0x24E9},    // parenthesised and circled letters
    {0x1F110, 0x1F12A},  // parenthesised capitals
    {0x1F130, 0x1F149},  // squared capitals
    {0x1F150, 0x1F169},  // negative circled capitals
    {0x1F170, 0x1F189},  // negative squared capitals
    {0x1D2C, 0x1D6A},    // raised and lowered letters
    {0x210A, 0x2113},    // letters that mathematics had before the rest
    {0x2115, 0x2115},
    {0x2119, 0x211D},
    {0x2124, 0x2124},
    {0x2128, 0x2128},
    {0x212C, 0x2131},
    {0x2133, 0x2134},
}};

// Small capitals have no compatibility form.
constexpr std::array<std::pair<char32_t, char>, 27> small_capitals = {{
    {0x1D00, 'a'}, {0x0299, 'b'}, {0x1D04, 'c'}, {0x1D05, 'd'}, {0x1D07, 'e'}, {0xA730, 'f'},
    {0x0262, 'g'}, {0x029C, 'h'}, {0x026A, 'i'}, {0x1D0A, 'j'}, {0x1D0B, 'k'}, {0x029F, 'l'},
    {0x1D0D, 'm'}, {0x0274, 'n'}, {0x1D0F, 'o'}, {0x1D18, 'p'}, {0x01EB, 'q'}, {0xA7AF, 'q'},
    {0x0280, 'r'}, {0xA731, 's'}, {0x1D1B, 't'}, {0x1D1C, 'u'}, {0x1D20, 'v'}, {0x1D21, 'w'},
    {0x028F, 'y'}, {0x1D22, 'z'}, {0x029A, 'e'},
}};

bool is_styled(char32_t code) {
  return std::ranges::any_of(styled, [&](const Range& range) {
    return code >= range.first && code <= range.last;
  });
}

char small_capital(char32_t code) {
  const auto it = std::ranges::find(small_capitals, code, &std::pair<char32_t, char>::first);
  return it == small_capitals.end() ? '\0' : it->second;
}

// Lines through, over or under a letter.
bool is_line(char32_t code) {
  return (code >= 0x0332 && code <= 0x0338) || code == 0x0305 || code == 0x033F;
}

bool is_plain_letter(char32_t code) {
  return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') ||
         (code >= '0' && code <= '9');
}

bool is_joint(char32_t code) {
  return code == ' ' || code == '\'' || code == 0x2019 || code == '-' || code == ',' ||
         code == '&' || code == '.' || code == 0xFE0F || code == 0x200D;
}

// What is plain of the squared and negative capitals, which have no compatibility form either.
char negative_capital(char32_t code) {
  for (const char32_t first : {char32_t{0x1F150}, char32_t{0x1F170}}) {
    if (code >= first && code < first + 26) return static_cast<char>('A' + (code - first));
  }
  return '\0';
}

std::string plain_of(std::string_view text, base::Span span) {
  std::string plain;
  for (std::size_t at = span.start; at < span.end;) {
    const base::CodePoint point = base::decode_at(text, at);
    const char small = small_capital(point.code);
    const char negative = negative_capital(point.code);
    if (small != '\0') {
      plain += small;
    } else if (negative != '\0') {
      plain += negative;
    } else if (is_styled(point.code)) {
      plain += base::nfkc(text.substr(at, point.length));
    } else {
      plain += text.substr(at, point.length);
    }
    at += point.length;
  }
  return plain;
}

// Goes through the text and keeps the run that is open.
class Runs {
 public:
  explicit Runs(std::string_view text) : text_(text) {}

  void letter(std::size_t start, std::size_t end, bool lined) {
    if (letters_ > 0 && lined != lined_) close();
    if (letters_ == 0) span_.start = static_cast<std::uint32_t>(start);
    span_.end = static_cast<std::uint32_t>(end);
    lined_ = lined;
    ++letters_;
  }
  void close() {
    if (letters_ >= letters_min) {
      found_.push_back({span_, lined_ ? std::string() : plain_of(text_, span_)});
    }
    letters_ = 0;
  }
  std::vector<StyledRun> take() { return std::move(found_); }

 private:
  std::string_view text_;
  std::vector<StyledRun> found_;
  base::Span span_;
  std::size_t letters_ = 0;
  bool lined_ = false;
};

}  // namespace

std::vector<StyledRun> styled_runs(std::string_view text) {
  Runs runs(text);
  const bool ascii = std::ranges::all_of(text, [](char byte) { return (byte & 0x80) == 0; });
  if (ascii) return {};
  for (std::size_t at = 0; at < text.size();) {
    const base::CodePoint point = base::decode_at(text, at);
    const std::size_t start = at;
    at += point.length;
    if (is_styled(point.code) || small_capital(point.code) != '\0') {
      runs.letter(start, at, false);
    } else if (is_plain_letter(point.code) && at < text.size() &&
               is_line(base::decode_at(text, at).code)) {
      while (at < text.size() && is_line(base::decode_at(text, at).code)) {
        at += base::decode_at(text, at).length;
      }
      runs.letter(start, at, true);
    } else if (!is_joint(point.code)) {
      runs.close();
    }
  }
  runs.close();
  return runs.take();
}

}  // namespace decorum::review
