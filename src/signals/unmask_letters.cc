#include "signals/unmask_letters.h"

#include <algorithm>
#include <cstring>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include "signals/lookalike.h"

namespace decorum::signals {
namespace {

struct Item {
  char32_t code = 0;
  std::uint32_t from = 0;
};
using Items = std::vector<Item>;

constexpr std::size_t mixed_words_min = 2;  // that tell that a text is disguised

bool is_upper(char32_t code) { return code >= 'A' && code <= 'Z'; }
bool is_latin(char32_t code) { return is_upper(code) || (code >= 'a' && code <= 'z'); }
bool is_letter(char32_t code) {
  return code < 0x80 ? is_latin(code) : u_isalpha(static_cast<UChar32>(code)) != 0;
}
bool is_mark(char32_t code) {
  return code >= 0x300 && u_charType(static_cast<UChar32>(code)) == U_NON_SPACING_MARK &&
         ((code <= 0x36f) || (code >= 0x1ab0 && code <= 0x1aff) ||
          (code >= 0x1dc0 && code <= 0x1dff) || (code >= 0x20d0 && code <= 0x20f0) ||
          (code >= 0xfe20 && code <= 0xfe2f));
}
bool is_invisible(char32_t code) {
  return code >= 0x80 &&
         (code == 0xad ||
          u_hasBinaryProperty(static_cast<UChar32>(code), UCHAR_DEFAULT_IGNORABLE_CODE_POINT));
}

bool within(char32_t code, char32_t low, char32_t high) { return code >= low && code <= high; }

char from_alphabet(char32_t code, char32_t first, char letter) {
  return static_cast<char>(letter + static_cast<char>(code - first));
}

// The letter or digit behind a styled one: full-width, mathematical, circled, squared, raised.
char styled(char32_t code) {
  if (code < 0x2b0) return 0;
  if (within(code, 0xff10, 0xff19)) return from_alphabet(code, 0xff10, '0');
  if (within(code, 0xff21, 0xff3a)) return from_alphabet(code, 0xff21, 'A');
  if (within(code, 0xff41, 0xff5a)) return from_alphabet(code, 0xff41, 'a');
  if (within(code, 0x249c, 0x24b5)) return from_alphabet(code, 0x249c, 'a');
  if (within(code, 0x24b6, 0x24cf)) return from_alphabet(code, 0x24b6, 'A');
  if (within(code, 0x24d0, 0x24e9)) return from_alphabet(code, 0x24d0, 'a');
  for (const char32_t first : {U'\U0001f110', U'\U0001f130', U'\U0001f150', U'\U0001f170'}) {
    if (within(code, first, first + 25)) return from_alphabet(code, first, 'A');
  }
  const bool may_map = within(code, 0x1d400, 0x1d7ff) || within(code, 0x2100, 0x214f) ||
                       within(code, 0x2b0, 0x2b8) || within(code, 0x1d2c, 0x1d6a) ||
                       within(code, 0x2071, 0x209c);
  if (!may_map) return 0;
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString parts;
  const auto* form = icu::Normalizer2::getNFKCInstance(status);
  if (U_FAILURE(status) || !form->getDecomposition(static_cast<UChar32>(code), parts)) return 0;
  const char16_t first = parts.length() == 1 ? parts.charAt(0) : u'\0';
  return is_latin(first) || (first >= '0' && first <= '9') ? static_cast<char>(first) : '\0';
}

// "ế" without its accents; other characters as they are.
char32_t without_accents(char32_t code) {
  if (code < 0xc0 || code > 0x1eff) return code;
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString parts;
  const auto* form = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status) || !form->getDecomposition(static_cast<UChar32>(code), parts)) return code;
  return is_latin(parts.charAt(0)) ? parts.charAt(0) : code;
}

