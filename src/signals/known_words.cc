#include "signals/known_words.h"

#include <algorithm>
#include <array>
#include <limits>

namespace decorum::signals {
namespace {

// What a cut may cost, in idf codes (sixteenths of a nat): each word brings its rarity and
// word_cost. Ordinary English comes to 20 a letter, letters in any order to twice that.
constexpr int word_cost = 16;
constexpr int letter_cost_max = 33;
constexpr int short_rarity_max = 120;  // of a word of two letters: about one post in 600
constexpr std::size_t word_letters_max = 20;
// A name in between costs as much as a rare word, and more the longer it is.
constexpr int unknown_cost = 150;
constexpr int unknown_letter_cost = 30;

int cost_of(std::string_view word, const KnownWords& known) {
  if (word.size() == 1 && word != "a" && word != "i" && word != "u") return 0;
  const int rarity = known.rarity(word);
  if (rarity == 0 || (word.size() == 2 && rarity > short_rarity_max)) return 0;
  return rarity + word_cost;
}

}  // namespace

KnownWords::KnownWords(const Features& features) : places_(features.words.size()) {
  for (const KnownWord& word : features.words) {
    const std::uint64_t hash = hash_token(word.text);
    const bool rude = (word.numbers.marks & word_mark::profanity) != 0;
    places_.add(hash, static_cast<std::uint32_t>(words_.size()));
    word_rows({}, hash, false,
              [&](std::uint32_t row) { words_.push_back({features.idf[row], rude}); });
    if (rude) rude_.push_back(word.text);
  }
}

KnownWords::Word KnownWords::find(std::string_view word) const {
  if (word.empty()) return {};
  const std::uint32_t found = places_.find(hash_token(word));
  return found == HashPlaces::none ? Word{} : words_[found];
}

bool cut_into_words(std::string_view letters, const KnownWords& known,
                    std::vector<std::size_t>& ends) {
  ends.clear();
  if (letters.empty() || letters.size() > cut_bytes_max) return false;
  std::array<int, cut_bytes_max + 1> cost;
  std::array<std::size_t, cut_bytes_max + 1> from;
  cost[0] = 0;
  for (std::size_t to = 1; to <= letters.size(); ++to) {
    cost[to] = std::numeric_limits<int>::max();
    for (std::size_t size = 1; size <= std::min(to, word_letters_max); ++size) {
      int word = cost_of(letters.substr(to - size, size), known);
      if (word == 0) word = unknown_cost + unknown_letter_cost * static_cast<int>(size);
      if (cost[to - size] + word >= cost[to]) continue;
      cost[to] = cost[to - size] + word;
      from[to] = to - size;
    }
  }
  if (cost[letters.size()] > letter_cost_max * static_cast<int>(letters.size())) return false;
  for (std::size_t at = letters.size(); at > 0; at = from[at]) ends.push_back(at);
  std::reverse(ends.begin(), ends.end());
  return true;
}

}  // namespace decorum::signals
