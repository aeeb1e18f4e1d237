// A small trunk trained on the posts of learning_fixture.h, and the word vectors it starts from.
#pragma once

#include <string>

#include <fmt/format.h>

#include "signals/fit_trunk.h"
#include "signals/learning_fixture.h"

namespace decorum::signals {

// GloVe's text form: each word has a number of its own in one dimension, noise elsewhere.
inline std::string small_vectors_text() {
  std::string text;
  std::size_t word = 0;
  for (const char* name : {"win", "a", "free", "prize", "now", "money", "click", "here", "see",
                           "you", "at", "the", "meeting", "ten", "lunch", "not", "is"}) {
    text += name;
    for (std::size_t d = 0; d < word_vector_size; ++d) {
      text += d == word ? " 1" : fmt::format(" {:.2f}", 0.01 * static_cast<double>((d * 7) % 5));
    }
    text += '\n';
    ++word;
  }
  return text;
}

inline WordVectors small_vectors() {
  return *read_word_vectors({"small.txt", small_vectors_text()});
}

// As read back from a file, so that the checksum is there.
inline Trunk small_trunk(const Features& features, std::uint64_t seed = 1) {
  const auto trunk =
      fit_trunk(features, {small_set()}, small_vectors(), {.seed = seed, .epochs = 30});
  return *read_trunk(write_trunk(*trunk));
}

}  // namespace decorum::signals