// What a character shows when the page is turned round; 0 for a letter that shows nothing then.
char32_t turned(char32_t code) {
  static constexpr std::u32string_view from =
      U"ɐqɔpǝəɟƃᵷɥᴉıɾʞlɯuodbɹsʇnʌʍxʎz˙'¿¡‾,()[]<>⅋";
  static constexpr std::u32string_view to = U"abcdeefgghiijklmnopqrstuvwxyz.,?!_')(][><&";
  static_assert(from.size() == to.size());
  const std::size_t at = from.find(code);
  if (at != std::u32string_view::npos) return to[at];
  return is_letter(code) ? 0 : code;
}
bool is_turned(char32_t code) {
  return code > 0x80 && is_letter(code) && turned(code) != 0;
}

bool is_other_script(char32_t code) {
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(static_cast<UChar32>(code), &status);
  return script == USCRIPT_CYRILLIC || script == USCRIPT_GREEK || script == USCRIPT_ARMENIAN ||
         script == USCRIPT_CHEROKEE;
}

bool is_small_capital(char32_t code) {
  return within(code, 0x1d00, 0x1d22) || within(code, 0xa730, 0xa731) || code == 0x262 ||
         code == 0x26a || code == 0x274 || code == 0x280 || code == 0x28f || code == 0x299 ||
         code == 0x29c || code == 0x29f;
}

// The Latin letter that a letter of another alphabet passes for, in its own case, or 0. Greek
// capitals look like others than their small letters.
char passes_for(char32_t code) {
  static constexpr std::u32string_view capitals = U"ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ";
  static constexpr std::string_view latin = "ABEZHIKMNOPTYX";
  static_assert(capitals.size() == latin.size());
  if (const std::size_t at = capitals.find(code); at != capitals.npos) return latin[at];
  constexpr char32_t ohm = 0x2126;
  if (code == ohm) return 0;
  const auto lower = static_cast<char32_t>(u_tolower(static_cast<UChar32>(code)));
  const char c = lookalike(lower);
  return c != 0 && lower != code ? static_cast<char>(c - 'a' + 'A') : c;
}

// What this file may change. Accents of Western Europe, punctuation, emoji, and scripts that show
// no Latin letters are not among it.
bool may_be_letter(char32_t code) {
  if (code < 0x100) return code == 0xad;
  if (code < 0x590) return true;
  if (code < 0x2000) return within(code, 0x13a0, 0x13ff) || code >= 0x1d00;
  if (code < 0x2c00) {
    return within(code, 0x200b, 0x200f) || within(code, 0x202a, 0x202e) ||
           within(code, 0x2060, 0x209c) || within(code, 0x20d0, 0x20f0) ||
           (within(code, 0x2100, 0x214f) && code != 0x2122 && code != 0x2139) ||
           (within(code, 0x249c, 0x24e9) && code != 0x24c2);
  }
  if (code < 0x10000) {
    return within(code, 0xa730, 0xa731) || within(code, 0xfe20, 0xfe2f) || code == 0xfeff ||
           within(code, 0xff10, 0xff5a);
  }
  return within(code, 0x1d400, 0x1d7ff) || within(code, 0x1f110, 0x1f189) || code >= 0xe0000;
}

class PlainLetters {
 public:
  PlainLetters(Items& items, const KnownWords& known) : items_(items), known_(known) {}

  bool run() {
    read_backwards();
    drop_invisible();
    drop_marks();
    read_styled();
    turn_lines();
    read_lookalikes();
    return changed_;
  }

 private:
  void read_backwards();
  void drop_invisible();
  void drop_marks();
  void read_styled();
  void turn_lines();
  void turn_line(std::size_t begin, std::size_t end);
  bool turns_into_words(std::size_t begin, std::size_t end);
  void turn(std::size_t begin, std::size_t end);
  void read_lookalikes();
  struct Seen;
  Seen look_at(std::size_t begin, std::size_t end) const;
  bool is_disguise(const Seen& seen, std::string_view text) const;

  // Calls take(begin, end) for each word: letters, with the marks and invisible characters on them.
  template <class Take>
  void for_words(Take&& take) {
    for (std::size_t at = 0; at < items_.size();) {
      std::size_t end = at;
      while (end < items_.size() && in_word(items_[end].code)) ++end;
      if (end > at) take(at, end);
      at = std::max(end, at + 1);
    }
  }
  static bool in_word(char32_t code) {
    return is_letter(code) || is_mark(code) || is_invisible(code) || styled(code) != 0;
  }

