// What all linear models share (models/features.model): how much each hashed feature weighs, and
// the known words with their lexicon numbers.
//
// Payload: `feature_rows` bytes of idf codes, then the words: u32 count, and for each u8 length,
// the text, u8 n-grams (0 or 1), i16 valence, i16 emoji valence, i8 afinn, i8 booster, u16 marks.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "signals/hashing.h"
#include "signals/numbers.h"

namespace decorum::signals {

inline constexpr std::size_t known_words_max = 200'000;

// A code is the inverse document frequency, ln((1 + posts) / (1 + posts with it)) + 1, times 16.
// Codes keep a post's norm exact: it is the root of a sum of whole numbers.
inline constexpr float idf_step = 1.0F / 16.0F;

struct KnownWord {
  std::string text;  // as the tokeniser writes it
  bool ngrams = true;
  WordNumbers numbers;

  bool operator==(const KnownWord&) const = default;
};

struct Features {
  std::vector<std::uint8_t> idf;  // feature_rows codes, none 0
  std::vector<KnownWord> words;   // no text twice; the most frequent first
  std::string checksum;           // of the file; models name the one they were trained on
  std::string about;              // JSON object: posts counted, lexicons with licence and version
};

base::Result<Features> read_features(std::string_view bytes);
// `features.checksum` is not used; read the bytes back to have it.
std::string write_features(const Features& features);

// Whose lexicon numbers a token has; for training and evidence. The reader keeps its own table.
class WordIndex {
 public:
  explicit WordIndex(const Features& features);
  const WordNumbers& find(std::uint64_t hash) const;

 private:
  std::unordered_map<std::uint64_t, WordNumbers> numbers_;
  WordNumbers none_;
};

}  // namespace decorum::signals
