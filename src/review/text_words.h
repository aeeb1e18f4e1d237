// Parts of `read` (reading.h): words, the pieces of words, sentences.
#pragma once

#include <vector>

#include "base/utf8.h"
#include "review/reading.h"

namespace decorum::review {

// Fills words from text and folded, without their sentences and what is aside or quoted.
void find_words(Reading& reading);

// Fills sentences, and the sentences of words. `aside` holds no end of a sentence.
void find_sentences(Reading& reading, const std::vector<base::Span>& aside);

// Fills pieces from words.
void cut_pieces(Reading& reading);

}  // namespace decorum::review