  std::string letters_of(std::size_t begin, std::size_t end) const {
    std::string out;
    for (std::size_t k = begin; k < end; ++k) {
      const char32_t code = without_accents(items_[k].code);
      if (is_latin(code)) out += static_cast<char>(code | 0x20U);
    }
    return out;
  }

  void set(std::size_t at, char32_t code) {
    changed_ = changed_ || items_[at].code != code;
    items_[at].code = code;
  }

  Items& items_;
  const KnownWords& known_;
  bool changed_ = false;
};

// U+202E shows what follows from right to left, up to U+202C: Latin letters stored backwards.
void PlainLetters::read_backwards() {
  constexpr char32_t override = 0x202e;
  constexpr char32_t pop = 0x202c;
  for (std::size_t at = 0; at < items_.size(); ++at) {
    if (items_[at].code != override) continue;
    std::size_t end = at + 1;
    bool latin = false;
    bool other = false;
    for (; end < items_.size() && items_[end].code != pop && items_[end].code != '\n'; ++end) {
      latin = latin || is_latin(items_[end].code);
      other = other || (is_letter(items_[end].code) && !is_latin(items_[end].code));
    }
    if (!latin || other) continue;
    std::reverse(items_.begin() + static_cast<std::ptrdiff_t>(at + 1),
                 items_.begin() + static_cast<std::ptrdiff_t>(end));
    for (std::size_t k = at; k < end; ++k) items_[k].from = items_[at].from;
    const bool popped = end < items_.size() && items_[end].code == pop;
    if (popped) items_.erase(items_.begin() + static_cast<std::ptrdiff_t>(end));
    items_.erase(items_.begin() + static_cast<std::ptrdiff_t>(at));
    changed_ = true;
  }
}

// Between two letters of a word that could be Latin. Joiners of emoji and of other scripts stay.
void PlainLetters::drop_invisible() {
  const auto could_be_latin = [](char32_t code) {
    return is_latin(code) || styled(code) != 0 || passes_for(code) != 0 || is_mark(code);
  };
  Items kept;
  kept.reserve(items_.size());
  for (std::size_t at = 0; at < items_.size(); ++at) {
    if (is_invisible(items_[at].code) && !kept.empty() && could_be_latin(kept.back().code)) {
      std::size_t next = at;
      while (next < items_.size() && is_invisible(items_[next].code)) ++next;
      if (next < items_.size() && could_be_latin(items_[next].code)) {
        at = next - 1;
        changed_ = true;
        continue;
      }
    }
    kept.push_back(items_[at]);
  }
  items_ = std::move(kept);
}

// A mark that makes no letter with the one before it is no accent. Words with such marks lose all
// of theirs; and so do the others, when there are several of these words.
void PlainLetters::drop_marks() {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2& form = *icu::Normalizer2::getNFCInstance(status);
  const auto piled_in = [&](std::size_t begin, std::size_t end) {
    std::size_t piled = 0;
    UChar32 last = 0;
    for (std::size_t k = begin; k < end; ++k) {
      const auto code = static_cast<UChar32>(items_[k].code);
      const UChar32 joined = is_mark(items_[k].code) ? form.composePair(last, code) : -1;
      if (is_mark(items_[k].code) && joined < 0 && is_letter(static_cast<char32_t>(last))) {
        ++piled;
      } else {
        last = joined < 0 ? code : joined;
      }
    }
    return piled;
  };
  std::size_t piled_words = 0;
  std::vector<bool> drop(items_.size());
  for (const bool again : {false, true}) {
    if (again && piled_words < mixed_words_min) break;
    for_words([&](std::size_t begin, std::size_t end) {
      constexpr std::size_t piled_min = 3;
      const std::size_t piled = piled_in(begin, end);
      const std::string letters = letters_of(begin, end);
      if (letters.empty() || (again && !known_.knows(letters))) return;
      if (!again && piled < piled_min && (piled == 0 || !known_.knows(letters))) return;
      ++piled_words;
      for (std::size_t k = begin; k < end; ++k) {
        drop[k] = is_mark(items_[k].code);
        set(k, without_accents(items_[k].code));
      }
    });
  }
  if (std::find(drop.begin(), drop.end(), true) == drop.end()) return;
  changed_ = true;
  Items kept;
  for (std::size_t k = 0; k < items_.size(); ++k) {
    if (!drop[k]) kept.push_back(items_[k]);
  }
  items_ = std::move(kept);
}

