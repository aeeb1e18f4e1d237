// What every token of one text brings to every lane of the linear models: the exact contributions
// to the uncalibrated scores, found once a text and used for the evidence of every signal.
//
// A token's own features and its context features count for it, a pair counts half for each of its
// two. The lexicon numbers count by what changes when the token is taken out; they are looked at
// for the first lexicon_tokens_max tokens that can move them, in texts of at most
// lexicon_text_tokens_max tokens (taking out costs a pass over the rest of the text).
#pragma once

#include <cstddef>
#include <vector>

#include "signals/row.h"
#include "signals/weights.h"

namespace decorum::signals {

inline constexpr std::size_t lexicon_tokens_max = 32;
inline constexpr std::size_t lexicon_text_tokens_max = 256;

struct Parts {
  std::vector<Scores> tokens;  // by token of the row
  bool ready = false;          // whoever changes the row sets this to false

  std::vector<const WordNumbers*> numbers;  // working memory: what the lexicons say of each token
};

void fill_parts(const Weights& weights, const TokenRow& row, Parts& parts);

}  // namespace decorum::signals
