#include "signals/word_guess.h"

#include <algorithm>
#include <numeric>

#include "signals/row.h"

namespace decorum::signals {
namespace {

constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

constexpr std::size_t word_letters_min = 4;   // shorter ones are read in disguised texts only
constexpr int short_rarity_max = 150;         // and when they are common
constexpr int rude_bonus = 20;                // idf codes: three or four times as rare
constexpr std::size_t readings_max = 32;      // of signs that may stand for either of two letters
constexpr std::size_t shortened_min = 3;      // "www" is no word stretched
constexpr std::size_t runs_max = 24;          // of equal letters that may be cut
constexpr std::size_t apart_letters_min = 16; // of words that were run together
constexpr std::size_t together_letters_min = 6;
constexpr std::ptrdiff_t together_words_min = 2;
constexpr std::ptrdiff_t camel_words_min = 3;  // two are often one name
constexpr std::size_t name_letters_min = 32;   // of what may have a name in it
constexpr std::ptrdiff_t apart_words_min = 4;     // fewer are a name more often than not

// The letters a digit or sign may stand for, the likelier first.
std::string_view letters_of(char c) {
  switch (c) {
    case '0': return "o";
    case '1': return "il";
    case '2': return "z";
    case '3': return "e";
    case '4': return "a";
    case '5': return "s";
    case '6': return "gb";
    case '7': return "t";
    case '8': return "b";
    case '9': return "g";
    case '@': return "a";
    case '$': return "s";
    case '!': return "il";
    case '|': return "il";
    default: return {};
  }
}

// The tokeniser's form: letter runs cut to two.
std::string cut_to_two(std::string_view lower) {
  std::string out;
  for (const char c : lower) {
    const std::size_t size = out.size();
    if (size >= 2 && out[size - 1] == c && out[size - 2] == c && is_lower(c)) continue;
    out += c;
  }
  return out;
}

// Is a letter written three times, or every letter twice?
bool is_stretched(std::string_view lower) {
  constexpr std::size_t doubled_min = 6;
  bool all = lower.size() >= doubled_min;
  std::size_t run = 1;
  for (std::size_t at = 1; at < lower.size(); ++at) {
    const bool same = lower[at] == lower[at - 1];
    if (!same && run < 2) all = false;
    run = same ? run + 1 : 1;
    if (run > 2 && is_lower(lower[at])) return true;
  }
  return all && run > 1;
}

// Where the words of "YouAreSoDumb" or "IAmHereNow" end; false with fewer than `least`.
bool cut_at_capitals(std::string_view word, std::ptrdiff_t least, std::vector<std::size_t>& ends) {
  ends.clear();
  for (std::size_t k = 1; k < word.size(); ++k) {
    const bool next_is_small = k + 1 < word.size() && is_lower(word[k + 1]);
    if (is_upper(word[k]) && (is_lower(word[k - 1]) || (is_upper(word[k - 1]) && next_is_small))) {
      ends.push_back(k);
    }
  }
  ends.push_back(word.size());
  return static_cast<std::ptrdiff_t>(ends.size()) >= least;
}

std::vector<std::uint16_t> every_place(std::size_t size) {
  std::vector<std::uint16_t> from(size);
  std::iota(from.begin(), from.end(), std::uint16_t{0});
  return from;
}

}  // namespace

Guess WordGuess::guess(std::string_view word, std::vector<std::size_t>& ends) const {
  std::string lower(word);
  std::size_t letters = 0, others = 0, capitals = 0, stars = 0;
  bool high = false;
  for (char& c : lower) {
    if (is_upper(c)) {
      c = static_cast<char>(c + ('a' - 'A'));
      ++capitals;
    }
    high = high || static_cast<unsigned char>(c) >= 0x80;
    letters += is_lower(c) ? 1U : 0U;
    stars += c == '*' ? 1U : 0U;
    others += is_lower(c) || c == '\'' || c == '*' ? 0U : 1U;
  }
  if (high || letters == 0) return {};
  const bool long_word = lower.size() > word_bytes_max;
  if (others == 0 && stars == 0) {
    if (!long_word) {
      if (Guess guess = shortened(lower); guess.kind != Guess::Kind::none) return guess;
    }
    Guess guess;
    if (apart(word, lower, ends)) guess.kind = Guess::Kind::apart;
    return guess;
  }
  if (long_word || known_.knows(cut_to_two(lower))) return {};
  if (stars > 0) return others == 0 ? masked(lower) : Guess{};
  return substituted(lower, capitals == letters);
}

// Are the places of the digits and signs those of letters? "4pm", "50s", "plan3" are not.
bool WordGuess::is_strong(std::string_view lower, std::string_view read, bool capitals) const {
  std::size_t first = 0;
  while (!is_lower(lower[first])) ++first;
  std::size_t last = lower.size();
  while (!is_lower(lower[last - 1])) --last;
  const std::string_view core = lower.substr(first, last - first);
  const bool inner = !std::all_of(core.begin(), core.end(),
                                  [](char c) { return is_lower(c) || c == '\''; });
  const auto letters = static_cast<std::size_t>(std::count_if(core.begin(), core.end(), is_lower));
  if (disguised_) return read.size() > 1 && (letters > 1 || known_.rarity(read) < short_rarity_max);
  if (read.size() < word_letters_min) return lower == "a$$" || lower == "@ss";
  if (capitals && read.size() == word_letters_min) return false;  // codes: "W1T4"
  if (inner) return letters > 1 || read.size() > word_letters_min;
  // Digits at the ends only: one, where what is left is no word.
  const std::size_t outer = lower.size() - core.size();
  const bool sign = !is_digit(lower[first > 0 ? 0 : last]);
  if (first > 0 && last < lower.size()) {
    return letters > 1 ? !known_.knows(core) : read.size() > word_letters_min;
  }
  if (first > 0) return !capitals && (sign ? letters > 2 : outer == 1 && letters > 3) &&
                        !known_.knows(core);
  return (sign || (outer == 1 && lower.back() != '5')) && letters > 2 && !known_.knows(core);
}

Guess WordGuess::substituted(std::string_view lower, bool capitals) const {
  std::size_t readings = 1;
  for (const char c : lower) {
    const std::string_view letters = letters_of(c);
    if (is_lower(c) || c == '\'') continue;
    if (letters.empty()) return {};
    readings *= letters.size();
    if (readings > readings_max) return {};
  }
  std::string best;
  int best_rarity = 256;
  for (std::size_t reading = 0; reading < readings; ++reading) {
    std::string read(lower);
    std::size_t rest = reading;
    for (char& c : read) {
      const std::string_view letters = letters_of(c);
      if (letters.empty()) continue;
      c = letters[rest % letters.size()];
      rest /= letters.size();
    }
    std::string form = cut_to_two(read);
    int rarity = known_.rarity(form);
    // "7h47'5": the word before its ending.
    if (rarity == 0 && read.find('\'') != read.npos) {
      rarity = known_.rarity(read.substr(0, read.find('\'')));
    }
    if (rarity == 0 || rarity >= best_rarity || !is_strong(lower, read, capitals)) continue;
    best = read;
    best_rarity = rarity;
  }
  if (best.empty()) return {};
  return {Guess::Kind::letters, best, every_place(best.size())};
}

// A star may be any letter. Who puts it there mostly hides a rude word, so that one may be rarer
// than others; where several letters are hidden, only rude ones are looked for.
Guess WordGuess::masked(std::string_view lower) const {
  const auto stars = std::count(lower.begin(), lower.end(), '*');
  if (lower.size() < word_letters_min - 1 || lower.front() == '*') return {};
  std::string best;
  int best_rarity = 1000;
  for (const std::string& rude : known_.rude_words()) {
    const int rarity = known_.rarity(rude) - rude_bonus;
    if (rude.size() != lower.size() || rarity >= best_rarity) continue;
    const bool fits = std::equal(rude.begin(), rude.end(), lower.begin(), [](char r, char c) {
      return c == '*' ? is_lower(r) : r == c;
    });
    if (!fits) continue;
    best = rude;
    best_rarity = rarity;
  }
  if (stars == 1 && lower.size() >= word_letters_min) {
    std::string read(lower);
    char& letter = read[lower.find('*')];
    for (letter = 'a'; letter <= 'z'; ++letter) {
      const int rarity = known_.rarity(read);
      if (rarity == 0 || rarity >= best_rarity) continue;
      best = read;
      best_rarity = rarity;
    }
  }
  if (best.empty()) return {};
  return {Guess::Kind::letters, best, every_place(best.size())};
}

bool WordGuess::unstretched(std::string& lower) const {
  const Guess guess = shortened(lower);
  if (guess.kind == Guess::Kind::none) return false;
  lower = guess.text;
  return true;
}

// Tries all runs at one letter, then one or two of them at two; the commonest word wins.
Guess WordGuess::shortened(std::string_view lower) const {
  if (!is_stretched(lower) || known_.knows(cut_to_two(lower))) return {};
  std::vector<std::size_t> starts;  // of runs
  std::vector<std::size_t> doubles;  // runs of two or more, by number
  for (std::size_t at = 0; at < lower.size(); ++at) {
    if (at > 0 && lower[at] == lower[at - 1] && is_lower(lower[at])) {
      if (doubles.empty() || doubles.back() + 1 != starts.size()) {
        doubles.push_back(starts.size() - 1);
      }
    } else {
      starts.push_back(at);
    }
  }
  if (doubles.size() > runs_max) return {};
  Guess best;
  int best_rarity = 256;
  const auto attempt = [&](std::size_t one, std::size_t other) {
    std::string read;
    std::vector<std::uint16_t> from;
    for (std::size_t run = 0; run < starts.size(); ++run) {
      const bool twice = (one < doubles.size() && doubles[one] == run) ||
                         (other < doubles.size() && doubles[other] == run);
      for (std::size_t k = 0; k < (twice ? 2U : 1U); ++k) {
        read += lower[starts[run]];
        from.push_back(static_cast<std::uint16_t>(starts[run] + k));
      }
    }
    const int rarity = read.size() < shortened_min ? 0 : known_.rarity(read);
    if (rarity == 0 || rarity >= best_rarity) return;
    best = {Guess::Kind::letters, std::move(read), std::move(from)};
    best_rarity = rarity;
  };
  const std::size_t none = doubles.size();
  attempt(none, none);
  for (std::size_t one = 0; one < doubles.size(); ++one) attempt(one, none);
  if (best.kind != Guess::Kind::none) return best;
  for (std::size_t one = 0; one < doubles.size(); ++one) {
    for (std::size_t other = one + 1; other < doubles.size(); ++other) attempt(one, other);
  }
  return best;
}

bool WordGuess::apart(std::string_view word, std::string_view lower,
                      std::vector<std::size_t>& ends) const {
  const std::size_t letters_min = together_ ? together_letters_min : apart_letters_min;
  const bool camel = cut_at_capitals(word, together_ ? camel_words_min : apart_words_min, ends);
  if (!camel && lower.size() < letters_min) return false;
  if (lower.size() <= word_bytes_max && known_.knows(cut_to_two(lower))) return false;
  if (camel && are_words(lower, ends)) return true;
  const bool turns = std::any_of(word.begin() + 1, word.end(), is_upper) &&
                     std::any_of(word.begin(), word.end(), is_lower);
  if (turns && lower.size() < apart_letters_min) return false;  // "TechCrunch" is a name
  return lower.size() >= letters_min && cut_into_words(lower, known_, ends) &&
         are_words(lower, ends);
}

// Enough different words, and little that is none. "hahahaha" is one cry; two words of one letter
// in a row are what a longer word falls into.
bool WordGuess::are_words(std::string_view lower, const std::vector<std::size_t>& ends) const {
  std::vector<std::string_view> words;
  std::size_t begin = 0, single = 0, known = 0;
  for (const std::size_t end : ends) {
    const std::string_view part = lower.substr(begin, end - begin);
    single = part.size() == 1 && begin > 0 ? single + 1 : 0;
    if (single > 1) return false;
    begin = end;
    const bool letter = part.size() == 1 && part.find_first_not_of("aiu") == 0;
    if (letter || !known_.knows(part)) continue;
    known += part.size();
    words.push_back(part);
  }
  std::sort(words.begin(), words.end());
  const auto different = std::unique(words.begin(), words.end()) - words.begin();
  if (together_ && lower.size() < name_letters_min && known < lower.size()) return false;
  return different >= (together_ ? together_words_min : apart_words_min) &&
         3 * known >= 2 * lower.size();
}

}  // namespace decorum::signals
