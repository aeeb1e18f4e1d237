#include "review/confused_words.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "review/confused_patterns.h"
#include "review/look.h"
#include "spelling/letters.h"

namespace decorum::review {
namespace {

// One place of a pattern beside the word that is found.
struct Place {
  enum class Kind : std::uint8_t { words, none_of, number, edge };
  Kind kind = Kind::words;
  std::vector<std::string_view> words;
};

struct Pattern {
  std::vector<Place> before;  // nearest first
  std::vector<Place> after;
  std::string_view instead;
};

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

Place read_place(std::string_view text) {
  if (text == "*") return {Place::Kind::none_of, {}};
  if (text == "#") return {Place::Kind::number, {}};
  if (text == "$" || text == "^") return {Place::Kind::edge, {}};
  if (text.starts_with('!')) return {Place::Kind::none_of, split(text.substr(1), '|')};
  return {Place::Kind::words, split(text, '|')};
}

using Table = std::unordered_map<std::string_view, std::vector<Pattern>>;

// "a b [wrong>right word] c": the brackets may hold blanks.
void read_patterns(std::span<const std::string_view> patterns, Table& table) {
  for (const std::string_view text : patterns) {
    const std::size_t open = text.find('['), arrow = text.find('>', open);
    const std::size_t close = text.find(']', arrow);
    Pattern pattern;
    pattern.instead = text.substr(arrow + 1, close - arrow - 1);
    if (open > 0) {
      for (const std::string_view part : split(text.substr(0, open - 1), ' ')) {
        pattern.before.insert(pattern.before.begin(), read_place(part));
      }
    }
    if (close + 1 < text.size()) {
      for (const std::string_view part : split(text.substr(close + 2), ' ')) {
        pattern.after.push_back(read_place(part));
      }
    }
    table[text.substr(open + 1, arrow - open - 1)].push_back(std::move(pattern));
  }
}

Table make_table() {
  Table table;
  read_patterns(confused_patterns(), table);
  read_patterns(confused_pairs(), table);
  return table;
}

const Table& table() {
  static const Table made = make_table();
  return made;
}

bool is_blank(std::string_view gap) {
  return !gap.empty() && gap.find_first_not_of(" \t") == std::string_view::npos;
}

// Is the next word of the sentence behind blanks only?
bool joined(const Reading& reading, std::size_t left) {
  const std::size_t right = left + 1;
  return right < reading.words.size() && !reading.words[right].aside &&
         reading.words[left].sentence == reading.words[right].sentence &&
         is_blank(gap_after(reading, left));
}

bool sentence_ends(const Reading& reading, std::size_t word) {
  const std::string_view gap = gap_after(reading, word);
  const std::size_t at = gap.find_first_not_of(" \t");
  if (at == std::string_view::npos) return word + 1 == reading.words.size();
  return std::string_view(".!?)\n\r").find(gap[at]) != std::string_view::npos;
}

bool holds(const Place& place, const Word& word) {
  const bool listed =
      std::find(place.words.begin(), place.words.end(), word.folded) != place.words.end();
  switch (place.kind) {
    case Place::Kind::words: return listed;
    case Place::Kind::none_of: return !listed;
    case Place::Kind::number: return word.number;
    case Place::Kind::edge: return false;
  }
  return false;
}

// A word of the list, or the edge if "$" stands among its words.
bool fits_after(const Reading& reading, std::size_t last, const Place& place) {
  const bool may_end = place.kind == Place::Kind::edge || place.kind == Place::Kind::none_of ||
                       std::find(place.words.begin(), place.words.end(), "$") != place.words.end();
  if (!joined(reading, last)) {
    return place.kind == Place::Kind::none_of || (may_end && sentence_ends(reading, last));
  }
  const Word& next = reading.words[last + 1];
  if (holds(place, next)) return true;
  const bool wants_number =
      std::find(place.words.begin(), place.words.end(), "#") != place.words.end();
  return wants_number && next.number;
}

bool fits(const Reading& reading, std::size_t word, const Pattern& pattern) {
  std::size_t at = word;
  for (const Place& place : pattern.before) {
    if (place.kind == Place::Kind::edge) {
      if (!reading.words[at].first) return false;
      continue;
    }
    if (at == 0 || !joined(reading, at - 1) || reading.words[at - 1].aside) return false;
    if (!holds(place, reading.words[--at])) return false;
  }
  at = word;
  for (const Place& place : pattern.after) {
    if (!fits_after(reading, at, place)) return false;
    ++at;
  }
  return true;
}

std::string in_capitals_of(const Word& word, std::string_view instead) {
  if (word.all_capitals) return spelling::upper(instead);
  return word.capital ? spelling::with_first_upper(instead) : std::string(instead);
}

// Letters that are said as a vowel where "an" stands, as far as spelling shows it.
bool sounds_vowel(std::string_view word) {
  static constexpr std::string_view consonant_starts[] = {
      "eu", "ew", "one", "once", "uni", "use", "usu", "usa", "ut", "ur", "ub", "uk", "ou"};
  if (word.starts_with("hour") || word.starts_with("honest") || word.starts_with("honour")) {
    return true;
  }
  if (std::string_view("aeiou").find(word.front()) == std::string_view::npos) return false;
  return std::none_of(std::begin(consonant_starts), std::end(consonant_starts),
                      [&](std::string_view start) { return word.starts_with(start); });
}

// "a event", "an new"; only before a plain word in small letters.
std::string right_article(const Reading& reading, std::size_t at) {
  const Word& word = reading.words[at];
  if ((word.folded != "a" && word.folded != "an") || !joined(reading, at)) return {};
  if (word.capital && !word.first) return {};
  const Word& next = reading.words[at + 1];
  if (next.number || next.capital || next.quoted != word.quoted) return {};
  if (next.folded.size() < 3) return {};
  for (const char letter : next.text) {
    if (letter < 'a' || letter > 'z') return {};
  }
  if (word.folded == "a") {
    // "a" may be a letter: "option a and ...", "vitamin a is".
    static constexpr std::string_view small[] = {"and", "are", "also", "all", "any", "at", "is",
                                                 "onto", "into", "over", "under", "again", "after"};
    if (std::find(std::begin(small), std::end(small), next.folded) != std::end(small)) return {};
    return sounds_vowel(next.folded) ? "an" : "";
  }
  // "an historic" has its friends, and letters of the alphabet are said with a vowel.
  const bool plain = std::string_view("bcdfgjklmnpqrstvwz").find(next.folded.front()) !=
                     std::string_view::npos;
  const bool has_vowel = next.folded.find_first_of("aeiouy") != std::string_view::npos;
  return plain && has_vowel ? "a" : "";
}

}  // namespace

std::vector<Confused> find_confused(const Reading& reading) {
  std::vector<Confused> found;
  for (std::size_t i = 0; i < reading.words.size(); ++i) {
    const Word& word = reading.words[i];
    if (word.aside || word.number) continue;
    // A capital inside a sentence belongs to a name: "Creative Commons License".
    if (word.capital && !word.first && !word.all_capitals) continue;
    std::string instead = right_article(reading, i);
    if (instead.empty()) {
      const auto entry = table().find(word.folded);
      if (entry == table().end()) continue;
      const auto pattern =
          std::find_if(entry->second.begin(), entry->second.end(),
                       [&](const Pattern& each) { return fits(reading, i, each); });
      if (pattern == entry->second.end()) continue;
      instead = pattern->instead;
    }
    instead = in_capitals_of(word, instead);
    if (instead != word.text) found.push_back({i, std::move(instead)});
  }
  return found;
}

}  // namespace decorum::review
