#include "signals/unmask.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "signals/unmask_letters.h"
#include "signals/unmask_source.h"
#include "signals/unmask_words.h"

namespace decorum::signals {
namespace {

// Written without branches on bytes, so that the compiler makes vector code of it.
using Byte = std::uint8_t;

constexpr bool within(Byte c, Byte first, Byte count) {
  return static_cast<Byte>(c - first) < count;
}
constexpr bool is_letter(Byte c) { return within(c | 0x20, 'a', 26); }

// What a byte is, in bits.
constexpr Byte letter = 1;
constexpr Byte digit = 2;
constexpr Byte sign = 4;     // may stand for a letter between letters
constexpr Byte joiner = 8;   // may part letters; "+" and "," too, which costs little
constexpr Byte capital = 16;
constexpr Byte dollar = 32;  // may also stand for a letter before and behind letters

// `bit` when the condition holds, without a branch.
constexpr int when(bool condition, Byte bit) { return -static_cast<int>(condition) & bit; }

constexpr Byte kind_of_byte(Byte c) {
  const bool money = c == '$';
  const bool signs = (c == '!') | (c == '@') | (c == '|') | (c == '*') | money;
  const bool joiners = within(c, '*', 6) | (c == ' ') | (c == '_') | (c == '~');
  return static_cast<Byte>(when(is_letter(c), letter) | when(within(c, '0', 10), digit) |
                           when(within(c, 'A', 26), capital) | when(signs, sign) |
                           when(joiners, joiner) | when(money, dollar));
}

// A run of this many letters is no common word: every run that long covers a multiple of it.
constexpr std::size_t long_run = 12;

bool has_long_run(std::string_view text) {
  const auto letter_at = [&](std::size_t at) {
    return is_letter(static_cast<Byte>(text[at])) || text[at] == '\'';
  };
  for (std::size_t at = long_run - 1; at < text.size(); at += long_run) {
    if (!letter_at(at)) continue;
    std::size_t begin = at;
    while (begin > 0 && at - begin < long_run && letter_at(begin - 1)) --begin;
    std::size_t end = at + 1;
    while (end < text.size() && end - begin < long_run && letter_at(end)) ++end;
    if (end - begin >= long_run) return true;
  }
  return false;
}

struct Clues {
  bool words = false;  // letters may be hidden among ASCII
  bool high = false;   // there is more than ASCII
};

// Looks at each byte with the four before it: a letter for the third time, a letter beside a digit
// or dollar, a sign between letters, letters by themselves, capitals inside a word.
class ClueFinder {
 public:
  ClueFinder() {
    std::memset(bytes_.data(), ' ', reach);
    std::memset(kinds_.data(), joiner, reach);
  }

  // The text is followed by a blank, and by more up to a whole number of lanes.
  Clues find(std::string_view text) {
    for (std::size_t at = 0; at <= text.size(); at += block) {
      const std::size_t size = std::min(block, text.size() - at);
      std::memcpy(bytes_.data() + reach, text.data() + at, size);
      std::memset(bytes_.data() + reach + size, ' ', lanes);
      look(std::min(block, size + lanes) / lanes);
      std::memcpy(bytes_.data(), bytes_.data() + block, reach);
      std::memcpy(kinds_.data(), kinds_.data() + block, reach);
    }
    return {(hidden_ & 1) != 0 || turns_ > 1 || has_long_run(text), high_ >= 0x80};
  }

 private:
  static constexpr std::size_t lanes = 16;
  static constexpr std::size_t block = 8 * lanes;
  static constexpr std::size_t reach = 4;

