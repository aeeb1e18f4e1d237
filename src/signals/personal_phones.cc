#include "signals/personal_phones.h"

#include <algorithm>
#include <array>

namespace decorum::signals {
namespace {

// ---- what calls a number a telephone number ----

enum class Called { no, loosely, plainly };

template <std::size_t Count>
bool one_of(std::string_view word, const std::array<std::string_view, Count>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr auto plain_words = std::to_array<std::string_view>(
    {"phone", "telephone", "tel", "mobile", "mob", "cell", "cellphone", "fax", "whatsapp",
     "landline", "switchboard", "helpline", "hotline", "ph", "phones", "telefon",
     "telephones", "mobiles", "freephone"});
// Words that also stand before other numbers.
constexpr auto loose_words = std::to_array<std::string_view>(
    {"call", "called", "calls", "calling", "ring", "rang", "dial", "dialled", "dialed", "text",
     "texts", "texted", "sms", "message", "messages", "contact", "contacts", "reach", "reached",
     "reachable", "answering"});
// The same, right before the number only.
constexpr auto place_words = std::to_array<std::string_view>({"desk", "office", "home", "work"});
// Words that may stand between: "call me on my new number: ..."
constexpr auto between_words = std::to_array<std::string_view>(
    {"me", "us", "him", "her", "them", "on", "at", "to", "no", "number", "is", "my", "our", "your",
     "his", "their", "the", "new", "old", "a", "in", "back", "direct", "line", "number's", "nr",
     "num", "registered", "via", "numbers", "uk", "or", "and", "s", "work", "home", "please",
     "french", "german", "irish", "american", "spanish", "italian", "indian", "polish",
     "other", "second", "current", "personal", "private", "emergency", "business"});
constexpr auto owners = std::to_array<std::string_view>(
    {"my", "his", "her", "our", "their", "your"});
constexpr auto signs = std::to_array<std::string_view>(
    {"\U0001f4de", "\U0001f4f1", "\u260e", "\U0001f4f2", "\U0001f919"});

bool in_word(char c) { return is_letter_char(c) || c == '\''; }

// Reads backwards from the number; a digit or a word that says something else ends it.
Called called_before(const PersonalText& text, std::size_t at) {
  constexpr std::size_t words_most = 7;
  constexpr std::string_view skipped = " :=-.,(+#*\"/";
  const std::string_view all = text.text();
  bool number = false;
  for (std::size_t words = 0; words < words_most; ++words) {
    while (at > 0 && skipped.find(all[at - 1]) != std::string_view::npos) --at;
    std::size_t from = at;
    while (from > 0 && in_word(all[from - 1])) --from;
    const std::string_view word = all.substr(from, at - from);
    if (word.empty()) {
      const std::string_view head = all.substr(0, at);
      const bool sign = std::any_of(signs.begin(), signs.end(),
                                    [&](std::string_view one) { return head.ends_with(one); });
      return sign ? Called::plainly : Called::no;
    }
    if (one_of(word, plain_words)) return Called::plainly;
    if (one_of(word, loose_words)) return Called::loosely;
    if (words == 0 && one_of(word, place_words)) return Called::loosely;
    if (number && one_of(word, owners)) return Called::loosely;
    if (!one_of(word, between_words)) return Called::no;
    number |= word.starts_with("number");
    at = from;
  }
  return Called::no;
}

// "72 128 827 (office)", "(37) 788-063-Fax". The number's beginning must be plain too.
Called called_after(const PersonalText& text, const Window& window) {
  constexpr std::size_t first_most = 4;
  if (window.count() > 1 && window[0].size() > first_most) return Called::no;
  std::size_t at = window.range().to;
  constexpr std::size_t gap_most = 3;
  const std::size_t start = at;
  while (at - start < gap_most && std::string_view(" -,(").find(text.at(at)) !=
                                      std::string_view::npos) {
    ++at;
  }
  if (at == start) return Called::no;
  std::size_t to = at;
  while (in_word(text.at(to))) ++to;
  const std::string_view word = text.text().substr(std::min(at, text.text().size()), to - at);
  constexpr auto sure = std::to_array<std::string_view>({"fax", "mobile", "cell", "tel", "mob"});
  constexpr auto perhaps = std::to_array<std::string_view>({"office", "desk", "home", "work"});
  // "1 234 567 office workers" goes on.
  const bool ends = text.at(to) != ' ' || !is_letter_char(text.at(to + 1));
  return one_of(word, sure) || (ends && one_of(word, perhaps)) ? Called::loosely : Called::no;
}

Called called(const PersonalText& text, const Window& window) {
  const Called before = called_before(text, window.range().from);
  if (before != Called::no || !window.to_end()) return before;
  return called_after(text, window);
}

// ---- the forms ----

int number(std::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

// "12-03-2026", "2026-03-12": somebody may call on a day.
bool is_date(const Window& window) {
  if (window.count() < 3) return false;
  const auto fits = [&](std::size_t i, int most) {
    return window[i].size() <= 2 && number(window.group(i)) >= 1 &&
           number(window.group(i)) <= most;
  };
  const auto is_year = [&](std::size_t i) {
    return window[i].size() == 4 && (window.group(i).starts_with("19") ||
                                     window.group(i).starts_with("20"));
  };
  return (is_year(0) && fits(1, 12) && fits(2, 31)) || (is_year(2) && fits(0, 31) && fits(1, 31));
}

// Ofcom's National Telephone Numbering Plan: the number without its leading 0. Premium rate (09)
// and access codes are nobody's own.
bool is_national_number(std::string_view digits) {
  if (digits.size() != 10 && !(digits.size() == 9 && (digits[0] == '1' || digits[0] == '8'))) {
    return false;
  }
  if (std::string_view("1234567890").starts_with(digits)) return false;  // somebody counts
  const char second = digits[1];
  switch (digits[0]) {
    case '1':  // London has left 0171 and 0181
      return second != '0' && !digits.starts_with("171") && !digits.starts_with("181");
    case '2': return second == '0' || second == '3' || second == '4' || second == '8' ||
                     second == '9';
    case '3': return second == '0' || second == '3' || second == '4' || second == '7';
    case '7': return second != '6' || digits.substr(0, 4) == "7624";  // 076 are pagers
    case '8': return second == '0' || second == '4' || second == '7';
    default: return false;
  }
}

// Groups that read as one number: at least two digits each, but for a "0" in brackets or a "1"
// before an American number.
bool is_well_grouped(const Window& window, std::size_t first) {
  for (std::size_t i = first; i + 1 < window.count(); ++i) {
    const std::string_view gap = window.gap(i);
    const bool slash = gap == "/" && i == 0 && window.group(0).starts_with('0');
    if (gap.find('/') != std::string_view::npos && !slash) return false;
    if (gap.find('.') != std::string_view::npos && window.joiner() != '.') return false;
    const bool bracket = gap.find('(') != std::string_view::npos;
    if (bracket && (i > 0 || window[0].size() > 3)) return false;
    if (window[i + 1].size() < 2) return false;
  }
  return true;
}

// "00" and a country's number. In one run it may also be some number with zeros before it.
bool is_dialled_abroad(const PersonalText& text, const Window& window) {
  const std::string_view digits = window.digits;
  constexpr std::size_t shortest = 12;
  constexpr std::size_t longest = 17;
  if (!digits.starts_with("00") || digits.size() < shortest || digits.size() > longest) {
    return false;
  }
  if (digits[2] == '0' || digits.starts_with("0044") || !window.whole()) return false;
  if (window.sized({2, 2, 2, 2, 2, 2})) return false;  // "00-14-22-01-23-45" of a network card
  if (window.count() == 1) return called(text, window) != Called::no;
  // What comes after the country's code may be one digit: "00 33 1 ...".
  return window[0].size() <= 5 && is_well_grouped(window, window[0].size() == 2 ? 2 : 1);
}

// Five pairs from "01" to "09" (France and others), alone: draws of a lottery rise.
bool is_in_pairs(const Window& window) {
  if (!window.sized({2, 2, 2, 2, 2}) || !window.whole() || window.joiner() == 0) return false;
  if (window.digits[0] != '0' || window.digits[1] == '0') return false;
  for (std::size_t i = 0; i + 1 < window.count(); ++i) {
    if (window.group(i) >= window.group(i + 1)) return true;
  }
  return false;
}

// North American Numbering Plan: (NXX) NXX-XXXX, with or without the leading 1.
bool is_american(const PersonalText& text, const Window& window) {
  const std::size_t size = window.digits.size();
  const bool long_distance = size == 11 && window.digits[0] == '1' && window[0].size() == 1;
  if (size != 10 && !long_distance) return false;
  const std::string_view digits = std::string_view(window.digits).substr(long_distance ? 1 : 0);
  if (digits[0] < '2' || digits[3] < '2') return false;
  if (!window.sized({3, 3, 4}) && !window.sized({1, 3, 3, 4})) return false;
  const std::size_t area = window.count() - 3;
  const bool bracketed = text.before(window[area].from) == '(' &&
                         window.gap(area).starts_with(')');
  return bracketed || window.joiner() == '-' || window.joiner() == '.' ||
         text.near(window.range(), 24, {"call", "phone", "tel", "text", "mobile", "cell", "fax"});
}

// What is called a telephone number and may be one, of whatever country.
bool is_called_phone(const PersonalText& text, const Window& window) {
  const std::size_t size = window.digits.size();
  constexpr std::size_t shortest = 7;
  constexpr std::size_t longest = 13;
  constexpr std::size_t long_enough = 10;  // to be no number of something else
  if (size < shortest || size > longest || !window.to_end()) return false;
  if (window.digits.starts_with("09") && size == 11) return false;  // premium rate
  if (is_date(window) || window[0].size() < 2 || !is_well_grouped(window, 0)) return false;
  const Called name = called(text, window);
  if (name == Called::plainly) return true;
  return name == Called::loosely && (window.count() > 1 || size >= long_enough);
}

}  // namespace

bool is_uk_phone(const PersonalText& text, const Window& window) {
  std::string_view digits = window.digits;
  if (digits.size() < 10) return false;
  bool abroad = false;
  if (window.plus() && digits.starts_with("44")) {
    digits.remove_prefix(2);
    abroad = true;
  } else if (digits.starts_with("0044")) {
    digits.remove_prefix(4);
    abroad = true;
  } else if (digits.starts_with("447") && digits.size() == 12) {
    // The "+" left out: only when the code stands apart, or is called a telephone number.
    if (window[0].size() != 2 && called(text, window) == Called::no) return false;
    digits.remove_prefix(2);
    abroad = true;
  }
  if (digits.starts_with('0')) {
    digits.remove_prefix(1);
  } else if (!abroad) {
    return false;
  }
  if (!is_national_number(digits)) return false;
  const bool area_slash = window.count() == 2 && window.gap(0) == "/" && window[0].size() >= 4;
  for (std::size_t i = 0; i + 1 < window.count(); ++i) {
    if (window.gap(i).find('/') != std::string_view::npos && !area_slash) return false;
    const bool trunk_zero = abroad && i == 0 && window[1].size() == 1;
    if (!trunk_zero && window[i + 1].size() < 2) return false;
  }
  if (window.count() == 1 || abroad) return true;
  // "030 23125 456" is a number of Berlin: 03 and 08 numbers are written by four or more.
  const bool by_four = digits[0] == '3' || digits[0] == '8';
  const bool alone = window[0].size() == 1 && window[1].size() >= 4 && window.gap(0) == " ";
  return window[0].size() >= (by_four ? 4U : 3U) || alone || window.sized({2, 3, 3, 3});
}

bool is_foreign_phone(const PersonalText& text, const Window& window) {
  const std::size_t size = window.digits.size();
  if (window.plus()) {
    constexpr std::size_t shortest = 8;
    constexpr std::size_t longest = 15;  // ITU-T E.164
    if (size < shortest || size > longest || window.digits.starts_with("44")) return false;
    if (window.digits[0] == '1') return size == 11;  // all of North America
    return window.digits[0] != '0';
  }
  return is_dialled_abroad(text, window) || is_american(text, window) || is_in_pairs(window) ||
         is_called_phone(text, window);
}

}  // namespace decorum::signals
