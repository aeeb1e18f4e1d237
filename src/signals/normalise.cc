#include "signals/normalise.h"

#include <algorithm>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace decorum::signals {
namespace {

constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
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
    last_ = code;
    if (code < 0x80) {
      last_size_ = 1;
      out_.text.push_back(static_cast<char>(code));
      out_.origin.push_back(at_);
      return;
    }
    const std::size_t before = out_.text.size();
    base::append_utf8(out_.text, code);
    last_size_ = out_.text.size() - before;
    for (std::size_t i = 0; i < last_size_; ++i) out_.origin.push_back(at_);
  }

  std::string_view source_;
  Folded& out_;
  std::uint32_t at_ = 0;
  char32_t last_ = 0;
  std::size_t last_size_ = 0;
  bool may_hide_ = false;
};

// The loops below work on bytes and without branches, so that the compiler makes vector code of
// them: together they cost a tenth of a microsecond for a post.
using Byte = std::uint8_t;

constexpr void mark(Byte& flag, int value) { flag = static_cast<Byte>(flag | value); }

constexpr Byte byte(bool condition) { return static_cast<Byte>(condition); }
constexpr Byte letter(Byte c) { return byte(static_cast<Byte>(c - 'a') < 26); }
constexpr Byte digit(Byte c) { return byte(static_cast<Byte>(c - '0') < 10); }
constexpr Byte joiner(Byte c) {
  return static_cast<Byte>(byte(c == ' ') | byte(c == '.') | byte(c == '-') | byte(c == '_') |
                           byte(c == '*') | byte(c == '/'));
}
// Signs that stand for a letter when one follows, and those that also do at a word's end.
constexpr Byte sign(Byte c) {
  return static_cast<Byte>(byte(c == '$') | byte(c == '!') | byte(c == '|') | byte(c == '+'));
}
constexpr Byte end_sign(Byte c) {
  return static_cast<Byte>(byte(c == '$') | byte(c == '@'));
}

struct Seen {
  Byte letters = 0;
  Byte digits = 0;
  Byte at_sign = 0;
  Byte hidden = 0;
  Byte spaces = 0;  // two in a row
};

// Does the last of five bytes in a row tell that something may be hidden: a letter for the third
// time, a digit or sign beside a letter, or two letters each by itself?
constexpr Byte hides(Byte a, Byte b, Byte c, Byte d, Byte e) {
  const int third = byte(c == d) & byte(d == e) & letter(e);
  const int before = (digit(d) | sign(d)) & letter(e);
  const int after = letter(d) & (digit(e) | end_sign(e));
  const int alone = joiner(a) & letter(b) & joiner(c) & letter(d) & joiner(e);
  return static_cast<Byte>(third | before | after | alone);
}

// `text` is folded and ends in a space that is not part of it. A word spaced out from the very
// beginning is seen by its second and third letter.
Seen look_at(std::string_view text) {
  const auto* bytes = reinterpret_cast<const Byte*>(text.data());
  const std::size_t size = text.size();
  Byte digits = 0;
  Byte letters = 0;
  for (std::size_t i = 0; i < size; ++i) {
    mark(digits, digit(bytes[i]));
    mark(letters, letter(bytes[i]));
  }
  Byte at_sign = 0;
  Byte spaces = 0;
  for (std::size_t i = 1; i < size; ++i) {
    mark(at_sign, byte(bytes[i] == '@') & (letter(bytes[i - 1]) | digit(bytes[i - 1])));
    mark(spaces, byte(bytes[i - 1] == ' ') & byte(bytes[i] == ' '));
  }
  Byte hidden = 0;
  constexpr std::size_t window = 4;
  for (std::size_t i = 1; i < std::min(window, size); ++i) {
    mark(hidden, hides(0, 0, i > 1 ? bytes[i - 2] : Byte{0}, bytes[i - 1], bytes[i]));
  }
  for (std::size_t i = window; i < size; ++i) {
    mark(hidden, hides(bytes[i - 4], bytes[i - 3], bytes[i - 2], bytes[i - 1], bytes[i]));
  }
  return {letters, digits, at_sign, hidden, spaces};
}

Seen inspect(std::string& text) {
  const bool ends_in_space = text.ends_with(' ');
  text.push_back(' ');
  Seen seen = look_at(text);
  text.pop_back();
  // The space added above is no second one.
  if (ends_in_space) seen.spaces = byte(text.find("  ") != std::string::npos);
  return seen;
}

// Lower case, white space and control characters as spaces; true when all of it was ASCII.
bool fold_ascii(std::string_view source, std::string& out) {
  out.resize(source.size());
  const auto* from = reinterpret_cast<const Byte*>(source.data());
  auto* to = reinterpret_cast<Byte*>(out.data());
  const std::size_t size = source.size();
  Byte high = 0;
  for (std::size_t i = 0; i < size; ++i) {
    const Byte c = from[i];
    mark(high, c);
    const Byte upper = byte(static_cast<Byte>(c - 'A') < 26);
    const auto lower = static_cast<Byte>(c | (upper << 5));
    to[i] = (byte(c < 0x20) | byte(c == 0x7f)) != 0 ? Byte{0x20} : lower;
  }
  return (high & 0x80) == 0;
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
  out.traits.ascii = fold_ascii(source, out.text);
  Seen seen;
  if (out.traits.ascii) seen = inspect(out.text);
  if (!out.traits.ascii || seen.spaces != 0) {
    out.text.clear();
    const bool may_hide_letters = Folder(source, out).run();
    seen = inspect(out.text);
    if (may_hide_letters) mark(seen.hidden, seen.letters);
  }
  out.traits.digit = seen.digits != 0;
  out.traits.at_sign = seen.at_sign != 0;
  out.traits.hidden = seen.hidden != 0;
}

char32_t code_point_before(std::string_view text, std::size_t at) {
  std::size_t begin = at - 1;
  while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xc0U) == 0x80U) --begin;
  return base::decode_at(text, begin).code;
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
