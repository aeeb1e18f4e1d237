// What every token of one text brings to the scores of the models: found once a text and used for
// the evidence of every signal.
//
// A token's own features and its context features count for it, a pair counts half for each of its
// two: exact contributions to the uncalibrated scores. The lexicon numbers count by what changes
// when the token is taken out; they are looked at for the first lexicon_tokens_max tokens that can move them, in texts of at most
// lexicon_text_tokens_max tokens (taking out costs a pass over the rest of the text).
#pragma once

#include <cstddef>
#include <vector>

#include "signals/row.h"
#include "signals/weights.h"

namespace decorum::signals {

inline constexpr std::size_t lexicon_tokens_max = 32;
inline constexpr std::size_t lexicon_text_tokens_max = 256;

// By how much a lexicon number would fall without a token.
struct NumberChange {
  std::size_t token = 0;
  std::size_t number = 0;
  float by = 0;
};

struct Parts {
  std::vector<NumberChange> changes;  // by token, then by number
  Sums sums;                          // of the text
  bool summed = false;                // whoever changes the row sets both to false
  bool ready = false;

  std::vector<float> weights;  // working memory: what each token adds to a signal
};

// `parts.sums` are taken as they are when they are there.
void fill_parts(const Weights& weights, const TokenRow& row, Parts& parts);

// What each token adds to the sum of gradient[lane] * score of the lane. `parts` is filled.
void token_weights(const Weights& weights, const TokenRow& row, const Parts& parts,
                   const Scores& gradient, std::vector<float>& out);

}  // namespace decorum::signals
