// What one word of plain letters, digits and signs may be read as.
//
//   WordGuess guess(known, false, false);
//   guess.guess("1d10t", ends);        // letters: "idiot"
//   guess.guess("id*ot", ends);        // letters: "idiot"
//   guess.guess("stuuupid", ends);     // letters: "stupid"
//   guess.guess("YouAreSoDumb", ends);   // apart: ends 3, 6, 8, 12
//   guess.guess("gr8", ends);          // none: known as it is
//   guess.guess("plan3", ends);        // none: "plan" is a word and 3 its number
//
// Bounds: words of more than word_bytes_max bytes are only cut apart; a guess looks up at most some
// hundred words.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "signals/known_words.h"

namespace decorum::signals {

struct Guess {
  enum class Kind : std::uint8_t { none, letters, apart };
  Kind kind = Kind::none;
  std::string text;                // letters: what is read, in lower case
  std::vector<std::uint16_t> from; // for each byte of it, the byte of the word it stands for
};

class WordGuess {
 public:
  // In a text that is `disguised` for certain, weaker signs count: short words, and digits at the
  // ends of words only. In one that is mostly run `together`, so do two words in one.
  WordGuess(const KnownWords& known, bool disguised, bool together)
      : known_(known), disguised_(disguised), together_(together) {}

  // `ends` is filled when words were run together.
  Guess guess(std::string_view word, std::vector<std::size_t>& ends) const;

  // Does `lower` become known when runs of a letter are cut to two or one? Then it is what comes
  // out.
  bool unstretched(std::string& lower) const;

 private:
  Guess substituted(std::string_view lower, bool capitals) const;
  Guess masked(std::string_view lower) const;
  Guess shortened(std::string_view lower) const;
  bool apart(std::string_view word, std::string_view lower, std::vector<std::size_t>& ends) const;
  bool are_words(std::string_view lower, const std::vector<std::size_t>& ends) const;
  bool is_strong(std::string_view lower, std::string_view read, bool capitals) const;

  const KnownWords& known_;
  bool disguised_;
  bool together_;
};

}  // namespace decorum::signals
