// A draft's text read once for all rules: words, sentences, entities, quotations, names.
//
//   Reading reading;
//   read(draft.text, {}, reading);            // keep it: its memory is used again
//   for (const Word& word : reading.words) ...
//
// Spans are UTF-8 bytes of the text. Linear in the text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/utf8.h"
#include "post/entities.h"
#include "signals/normalise.h"
#include "spelling/dictionary.h"

namespace decorum::review {

// A run of letters, marks and digits, with apostrophes and hyphens beside letters, and points or
// commas between digits inside: "don't", "well-kept", "COVID-19", "1,204", "3.5", "6.30pm".
struct Word {
  base::Span span;
  std::string_view text;    // of the draft
  std::string_view folded;  // of `Reading::folded`: lower case, quotes and hyphens as in ASCII
  std::uint32_t sentence = 0;
  bool first = false;          // of its sentence
  bool capital = false;        // begins with a capital letter
  bool all_capitals = false;   // two letters or more, all of them capitals but for an "'s"
  bool number = false;         // begins with a digit
  bool aside = false;          // inside an entity (URL, hashtag, ...), e-mail address or `code`
  bool quoted = false;         // inside quotation marks
};

struct Sentence {
  base::Span span;
  std::uint32_t first_word = 0, end_word = 0;
};

// Somebody or something that is named.
struct Name {
  enum class Kind : std::uint8_t { person, organisation, other };
  base::Span span;
  Kind kind = Kind::other;
  std::uint32_t first_word = 0, end_word = 0;  // equal for a mention
  bool mention = false;
};

// A word, or what stands between its hyphens, for matching phrases.
struct Piece {
  std::string_view folded;
  std::uint32_t word = 0;
  bool first = false, last = false;  // of its word
  std::uint64_t hash = 0;            // of `folded` without an "'s" (phrases.h)
  std::uint64_t head_hash = 0;       // of its first bytes
};

// Can be moved, not copied: words and entities are views.
struct Reading {
  Reading() = default;
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;
  Reading(Reading&&) = default;
  Reading& operator=(Reading&&) = default;
  ~Reading() = default;

  std::string_view text;
  signals::Folded folded;                 // the whole text
  std::vector<post::Entity> entities;
  std::vector<base::Span> emails, codes;  // `…` and ```…```
  std::vector<Word> words;
  std::vector<Piece> pieces;              // of the words, in their order
  std::vector<Sentence> sentences;
  // Between quotation marks, with them, or a line after ">" without it; the outer of two.
  std::vector<base::Span> quotations;
  std::vector<Name> names;

  // Words that overlap `span`: [first, second).
  std::pair<std::size_t, std::size_t> words_in(base::Span span) const;
  // The sentence that holds a byte; the last one when none does. Not for a text without sentences.
  const Sentence& sentence_at(std::uint32_t byte) const;
};

// `text` and `dictionary` (may be null: then more capitalised words count as names) must outlive
// the reading. Names known to the organisation are in `own_names`; they are organisations.
void read(std::string_view text, const spelling::Dictionary* dictionary,
          const std::vector<std::string>& own_names, Reading& out);

// Only words, pieces and sentences, as `read` finds them: for texts of a policy.
void read_words(std::string_view text, Reading& out);

}  // namespace decorum::review
