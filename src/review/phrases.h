// A list of words and phrases to look for in a reading.
//
//   Phrases phrases(std::vector<std::string>{"guarantee*", "number one", "no. 1"});
//   for (const PhraseHit& hit : phrases.find(reading)) ...
//
// A phrase is matched word by word, whatever blanks and signs stand between, case and typographic
// forms aside, never across sentences; "no win no fee", "no-win, no-fee" and "No win – no fee" are
// one. A hit begins and ends with whole words ("best" is not in "best-kept"), but for an "'s" at
// the end. A word that ends in "*" stands for all that begin so, "*" alone for any one word; "%"
// after a number has to be there. The longest phrase at a place wins and hits do not overlap.
//
// The time is that of the text and of what begins alike: texts are looked up by hashes of words.
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "review/reading.h"

namespace decorum::review {

struct PhraseHit {
  base::Span span;
  std::size_t phrase = 0;                      // index in the list
  std::uint32_t first_word = 0, end_word = 0;
};

// Of a folded word or a piece of one.
std::uint64_t hash_of_piece(std::string_view folded);
// Without an "'s" at its end.
std::string_view without_possessive(std::string_view folded);
// The start that words are looked up by when a phrase has a "*".
std::string_view head_of_piece(std::string_view folded);

class Phrases {
 public:
  Phrases() = default;
  explicit Phrases(const std::vector<std::string>& list);

  // Words that stand aside (URLs, hashtags, ...) are left out unless `aside`; those in quotation
  // marks count.
  std::vector<PhraseHit> find(const Reading& reading, bool aside = false) const;
  // The phrase that begins at a piece, the longest; nothing: none does.
  std::optional<PhraseHit> find_at(const Reading& reading, std::size_t piece,
                                   bool aside = false) const;
  bool empty() const { return entries_.empty(); }

 private:
  struct Part {
    std::string text;     // folded
    bool prefix = false;  // all that begin so
    bool percent = false;
  };
  struct Entry {
    std::vector<Part> parts;
    std::size_t phrase = 0;
  };
  using Index = std::unordered_map<std::uint64_t, std::vector<std::uint32_t>>;
  static constexpr std::size_t seen_bits = 4096;

  static std::vector<Part> parts_of(const std::string& phrase);
  void try_entry(const Entry& entry, const Reading& reading, std::size_t piece, bool aside,
                 std::optional<PhraseHit>& best, std::size_t& best_parts) const;

  std::vector<Entry> entries_;
  Index words_;                             // by the hash of the first word
  Index heads_;                             // whose first word has a "*": by the hash of its head
  std::vector<std::uint32_t> short_heads_;  // whose first word is too short for one
  std::bitset<seen_bits> seen_;             // hashes of both indexes, cut short
};

}  // namespace decorum::review
