// Trains the trunk (trunk.h) on many labelled sets at once: what `decorum train --signal trunk`
// does.
//
// Every set is a task of its own: which of its labels does this post have? All tasks share the
// words' vectors and the hidden layer, and only the latter two are kept; what the tasks have in
// common is what makes them useful to signals with few posts (Caruana, 1997). Stochastic gradient
// descent with AdaGrad's steps (Duchi, Hazan and Singer, 2011), words and units dropped by chance
// (Srivastava et al., 2014).
//
// One thread; the same input and seed give the same bytes on every machine, because nothing but
// IEEE additions, multiplications, divisions and roots in a fixed order decides them. About a
// minute and 600 bytes a post for 200,000 posts.
#pragma once

#include <cstdint>
#include <vector>

#include "base/result.h"
#include "signals/features.h"
#include "signals/labelled.h"
#include "signals/trunk.h"
#include "signals/word_vectors.h"

namespace decorum::signals {

inline constexpr std::size_t task_labels_max = 512;

// A word of the sets is known when it has a vector and occurs in at least two posts or is one of
// the first `common_words` vectors, or when it has none and occurs in at least five; the common
// vectors are known in any case.
struct TrunkSettings {
  std::uint64_t seed = 1;
  std::size_t epochs = 3;
  std::size_t common_words = 60'000;
};

base::Result<Trunk> fit_trunk(const Features& features, const std::vector<LabelledSet>& sets,
                              const WordVectors& vectors, const TrunkSettings& settings);

}  // namespace decorum::signals
