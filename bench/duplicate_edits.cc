#include <algorithm>
#include <array>
#include <utility>

#include "bench/duplicate_edits.h"

namespace decorum::bench {
namespace {

using Words = std::vector<std::string>;

std::string some_word(const std::string& text, Dice& dice) {
  const Words words = words_of(text);
  return words.empty() ? "something" : words[dice.below(words.size())];
}

// How many of so many words are at most `share` per cent, but one at least.
std::size_t per_cent(std::size_t words, std::size_t share) {
  return std::max<std::size_t>(1, words * share / 100);
}

// Changes `count` different words.
std::string changed(const std::string& text, const std::string& other, std::size_t count,
                    Dice& dice) {
  Words words = words_of(text);
  std::vector<std::size_t> places(words.size());
  for (std::size_t i = 0; i < places.size(); ++i) places[i] = i;
  for (std::size_t i = 0; i < std::min(count, words.size()); ++i) {
    std::swap(places[i], places[i + dice.below(places.size() - i)]);
    std::string& word = words[places[i]];
    std::string fresh = some_word(other, dice);
    if (fresh == word) fresh += "ly";
    word = fresh;
  }
  return joined(words);
}

std::string typo(const std::string& text, Dice& dice) {
  std::vector<std::size_t> letters;
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    const auto letter = [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; };
    if (letter(text[i]) && letter(text[i + 1])) letters.push_back(i);
  }
  if (letters.empty()) return text;
  std::string out = text;
  const std::size_t at = letters[dice.below(letters.size())];
  switch (dice.below(4)) {
    case 0: std::swap(out[at], out[at + 1]); break;
    case 1: out.erase(at, 1); break;
    case 2: out.insert(at, 1, out[at]); break;
    default: out[at] = static_cast<char>('a' + dice.below(26)); break;
  }
  return out;
}

std::string one_word_changed(const std::string& text, const std::string& other, Dice& dice) {
  return changed(text, other, 1, dice);
}

std::string fifth_changed(const std::string& text, const std::string& other, Dice& dice) {
  return changed(text, other, per_cent(words_of(text).size(), 20), dice);
}

std::string added(const std::string& text, const std::string& other, Dice& dice) {
  Words words = words_of(text);
  const std::size_t count = per_cent(words.size(), 20);
  for (std::size_t i = 0; i < count; ++i) {
    words.insert(words.begin() + static_cast<std::ptrdiff_t>(dice.below(words.size() + 1)),
                 some_word(other, dice));
  }
  return joined(words);
}

std::string dropped(const std::string& text, const std::string&, Dice& dice) {
  Words words = words_of(text);
  const std::size_t count = per_cent(words.size(), 20);
  for (std::size_t i = 0; i < count; ++i) {
    words.erase(words.begin() + static_cast<std::ptrdiff_t>(dice.below(words.size())));
  }
  return joined(words);
}

std::string one_typo(const std::string& text, const std::string&, Dice& dice) {
  return typo(text, dice);
}

std::string three_typos(const std::string& text, const std::string&, Dice& dice) {
  return typo(typo(typo(text, dice), dice), dice);
}

std::string in_capitals(const std::string& text, const std::string&, Dice&) {
  std::string out = text;
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - ('a' - 'A'));
  }
  return out;
}

// Signs taken out, others put behind words.
std::string punctuation(const std::string& text, const std::string&, Dice& dice) {
  static constexpr std::array<std::string_view, 6> signs = {"!", "!!!", ",", " -", "?", "."};
  std::string out;
  for (const char c : text) {
    if (std::string_view(".,!?;:\"()-").find(c) != std::string_view::npos) continue;
    if (c == ' ' && dice.below(4) == 0) out += signs[dice.below(signs.size())];
    out.push_back(c);
  }
  return out;
}

std::string link(const std::string& text, const std::string&, Dice& dice) {
  return text + " https://example.org/" + std::to_string(dice.below(1'000'000));
}

