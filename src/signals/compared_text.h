// A text as it is compared with others, to find the same text with small edits (near_duplicates.h).
//
//   ComparedText a, b;                                 // keep them: their memory is used again
//   compare_as("The course starts in May: https://a.example @jo", a);
//   a.letters;                                         // "the course starts in may"
//   compare_as("THE course starts in June!!", b);
//   Trigrams of_a;
//   of_a.set(a.letters);
//   of_a.similarity(b.letters);                        // 0..1; here 0.85
//
// Case, accents, letters that look alike or are stretched, digits for letters, signs, emoji,
// blanks, links and handles do not count: they are what is changed so that a copy looks like
// another text.
// A letter or digit of any script is one byte here, so that a text of Greek or Chinese is compared
// by its characters as well; about one pair of rare letters in a hundred falls together.
//
// Similar is Dice's coefficient of the runs of three characters: twice what both have, by what each
// has. It knows no order beyond three characters, so that swapped clauses stay alike; a changed
// word of five letters costs eight of a hundred. A text that was cut off ("..." at its end, after
// six words and thirty letters) is also compared with the start of a longer one.
//
// Bound: the first letters_max characters of what is left of a text. Pure; nothing throws, beyond
// running out of memory.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "signals/normalise.h"

namespace decorum::signals {

inline constexpr std::size_t letters_max = 1000;

// Two neighbouring words: what texts are looked up by. Texts that share many tend to share those
// that rank first, whatever else they hold (bottom-k sampling, Cohen and Kaplan 2007).
struct WordPair {
  std::uint32_t key = 0;
  std::uint32_t rank = 0;

  auto operator<=>(const WordPair&) const = default;
};

struct ComparedText {
  std::string letters;          // words with one blank between them, one byte a character
  std::size_t words = 0;
  bool cut = false;             // it ends in an ellipsis, but for links
  std::vector<WordPair> pairs;  // by rank, each once; of a single word, the word itself

  // Too short to be like another: it is the same or it is not.
  bool is_short() const;

  Folded folded;                  // memory that is used again
  std::array<Folded, 2> readings;
};

void compare_as(std::string_view text, ComparedText& out);

// The runs of three characters of one text, to be compared with many.
class Trigrams {
 public:
  Trigrams();

  void set(std::string_view letters);

  // 0 when one of both has fewer than three characters. `other` has at most letters_max.
  double similarity(std::string_view other);
  // No text of so many characters is more similar: to be asked before.
  double similarity_max(std::size_t characters) const;
  // Of the shorter one and as much of the start of the longer.
  double similarity_of_start(std::string_view other);

 private:
  struct Slot {
    std::uint32_t key = 0;  // 0: free
    std::uint16_t count = 0;
    std::uint16_t used = 0;   // by the text of `round`
    std::uint32_t round = 0;
  };

  Slot& slot_of(std::uint32_t key);
  void fill(std::string_view letters);
  double dice(std::string_view other);

  std::string letters_;
  std::size_t filled_ = 0;  // characters that the slots hold, of the start of letters_
  std::uint32_t round_ = 0;
  std::vector<Slot> slots_;
};

}  // namespace decorum::signals
