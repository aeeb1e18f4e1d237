// Makes models/features.model: counts how common every hashed feature is in a collection of posts,
// and puts the lexicons and the most frequent words together.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "signals/features.h"
#include "signals/labelled.h"

namespace decorum::signals {

inline constexpr std::size_t frequent_words_max = 24'000;
inline constexpr std::uint32_t frequent_word_posts_min = 4;

// `lexicons` are the files of data/lexicons, known by their names: vader.tsv, afinn.tsv,
// emoji.tsv, modifiers.tsv, profanity.txt, identity.txt, attack.tsv. All seven are needed. An entry
// that is not one token (a phrase) is passed over.
base::Result<Features> count_features(const std::vector<LabelledSet>& sets,
                                      const std::vector<NamedBytes>& lexicons);

}  // namespace decorum::signals