std::string handles(const std::string& text, const std::string&, Dice& dice) {
  const auto handle = [&] { return "@reader_" + std::to_string(dice.below(100'000)); };
  return handle() + " " + handle() + " " + text;
}

std::string emoji(const std::string& text, const std::string&, Dice& dice) {
  static constexpr std::array<std::string_view, 6> some = {
      "\U0001f600", "\U0001f389", "\u2764\ufe0f", "\U0001f44d\U0001f3fd", "\U0001f525", "\u2728"};
  Words words = words_of(text);
  for (std::size_t i = 0; i < 4; ++i) {
    words.insert(words.begin() + static_cast<std::ptrdiff_t>(dice.below(words.size() + 1)),
                 std::string(some[dice.below(some.size())]));
  }
  return joined(words);
}

std::string swapped(const std::string& text, const std::string&, Dice& dice) {
  Words words = words_of(text);
  const std::size_t quarter = words.size() / 4;
  const std::size_t at = quarter + dice.below(words.size() - 2 * quarter);
  std::rotate(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(at), words.end());
  return joined(words);
}

// Every third vowel or so is one of another script that looks the same.
std::string alike(const std::string& text, const std::string&, Dice& dice) {
  static constexpr std::array<std::pair<char, std::string_view>, 6> pairs = {
      {{'a', "\u0430"}, {'e', "\u0435"}, {'o', "\u043e"}, {'i', "\u0456"}, {'c', "\u0441"},
       {'p', "\u0440"}}};
  std::string out;
  for (const char c : text) {
    const auto* found = std::ranges::find(pairs, c, &std::pair<char, std::string_view>::first);
    if (found != pairs.end() && dice.below(3) == 0) {
      out += found->second;
    } else {
      out.push_back(c);
    }
  }
  return out;
}

std::string cut_to(const std::string& text, std::size_t per_cent_kept) {
  std::size_t size = text.size() * per_cent_kept / 100;
  while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xc0U) == 0x80U) --size;
  return text.substr(0, size) + "...";
}

std::string cut_a_little(const std::string& text, const std::string&, Dice& dice) {
  return cut_to(text, 60 + dice.below(36));
}

std::string cut_much(const std::string& text, const std::string&, Dice& dice) {
  return cut_to(text, 40 + dice.below(20));
}

std::string several(const std::string& text, const std::string& other, Dice& dice) {
  return emoji(handles(punctuation(typo(changed(text, other, 1, dice), dice), other, dice), other,
                       dice),
               other, dice);
}

std::string half_scattered(const std::string& text, const std::string& other, Dice& dice) {
  const std::size_t words = words_of(text).size();
  return changed(text, other, (words + 1) / 2, dice);
}

// The same greeting, then what another text says from there on.
std::string half_another(const std::string& text, const std::string& other, Dice&) {
  Words words = words_of(text);
  const Words more = words_of(other);
  const std::size_t half = words.size() / 2;
  for (std::size_t i = half; i < words.size(); ++i) words[i] = more[i % more.size()];
  return joined(words);
}

}  // namespace

const std::vector<Edit>& edits() {
  static const std::vector<Edit> all = {
      {"one word changed", true, one_word_changed},
      {"words changed, a fifth at most", true, fifth_changed},
      {"words added, a fifth at most", true, added},
      {"words dropped, a fifth at most", true, dropped},
      {"a typing error", true, one_typo},
      {"three typing errors", true, three_typos},
      {"capitals", true, in_capitals},
      {"punctuation", true, punctuation},
      {"a link put behind", true, link},
      {"two handles put before", true, handles},
      {"four emoji", true, emoji},
      {"two parts swapped", true, swapped},
      {"letters that look alike", true, alike},
      {"cut to 60-95 %, with dots", true, cut_a_little},
      {"cut to 40-59 %, with dots", true, cut_much},
      {"word, typing error, signs, handles and emoji", true, several},
      {"half of the words changed", false, half_scattered},
      {"the second half another text's", false, half_another},
  };
  return all;
}

std::vector<std::string> words_of(std::string_view text) {
  Words words;
  while (!text.empty()) {
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) break;
    const std::size_t end = std::min(text.find_first_of(" \t\r\n", begin), text.size());
    words.emplace_back(text.substr(begin, end - begin));
    text.remove_prefix(end);
  }
  return words;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) {
    if (!out.empty()) out += ' ';
    out += word;
  }
  return out;
}

}  // namespace decorum::bench
