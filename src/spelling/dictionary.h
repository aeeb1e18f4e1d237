// Is a word spelt right, what may have been meant, and is it the British form?
//
//   auto dictionary = Dictionary::make(index_bytes);      // bytes made by spelling_index at build
//   dictionary->knows("organise");                        // true
//   dictionary->suggest("recieve");                       // {"receive", "relieve", ...}
//   dictionary->british_form("colour");                   // nothing: it is one
//   dictionary->british_form("color");                    // "colour"
//
// The index is made at build time from Debian's en_GB dictionary (hunspell-en-gb), every form its
// affix rules allow, SCOWL's levels of commonness, and our own data/spelling; it is read in place,
// without loading: the bytes must outlive the dictionary. A Dictionary is immutable; threads may
// share it.
//
// Words are UTF-8 without blanks, at most word_bytes_max bytes (longer ones are not known); an
// apostrophe may be ' or ’. Capitals: a lower-case entry is also right with a capital first letter
// or in capitals; a capitalised entry ("London") is right as it stands or in capitals. A word with
// hyphens is right when its parts are; so is an ordinal number ("21st").
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "spelling/index.h"

namespace decorum::spelling {

inline constexpr std::size_t suggestions_max = 5;

// A word that may have been meant, and how far off it is (spelling/near.h: about 1 for one common
// mistake, more for a rarer word).
struct Proposal {
  std::string text;
  double cost = 0;
};

class Dictionary {
 public:
  // An error when the bytes are not a whole index of this version.
  static base::Result<Dictionary> make(std::string_view index);

  bool knows(std::string_view word) const;

  // Likely meant, best first: near by edits (a swap, a missing or doubled letter and a neighbour on
  // the keyboard are nearer than others) or by sound, common words first. With the capitals of the
  // word. Bounded work; empty when nothing is near.
  std::vector<std::string> suggest(std::string_view word) const;
  std::vector<Proposal> propose(std::string_view word) const;  // the same, with the costs

  // The British form of a word that is spelt the American way only ("color", "traveling",
  // "organized" is not one: -ize is British too).
  std::optional<std::string> british_form(std::string_view word) const;

  // "organize" -> "organise" and back, where both are in use ("advertise", "size" have none).
  std::optional<std::string> ise_form(std::string_view word) const;
  std::optional<std::string> ize_form(std::string_view word) const;

  // 10 (commonest) to 95 as SCOWL has it, 0 when it does not know the word.
  int rarity(std::string_view word) const;

  // Does it stand in the dictionary in lower case (an ordinary word), or only as a name?
  bool knows_as_ordinary(std::string_view word) const;

 private:
  explicit Dictionary(Index index) : index_(index) {}

  std::optional<std::string> other_form(std::string_view word, std::string_view from,
                                        std::string_view to, std::uint8_t own_mark,
                                        std::uint8_t other_mark) const;

  Index index_;
};

}  // namespace decorum::spelling
