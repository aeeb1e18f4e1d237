// Small questions about a reading that several kinds of check ask.
//
// Words are named by their index in Reading::words; ranges are half-open. Nothing here keeps
// anything; each call looks at one sentence at most, or as far as it says.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "review/kind.h"
#include "review/phrases.h"
#include "review/reading.h"

namespace decorum::review {

// The bytes of some words, at least one.
base::Span span_of(const Reading& reading, std::size_t first, std::size_t end);

// What stands between a word and the one before it, or the text's beginning.
std::string_view gap_before(const Reading& reading, std::size_t word);
// What stands behind a word, up to the next one or the text's end.
std::string_view gap_after(const Reading& reading, std::size_t word);

bool one_of(std::string_view word, std::initializer_list<std::string_view> words);

// Does the word stand in its sentence, `reach` words back at most from `word`, not counting it?
bool any_before(const Reading& reading, std::size_t word, std::size_t reach,
                std::initializer_list<std::string_view> words);
bool any_after(const Reading& reading, std::size_t word, std::size_t reach,
               std::initializer_list<std::string_view> words);

// Is there a hit that begins in these words? The hits are in their order, as Phrases gives them.
bool any_in(const std::vector<PhraseHit>& hits, std::size_t first, std::size_t end);

// Does the sentence end with a question mark?
bool asks(const Reading& reading, std::size_t sentence);

// "not", "never", "isn't", "no" ... up to `reach` words before, in the same sentence.
bool denied_before(const Reading& reading, std::size_t word, std::size_t reach);

// The value of "1,204", "3.5", "2.3bn" (2.3), "seven", "dozen"; nothing for other words.
std::optional<double> number_of(const Word& word);

// Does it stand near a quotation who said it: "says", "told", "according to", a dash and a name, a
// name before a colon, a mention? Looked for in its sentences and the two beside them.
bool is_attributed(const Reading& reading, base::Span quotation);
// Is the word inside a quotation that is attributed?
bool in_attributed_quotation(const Reading& reading, std::size_t word);

// The "a" or "an" before words that end a noun phrase ("is an idiot", not "an idiot plan"), else
// `first`.
std::size_t with_article(const Reading& reading, std::size_t first, std::size_t end);
// The word after the object whose possessive begins at `end` or ends before it ("stole" +
// "his students' research", "doctored the" + "accounts"); `end` when there is none. It is four
// words long at most.
std::size_t with_object(const Reading& reading, std::size_t end);

// Is there a link in one of the sentences [first, end)?
bool link_in(const Reading& reading, std::size_t first, std::size_t end);

// The name that begins at or holds a word; null when none does.
const Name* name_at(const Reading& reading, std::size_t word);

// Names of our own organisation: as a text's words, for comparing.
std::vector<std::string> own_names_of(const policy::Policy& policy);
bool is_own(const Reading& reading, const Name& name, const std::vector<std::string>& own);

}  // namespace decorum::review
