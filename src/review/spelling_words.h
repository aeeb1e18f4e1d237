// Which words of a reading may be misspelt, and which are left alone though no dictionary has them.
//
//   const Speller speller(dictionary, accepted);
//   const std::vector<bool> english = speller.english_sentences(reading);
//   if (english[word.sentence]) auto finding = speller.misspelt(reading, i, look_ups_left);
//
// Left alone: words aside, numbers, acronyms, names, words of other languages, compounds and
// prefixed words of known parts, possessives of known words, stretched words ("sooo"), and every
// word for which nothing near is known: a false alarm is as bad as a miss. Threads may share it.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "review/reading.h"
#include "spelling/dictionary.h"

namespace decorum::review {

struct Misspelt {
  std::vector<std::string> suggestions;  // best first
  bool sure = false;                     // one suggestion, and it is what was meant: "don't"
};

// The form of a word, or of the parts between its hyphens: "color-coded".
template <class Form>
std::optional<std::string> respelt(std::string_view text, const Form& form) {
  if (auto whole = form(text)) return whole;
  if (text.find('-') == std::string_view::npos) return std::nullopt;
  std::string out;
  bool changed = false;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('-', at), text.size());
    const std::string_view part = text.substr(at, end - at);
    const std::optional<std::string> other = form(part);
    changed = changed || other;
    out += other ? *other : std::string(part);
    if (end < text.size()) out += '-';
    at = end + 1;
  }
  if (!changed) return std::nullopt;
  return out;
}

class Speller {
 public:
  // `dictionary` outlives this. `accepted` holds words in small letters, without "'s".
  Speller(const spelling::Dictionary& dictionary, std::unordered_set<std::string> accepted)
      : dictionary_(dictionary), accepted_(std::move(accepted)) {}

  // For each sentence whether enough of its words are known that it is English.
  std::vector<bool> english_sentences(const Reading& reading) const;

  // Nothing when the word is right or left alone.
  // Looking for proposals takes about half a millisecond a word: no more are looked for when
  // `look_ups_left` is spent.
  std::optional<Misspelt> misspelt(const Reading& reading, std::size_t word,
                                   std::size_t& look_ups_left) const;

  // "colour-coded" for "color-coded"; nothing for what is British.
  std::optional<std::string> british_of(std::string_view text) const;

  // May the word be respelt, as "color" and "organize" are? Not names, what others said, acronyms.
  bool may_respell(const Reading& reading, std::size_t word) const;

  bool is_accepted(std::string_view folded) const;
  const spelling::Dictionary& dictionary() const { return dictionary_; }

 private:
  bool is_known(const Word& word) const;
  bool is_known_part(std::string_view part) const;
  bool looks_made_of_known(std::string_view folded) const;
  bool stands_in_foreign_run(const Reading& reading, std::size_t word) const;
  bool beside_stranger(const Reading& reading, std::size_t word) const;
  bool is_unknown_plain(const Word& word) const;
  std::optional<Misspelt> with_proposals(const Reading& reading, std::size_t word) const;

  const spelling::Dictionary& dictionary_;
  std::unordered_set<std::string> accepted_;
};

}  // namespace decorum::review
