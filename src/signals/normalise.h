// Text folded for matching, with the way back to the bytes it came from.
//
// People hide words: with capitals, look-alike letters, zero-width characters, digits for letters,
// spaces between letters, or by stretching them. `fold` undoes what never changes a word (case,
// compatibility forms, invisible characters, typographic quotes and dashes); signals/loosen.h then
// guesses what the rest may stand for.
//
//   Folded folded;                   // keep it: its memory is used again
//   fold("You ＩＤＩ0Т", folded);    // "you idi0т"
//   folded.place(4, 9);              // the bytes of the original behind "idi0т"
//
// Bound: a folded text has at most six bytes for each byte of its source plus six. It is valid
// UTF-8 whatever comes in, and a place always begins and ends between code points of the source
// (when that is valid UTF-8). Nothing here throws, beyond running out of memory.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.h"

namespace decorum::signals {

// What one pass over the text has seen; the cheap tests before dearer work.
struct Traits {
  bool ascii = true;     // the source was ASCII
  bool digit = false;    // a digit is left after folding
  bool at_sign = false;  // an "@" with a letter or digit before it
  bool hidden = false;   // loosen may find another reading

  bool operator==(const Traits&) const = default;
};

struct Folded {
  std::string text;
  // For each byte of text, and one past the end, the offset in the source. Empty when each byte
  // of text stands at its own place.
  std::vector<std::uint32_t> origin;
  Traits traits;

  // The source bytes behind text[from, to), from < to.
  base::Span place(std::size_t from, std::size_t to) const;
};

// Case folded, NFKC (without the very long decompositions), invisible characters dropped, every run
// of white space and control characters one space, quotes and dashes as in ASCII.
void fold(std::string_view source, Folded& out);

// Does the code point carry a word on, in a script that puts spaces between words? Letters, digits,
// marks and "_" do; Chinese, Japanese, Thai and the like do not, as every place is a word's edge.
bool joins_words(char32_t code);

// The code point that ends before byte `at` of valid UTF-8, at > 0.
char32_t code_point_before(std::string_view text, std::size_t at);

}  // namespace decorum::signals
