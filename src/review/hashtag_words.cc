#include "review/hashtag_words.h"

#include <algorithm>
#include <array>
#include <limits>

namespace decorum::review {
namespace {

constexpr std::size_t word_bytes_max = 20;
constexpr std::size_t tag_bytes_min = 6;
constexpr std::size_t long_word = 4;     // one of the words has this many letters
constexpr int rarity_max_long = 60;      // SCOWL's levels: 60 is what most people know
constexpr int rarity_max_short = 35;

// What is short and may stand between others.
constexpr std::array<std::string_view, 36> short_words = {
    "a",  "i",  "an", "as", "at", "be", "by",  "do",  "go",  "he",  "hr",  "if",
    "in", "is", "it", "me", "my", "no", "of",  "on",  "or",  "so",  "to",  "uk",
    "up", "us", "we", "and", "the", "for", "our", "nhs", "bbc", "you", "st",  "dr"};
constexpr std::array<std::string_view, 4> in_capitals = {"uk", "nhs", "bbc", "hr"};

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }
bool is_upper(char byte) { return byte >= 'A' && byte <= 'Z'; }

std::string title(std::string_view word) {
  std::string out(word);
  if (!out.empty() && out.front() >= 'a' && out.front() <= 'z') {
    out.front() = static_cast<char>(out.front() - 'a' + 'A');
  }
  return out;
}

constexpr int impossible = std::numeric_limits<int>::max() / 2;

// Less is better; `impossible` for what is no word.
int cost_of(std::string_view word, const spelling::Dictionary& dictionary) {
  constexpr int each = 40;
  if (std::ranges::find(short_words, word) != short_words.end()) return each + 20;
  if (word.size() < 3) return impossible;
  const int rarity = dictionary.rarity(word);
  if (dictionary.knows_as_ordinary(word) && rarity > 0) {
    const int most = word.size() < long_word ? rarity_max_short : rarity_max_long;
    if (rarity <= most) return each + rarity / 2 + (word.size() < long_word ? 15 : 0);
  }
  // A name: "london" in "londonmarathon".
  constexpr std::size_t name_min = 5;
  if (word.size() >= name_min && dictionary.knows(title(word))) return each + 40;
  // A possessive, which a hashtag has without its mark: "women's", "Patrick's".
  const std::string_view owner = word.substr(0, word.size() - 1);
  if (!word.ends_with('s') || owner.size() < name_min) return impossible;
  const int rarity_of_owner = dictionary.rarity(owner);
  const bool common = rarity_of_owner > 0 && rarity_of_owner <= rarity_max_long;
  if (common && dictionary.knows_as_ordinary(owner)) return each + 45;
  return dictionary.knows(title(owner)) ? each + 60 : impossible;
}

// The cheapest way to part the tag, from its end; empty when there is none.
std::vector<std::string> parted(std::string_view tag, const spelling::Dictionary& dictionary) {
  std::vector<int> cost(tag.size() + 1, impossible);
  std::vector<std::size_t> from(tag.size() + 1, 0);
  cost[0] = 0;
  for (std::size_t end = 1; end <= tag.size(); ++end) {
    const std::size_t least = end > word_bytes_max ? end - word_bytes_max : 0;
    for (std::size_t start = least; start < end; ++start) {
      if (cost[start] >= impossible) continue;
      const std::string_view piece = tag.substr(start, end - start);
      const bool digits = std::ranges::all_of(piece, is_digit);
      const int own = digits ? 1 : cost_of(piece, dictionary);
      if (own >= impossible || cost[start] + own >= cost[end]) continue;
      cost[end] = cost[start] + own;
      from[end] = start;
    }
  }
  std::vector<std::string> words;
  if (cost[tag.size()] >= impossible) return words;
  for (std::size_t end = tag.size(); end > 0; end = from[end]) {
    words.emplace_back(tag.substr(from[end], end - from[end]));
  }
  std::ranges::reverse(words);
  return words;
}

}  // namespace

std::vector<std::string> hashtag_words(std::string_view tag,
                                       const spelling::Dictionary& dictionary) {
  if (tag.size() < tag_bytes_min || tag.size() > hashtag_bytes_max) return {};
  std::string lower(tag);
  for (char& byte : lower) {
    if (is_upper(byte)) byte = static_cast<char>(byte - 'A' + 'a');
    const bool fine = (byte >= 'a' && byte <= 'z') || is_digit(byte);
    if (!fine) return {};
  }
  if (dictionary.knows(lower) || dictionary.knows(title(lower))) return {};
  std::vector<std::string> words = parted(lower, dictionary);
  const auto letters = std::ranges::count_if(words, [](const std::string& word) {
    return !is_digit(word.front());
  });
  const bool has_long = std::ranges::any_of(words, [](const std::string& word) {
    return word.size() >= long_word && !is_digit(word.front());
  });
  if (letters < 2 || !has_long) return {};
  return words;
}

std::string camel_case(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) {
    if (std::ranges::find(in_capitals, word) == in_capitals.end()) {
      out += title(word);
      continue;
    }
    for (const char byte : word) out += static_cast<char>(byte - 'a' + 'A');
  }
  return out;
}

}  // namespace decorum::review
