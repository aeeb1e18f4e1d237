// What the trunk learns from: labelled sets as tasks over known words (fit_trunk.h).
#pragma once

#include <cstdint>
#include <vector>

#include "base/result.h"
#include "signals/features.h"
#include "signals/fit_trunk.h"
#include "signals/labelled.h"
#include "signals/word_vectors.h"

namespace decorum::signals {

struct TrunkPost {
  std::vector<std::int32_t> words;  // by token; -1: unknown
  Numbers numbers{};
  std::size_t task = 0;
  std::vector<std::uint16_t> labels;  // of the task, at least one; they share the post
  float weight = 1;
};

struct TrunkTasks {
  std::vector<std::uint64_t> hashes;  // of the known words
  std::vector<float> vectors;         // word_vector_size a known word, to begin with
  std::vector<std::size_t> labels;    // by task: how many it tells apart
  std::vector<TrunkPost> posts;

  float* vector(std::int32_t word) {
    return &vectors[static_cast<std::size_t>(word) * word_vector_size];
  }
};

// Within a task rarer labels count more, and smaller tasks more than their size, each by a power of
// how rare they are. A post without a label has the label "none". A known word without a vector
// begins with twice the mean of the vectors of the posts it stands in.
base::Result<TrunkTasks> trunk_tasks(const Features& features, const std::vector<LabelledSet>& sets,
                                     const WordVectors& vectors, const TrunkSettings& settings);

}  // namespace decorum::signals
