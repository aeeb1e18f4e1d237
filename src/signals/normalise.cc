#include "signals/normalise.h"

#include <algorithm>
#include <array>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace decorum::signals {
namespace {

constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }
constexpr bool is_blank(char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7f; }

constexpr bool within(char32_t code, char32_t low, char32_t high) {
  return code >= low && code <= high;
}

const icu::Normalizer2& casefold_form() {
  UErrorCode status = U_ZERO_ERROR;
  return *icu::Normalizer2::getNFKCCasefoldInstance(status);
}

const icu::Normalizer2& canonical_form() {
  UErrorCode status = U_ZERO_ERROR;
  return *icu::Normalizer2::getNFCInstance(status);
}

// Whole ranges that folding leaves alone, so that ICU need not be asked: Latin-1 and Cyrillic small
// letters, Arabic letters, Chinese, Hangul, emoji.
bool is_plain(char32_t code) {
  return (within(code, 0xe0, 0xff) && code != 0xf7) || within(code, 0x430, 0x45f) ||
         within(code, 0x621, 0x64a) || within(code, 0x3400, 0x9fff) ||
         within(code, 0xac00, 0xd7a3) || within(code, 0x1f300, 0x1faff);
}

// Typographic marks that people and programs exchange freely for those of ASCII.
char ascii_mark(char32_t code) {
  switch (code) {
    case 0x2018: case 0x2019: case 0x201a: case 0x201b: case 0x2032: case 0x02bc: case 0xff07:
    case 0x00b4:
      return '\'';
    case 0x201c: case 0x201d: case 0x201e: case 0x201f: case 0x2033: case 0x00ab: case 0x00bb:
      return '"';
    case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2015: case 0x2212:
    case 0xfe63: case 0xff0d:
      return '-';
    case 0x0085: case 0x00a0: case 0x2028: case 0x2029:
      return ' ';
    default:
      return '\0';
  }
}

// Scripts whose letters may pass for Latin ones, and Latin letters beyond ASCII.
bool may_hide(char32_t code) {
  return within(code, 0xc0, 0x58f) || within(code, 0x13a0, 0x13ff) ||
         within(code, 0x1d00, 0x1eff) || within(code, 0xa730, 0xa731) ||
         within(code, 0x1f150, 0x1f189);
}

class Folder {
 public:
  Folder(std::string_view source, Folded& out) : source_(source), out_(out) {}

  // The general way: code point by code point. True when a letter may pass for a Latin one.
  bool run() {
    out_.text.reserve(source_.size() + 8);
    out_.origin.reserve(source_.size() + 8);
    std::size_t offset = 0;
    while (offset < source_.size()) {
      const base::CodePoint point = base::decode_at(source_, offset);
      at_ = static_cast<std::uint32_t>(offset);
      add(point.code);
      offset += point.length;
    }
    out_.origin.push_back(static_cast<std::uint32_t>(source_.size()));
    return may_hide_;
  }

 private:
  void add(char32_t code) {
    if (code < 0x80) return add_ascii(static_cast<char>(code));
    if (is_plain(code)) {
      may_hide_ |= may_hide(code);
      return put(code);
    }
    if (const char mark = ascii_mark(code); mark != 0) return add_ascii(mark);
    if (u_isUWhiteSpace(static_cast<UChar32>(code)) != 0) return add_ascii(' ');
    if (u_hasBinaryProperty(static_cast<UChar32>(code), UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0) {
      return;
    }
    may_hide_ |= may_hide(code);
    add_folded(code);
  }

  void add_ascii(char c) {
    if (is_blank(c)) {
      if (!out_.text.empty() && out_.text.back() == ' ') return;
      c = ' ';
    }
    put(static_cast<char32_t>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c));
  }

  void add_folded(char32_t code) {
    const icu::Normalizer2& form = casefold_form();
    const auto c = static_cast<UChar32>(code);
    if (form.isInert(c) != 0) return put(code);
    UErrorCode status = U_ZERO_ERROR;
    const icu::UnicodeString mapped = form.normalize(icu::UnicodeString(c), status);
    constexpr std::int32_t code_points_max = 4;  // the bound of the header: no long decompositions
    if (U_FAILURE(status) != 0 || mapped.countChar32() > code_points_max) return put(code);
    for (std::int32_t i = 0; i < mapped.length();) {
      const UChar32 part = mapped.char32At(i);
      i += U16_LENGTH(part);
      if (part == ' ') {
        add_ascii(' ');
      } else if (!compose(static_cast<char32_t>(part))) {
        put(static_cast<char32_t>(part));
      }
    }
  }

  // Joins a combining mark to the letter before it, where there is a letter for both.
  bool compose(char32_t mark) {
    if (last_size_ == 0 || u_getCombiningClass(static_cast<UChar32>(mark)) == 0) return false;
    const UChar32 joined = canonical_form().composePair(static_cast<UChar32>(last_),
                                                        static_cast<UChar32>(mark));
    if (joined < 0) return false;
    const std::uint32_t begin = out_.origin[out_.text.size() - last_size_];
    out_.text.resize(out_.text.size() - last_size_);
    out_.origin.resize(out_.text.size());
    at_ = begin;
    may_hide_ |= may_hide(static_cast<char32_t>(joined));
    put(static_cast<char32_t>(joined));
    return true;
  }

