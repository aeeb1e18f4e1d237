// One reader for every signal's model: all heads are scored in a single pass over a post's tokens,
// from hashed features, lexicon numbers and the trunk's hidden units together.
//
// The models' weights are interleaved, so that one look-up of a hashed feature fetches the weights
// of all heads (one row of `lane_count` int8), and the features of every frequent word are summed
// into one cache line when the models are loaded (signals/weights.h).
//
//   auto reader = make_linear_reader(model_files);   // the contents of models/*.model
//   if (!reader) return report(reader.error());
//   tokenise(post.text, row);
//   (*reader)->read(post, row, parts, signals);
//
// Fills sentiment, irony, abuse, prejudice, aggression, spam, service, question, claim, emotion:
// those for which a model is given. A post without a single word, number or emoji leaves them
// unknown. The files must be one features model, at most one trunk, and at most one model a signal,
// trained on these. The reader holds no pointer into the files' bytes. `known`, when it is not
// null, becomes the words the models know.
#pragma once

#include <memory>
#include <span>
#include <string>

#include "base/result.h"
#include "signals/known_words.h"
#include "signals/read.h"
#include "signals/row.h"

namespace decorum::signals {

base::Result<std::unique_ptr<Reader>> make_linear_reader(
    std::span<const std::string> model_files, KnownWords* known = nullptr);

}  // namespace decorum::signals