  void look(std::size_t groups) {
    Byte high = 0;
    for (std::size_t i = reach; i < reach + groups * lanes; ++i) {
      kinds_[i] = kind_of_byte(bytes_[i]);
      high = static_cast<Byte>(high | bytes_[i]);
    }
    Byte hidden = 0;
    Byte turns = 0;
    for (std::size_t i = reach; i < reach + groups * lanes; ++i) {
      const Byte a = kinds_[i - 4], b = kinds_[i - 3], c = kinds_[i - 2], d = kinds_[i - 1];
      const Byte e = kinds_[i];
      const Byte pair = d | e;
      const Byte alone = (a & c & e & joiner) | (b & d & letter);
      const Byte inner = (c & letter) | (d & sign);
      const int third = static_cast<int>(bytes_[i] == bytes_[i - 1]) &
                        static_cast<int>(bytes_[i] == bytes_[i - 2]) & e;
      const int figure = static_cast<int>((pair & (letter | digit)) == (letter | digit));
      const int money = static_cast<int>((pair & (letter | dollar)) == (letter | dollar));
      const int parted = static_cast<int>(alone == (joiner | letter));
      const int hides = static_cast<int>(inner == (letter | sign)) & (e | (e >> 2));
      hidden = static_cast<Byte>(hidden | third | figure | money | parted | hides);
      const int turn = static_cast<int>((d & (letter | capital)) == letter) & (e >> 4);
      turns = static_cast<Byte>(turns + (turn & 1));
    }
    high_ = static_cast<Byte>(high_ | high);
    hidden_ = static_cast<Byte>(hidden_ | hidden);
    turns_ += turns;
  }

  std::array<Byte, reach + block + lanes> bytes_;
  std::array<Byte, reach + block + lanes> kinds_;
  Byte high_ = 0;
  Byte hidden_ = 0;
  std::size_t turns_ = 0;
};

Clues clues_of(std::string_view text) {
  Clues clues = ClueFinder().find(text);
  clues.high = clues.high && may_hold_letters(text);
  return clues;
}

}  // namespace

base::Span Unmasked::place(std::size_t from, std::size_t to) const {
  // Where one place of the source became several bytes, they have it together.
  std::size_t end = to;
  while (end + 1 < origin.size() && origin[end] <= origin[to - 1]) ++end;
  return {origin[from], origin[end]};
}

bool may_be_disguised(std::string_view text) {
  const Clues clues = clues_of(text);
  return clues.words || clues.high;
}

bool unmask(std::string_view text, const KnownWords& known, Unmasked& out) {
  if (text.size() > unmask_bytes_max || known.empty()) return false;
  const Clues clues = clues_of(text);
  if (!clues.words && !clues.high) return false;
  // `now` is what the last change made; without one, the text itself.
  Unmasked now;
  bool changed = false;
  const auto source = [&] {
    return changed ? Source{now.text, &now.origin} : Source{text, nullptr};
  };
  for (int round = 0; round < unmask_rounds_max; ++round) {
    const bool letters = clues.high && plain_letters(source(), known, out);
    if (letters) std::swap(now, out);
    changed = changed || letters;
    const bool words = (changed || clues.words) && plain_words(source(), known, out);
    if (words) std::swap(now, out);
    changed = changed || words;
    if (letters || words) continue;
    if (changed) std::swap(now, out);
    return changed && out.text != text;
  }
  return false;
}

void tokenise_plain(std::string_view text, const Unmasked* plain, TokenRow& row) {
  tokenise(plain == nullptr ? text : std::string_view(plain->text), row);
  if (plain == nullptr) return;
  for (Token& token : row.tokens) {
    token.span = plain->place(token.span.start, token.span.end);
    if (!token.is(token_flag::word)) continue;
    // What was cut still counts as stretched.
    const std::string_view source =
        text.substr(token.span.start, token.span.end - token.span.start);
    for (std::size_t k = 2; k < source.size(); ++k) {
      const auto lower = [&](std::size_t at) { return static_cast<Byte>(source[at] | 0x20); };
      if (is_letter(lower(k)) && lower(k) == lower(k - 1) && lower(k) == lower(k - 2)) {
        token.flags |= token_flag::lengthened;
      }
    }
  }
}

bool read_tokens(std::string_view text, const KnownWords& known, Unmasked& plain, TokenRow& row) {
  const bool disguised = unmask(text, known, plain);
  tokenise_plain(text, disguised ? &plain : nullptr, row);
  return disguised;
}

}  // namespace decorum::signals