  void put(char32_t code) {
    const std::size_t before = out_.text.size();
    if (code < 0x80) {
      out_.text.push_back(static_cast<char>(code));
    } else {
      base::append_utf8(out_.text, code);
    }
    last_ = code;
    last_size_ = out_.text.size() - before;
    out_.origin.resize(out_.text.size(), at_);
  }

  std::string_view source_;
  Folded& out_;
  std::uint32_t at_ = 0;
  char32_t last_ = 0;
  std::size_t last_size_ = 0;
  bool may_hide_ = false;
};

// What a byte of folded text is to `inspect`.
enum class Kind : std::uint8_t { other, letter, digit, sign, joiner, high };

constexpr std::array<Kind, 256> make_kinds() {
  std::array<Kind, 256> kinds{};
  for (std::size_t i = 0x80; i < 256; ++i) kinds[i] = Kind::high;
  for (std::size_t i = 'a'; i <= 'z'; ++i) kinds[i] = Kind::letter;
  for (std::size_t i = '0'; i <= '9'; ++i) kinds[i] = Kind::digit;
  for (const char c : {'@', '$', '!', '|', '+'}) kinds[static_cast<std::size_t>(c)] = Kind::sign;
  for (const char c : {' ', '.', '-', '_', '*', '/'}) {
    kinds[static_cast<std::size_t>(c)] = Kind::joiner;
  }
  return kinds;
}
constexpr std::array<Kind, 256> kinds = make_kinds();

constexpr std::uint32_t spaced_letters_min = 3;
constexpr std::uint32_t run_min = 3;

// One pass over the folded text for the traits that need no Unicode.
void inspect(std::string_view text, Traits& traits) {
  Kind before = Kind::other;
  char previous = 0;
  std::uint32_t run = 0;        // equal letters up to here
  std::uint32_t word = 0;       // letters since the last joiner
  std::uint32_t single = 0;     // one-letter words in a row
  for (const char c : text) {
    const Kind kind = kinds[static_cast<unsigned char>(c)];
    if (kind == Kind::letter) {
      ++traits.letters;
      run = c == previous ? run + 1 : 1;
      ++word;
      traits.hidden |= run == run_min || before == Kind::digit ||
                       (before == Kind::sign && previous != '@');
    } else {
      if (kind == Kind::digit) {
        traits.digit = true;
        traits.hidden |= before == Kind::letter;
      } else if (kind == Kind::sign) {
        const bool after_word = before == Kind::letter || before == Kind::digit;
        traits.at_sign |= c == '@' && after_word;
        traits.hidden |= before == Kind::letter && (c == '@' || c == '$');
      }
      single = kind == Kind::joiner && word == 1 ? single + 1 : 0;
      traits.hidden |= single + 1 >= spaced_letters_min;
      run = 0;
      word = kind == Kind::joiner ? 0 : 2;
    }
    before = kind;
    previous = c;
  }
}

// The ASCII text in lower case with white space as spaces; false when it holds a run of white
// space or a byte beyond ASCII, so that offsets would move.
bool fold_in_place(std::string_view source, std::string& out) {
  out.resize(source.size());
  unsigned high = 0;
  for (std::size_t i = 0; i < source.size(); ++i) {
    const auto c = static_cast<unsigned char>(source[i]);
    high |= c;
    const unsigned char lower = static_cast<unsigned char>(c - 'A') < 26U ? c | 0x20U : c;
    out[i] = static_cast<char>(c < 0x20U || c == 0x7fU ? 0x20U : lower);
  }
  return (high & 0x80U) == 0 && out.find("  ") == std::string::npos;
}

}  // namespace

base::Span Folded::place(std::size_t from, std::size_t to) const {
  if (origin.empty()) {
    return {static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to)};
  }
  // When one source character became several and the place ends among them, it takes them all.
  std::size_t end = to;
  while (end + 1 < origin.size() && origin[end] <= origin[to - 1]) ++end;
  return {origin[from], origin[end]};
}

void fold(std::string_view source, Folded& out) {
  out.origin.clear();
  out.traits = {};
  bool may_hide_letters = false;
  if (!fold_in_place(source, out.text)) {
    out.traits.ascii = std::all_of(source.begin(), source.end(), is_ascii);
    out.text.clear();
    may_hide_letters = Folder(source, out).run();
  }
  inspect(out.text, out.traits);
  out.traits.hidden |= may_hide_letters && out.traits.letters > 0;
}

bool joins_words(char32_t code) {
  if (code < 0x80) {
    const char c = static_cast<char>(code);
    return is_lower(c) || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_';
  }
  if (within(code, 0xe00, 0xeff) || within(code, 0x1000, 0x109f) || within(code, 0x1780, 0x17ff) ||
      within(code, 0x3040, 0x30ff) || within(code, 0x3400, 0x9fff) ||
      within(code, 0xf900, 0xfaff) || within(code, 0x20000, 0x3ffff)) {
    return false;
  }
  const auto c = static_cast<UChar32>(code);
  return u_isalnum(c) != 0 || u_getCombiningClass(c) != 0;
}

}  // namespace decorum::signals