// One styled letter by itself may be a sign (🅱, ℹ, ℃); two in a word are writing.
void PlainLetters::read_styled() {
  for_words([&](std::size_t begin, std::size_t end) {
    std::size_t count = 0;
    for (std::size_t k = begin; k < end; ++k) count += styled(items_[k].code) != 0 ? 1U : 0U;
    if (count == 0) return;
    if (count == 1) {
      std::string word;
      for (std::size_t k = begin; k < end; ++k) {
        const char c = styled(items_[k].code);
        const char32_t code = c != 0 ? static_cast<char32_t>(c) : items_[k].code;
        if (is_latin(code)) word += static_cast<char>(code | 0x20U);
      }
      if (word.size() < 3 || word.size() != end - begin || !known_.knows(word)) return;
    }
    for (std::size_t k = begin; k < end; ++k) {
      if (const char c = styled(items_[k].code); c != 0) set(k, static_cast<char32_t>(c));
    }
  });
}

void PlainLetters::turn_lines() {
  std::size_t begin = 0;
  while (begin < items_.size()) {
    std::size_t end = begin;
    bool any = false;
    for (; end < items_.size() && items_[end].code != '\n'; ++end) {
      any = any || is_turned(items_[end].code);
    }
    if (any) turn_line(begin, end);
    begin = end + 1;
  }
}

// A line of which every letter may be turned is read from its end; of others, single words are.
void PlainLetters::turn_line(std::size_t begin, std::size_t end) {
  const bool whole = std::all_of(items_.begin() + static_cast<std::ptrdiff_t>(begin),
                                 items_.begin() + static_cast<std::ptrdiff_t>(end),
                                 [](const Item& item) { return turned(item.code) != 0; });
  if (whole) {
    if (turns_into_words(begin, end)) turn(begin, end);
    return;
  }
  for (std::size_t at = begin; at < end;) {
    std::size_t word_end = at;
    bool all = true;
    bool any = false;
    for (; word_end < end && is_letter(items_[word_end].code); ++word_end) {
      all = all && turned(items_[word_end].code) != 0;
      any = any || is_turned(items_[word_end].code);
    }
    if (all && any && turns_into_words(at, word_end)) turn(at, word_end);
    at = std::max(word_end, at + 1);
  }
}

// At least half of the letters belong to known words then, and there are three or more.
bool PlainLetters::turns_into_words(std::size_t begin, std::size_t end) {
  std::size_t letters = 0;
  std::size_t known = 0;
  std::string word;
  for (std::size_t k = end; k > begin; --k) {
    const char32_t code = turned(items_[k - 1].code);
    const bool latin = is_latin(code);
    if (latin) word += static_cast<char>(code);
    if (!latin || k - 1 == begin) {
      letters += word.size();
      if (known_.knows(word)) known += word.size();
      word.clear();
    }
  }
  constexpr std::size_t known_min = 3;
  return known >= known_min && 2 * known >= letters;
}

void PlainLetters::turn(std::size_t begin, std::size_t end) {
  std::reverse(items_.begin() + static_cast<std::ptrdiff_t>(begin),
               items_.begin() + static_cast<std::ptrdiff_t>(end));
  const std::uint32_t from = items_[end - 1].from;
  for (std::size_t k = begin; k < end; ++k) {
    set(k, turned(items_[k].code));
    items_[k].from = from;
  }
  changed_ = true;
}

