// Word vectors trained elsewhere, as the trunk starts from them: the plain text form of GloVe
// (Pennington, Socher and Manning, EMNLP 2014), a word and its numbers on a line, the most frequent
// word first.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "signals/labelled.h"

namespace decorum::signals {

inline constexpr std::size_t word_vector_size = 100;
inline constexpr std::size_t word_vectors_max = 1'000'000;

struct WordVectors {
  std::vector<std::string> words;
  std::vector<float> numbers;  // word_vector_size a word; mean 0, deviation 1 over all of them
  std::unordered_map<std::string, std::size_t> index;

  // Adds the vector of a token as the tokeniser writes it; false, with nothing added, when there is
  // none. "#word" is looked up as "word", "can't" as the mean of "ca" and "not", "we're" as that of
  // "we" and "are".
  bool find(std::string_view token, float* out) const;
};

// A line with another count of numbers, a number that is none, or a word twice is an error with
// FILE:LINE.
base::Result<WordVectors> read_word_vectors(const NamedBytes& file);

}  // namespace decorum::signals
