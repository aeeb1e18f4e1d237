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
#include <vector>

#include "base/utf8.h"
#include "post/entities.h"
#include "signals/normalise.h"
#include "spelling/dictionary.h"

namespace decorum::review {

// A run of letters, marks and digits, with apostrophes, hyphens between letters, and points or
// commas between digits inside: "don't", "well-kept", "1,204", "3.5".
struct Word {
  base::Span span;
  std::string_view text;    // of the draft
  std::string_view folded;  // of `store`: lower case, compatibility forms and quotes made plain
  std::uint32_t sentence = 0;
  bool first = false;          // of its sentence
  bool capital = false;        // begins with a capital letter
  bool all_capitals = false;   // two letters or more, all of them capitals
  bool number = false;         // begins with a digit
  bool aside = false;          // inside a URL, mention, hashtag, cashtag, e-mail address or `code`
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

struct Reading {
  std::string_view text;
  signals::Folded folded;                 // the whole text
  std::vector<post::Entity> entities;
  std::vector<base::Span> emails, codes;  // `…` and ```…```
  std::vector<Word> words;
  std::vector<Sentence> sentences;
  std::vector<base::Span> quotations;     // between quotation marks, or a line after ">"
  std::vector<Name> names;
  std::string store;                      // what Word::folded points into

  // Words that overlap `span`: [first, second).
  std::pair<std::size_t, std::size_t> words_in(base::Span span) const;
  // The sentence that holds a byte; the last one when none does. Not for a text without sentences.
  const Sentence& sentence_at(std::uint32_t byte) const;
};

// `text` and `dictionary` (may be null: then more capitalised words count as names) must outlive
// the reading. Names known to the organisation are in `own_names`; they are organisations.
void read(std::string_view text, const spelling::Dictionary* dictionary,
          const std::vector<std::string>& own_names, Reading& out);

}  // namespace decorum::review