// What a word's letters are.
struct PlainLetters::Seen {
  std::size_t letters = 0;
  std::size_t latin = 0;     // a to z
  std::size_t scripts = 0;   // of another alphabet, and pass for one of a to z
  std::size_t small = 0;     // small capitals
  std::size_t odd = 0;       // other Latin letters that pass for one of a to z
  std::size_t foreign = 0;   // of another alphabet, and pass for none
  std::size_t neutral = 0;   // accented and other letters, which stay
};

PlainLetters::Seen PlainLetters::look_at(std::size_t begin, std::size_t end) const {
  Seen seen;
  for (std::size_t k = begin; k < end; ++k) {
    const char32_t code = items_[k].code;
    if (!is_letter(code)) continue;
    ++seen.letters;
    if (is_latin(code)) {
      ++seen.latin;
    } else if (passes_for(code) == 0) {
      ++(is_other_script(code) ? seen.foreign : seen.neutral);
    } else if (is_other_script(code)) {
      ++seen.scripts;
    } else if (is_small_capital(code)) {
      ++seen.small;
    } else {
      ++seen.odd;
    }
  }
  return seen;
}

// Nobody mixes alphabets within a word, or writes words in small capitals, for another reason.
bool PlainLetters::is_disguise(const Seen& seen, std::string_view text) const {
  const bool mixed = seen.scripts > 0 && seen.latin + seen.small > 0 && seen.letters > 2;
  const bool small = seen.small > 1 && seen.small + seen.latin == seen.letters;
  if (seen.foreign > 0) return false;
  return mixed || small || (seen.letters > 1 && seen.neutral == 0 && known_.knows(text));
}

void PlainLetters::read_lookalikes() {
  std::size_t disguised = 0;
  bool foreign = false;
  for_words([&](std::size_t begin, std::size_t end) {
    foreign = foreign || look_at(begin, end).foreign > 0;
  });
  for (const bool again : {false, true}) {
    if (again && disguised < mixed_words_min) break;
    for_words([&](std::size_t begin, std::size_t end) {
      const Seen seen = look_at(begin, end);
      if (seen.scripts + seen.small + seen.odd == 0 || seen.foreign > 0) return;
      std::string text;
      for (std::size_t k = begin; k < end; ++k) {
        const char c = passes_for(items_[k].code);
        const char32_t code = c != 0 ? static_cast<char32_t>(c) : items_[k].code;
        if (is_latin(code)) text += static_cast<char>(code | 0x20U);
      }
      // A whole word of another alphabet is in its own language, where others of its words are.
      if (!again && seen.scripts == seen.letters && foreign) return;
      const bool single = again && seen.letters == 1 && known_.knows(text);
      if (!single && !is_disguise(seen, text)) return;
      ++disguised;
      for (std::size_t k = begin; k < end; ++k) {
        if (const char c = passes_for(items_[k].code); c != 0) set(k, static_cast<char32_t>(c));
      }
    });
  }
}

}  // namespace

bool may_hold_letters(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    std::uint64_t eight = 0;
    if (at + sizeof eight <= text.size()) {
      std::memcpy(&eight, text.data() + at, sizeof eight);
      if ((eight & 0x8080808080808080U) == 0) {
        at += sizeof eight;
        continue;
      }
    }
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      ++at;
      continue;
    }
    const base::CodePoint point = base::decode_at(text, at);
    if (may_be_letter(point.code)) return true;
    at += point.length;
  }
  return false;
}

bool plain_letters(const Source& in, const KnownWords& known, Unmasked& out) {
  if (!may_hold_letters(in.text)) return false;
  Items items;
  items.reserve(in.text.size());
  for (std::size_t at = 0; at < in.text.size();) {
    const base::CodePoint point = base::decode_at(in.text, at);
    if (!point.valid) return false;  // bytes that are no text stay as they are
    items.push_back({point.code, in.at(at)});
    at += point.length;
  }
  if (!PlainLetters(items, known).run()) return false;
  out.text.clear();
  out.origin.clear();
  for (const Item& item : items) {
    base::append_utf8(out.text, item.code);
    out.origin.resize(out.text.size(), item.from);
  }
  out.origin.push_back(in.at(in.text.size()));
  return true;
}

}  // namespace decorum::signals
