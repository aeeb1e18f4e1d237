// The words the linear models know, for whoever asks whether a string is a word at all: unmask.
//
//   const KnownWords known(features);      // models/features.model, read
//   known.rarity("idiot");                 // 118: its idf code; 0 would be a word nobody knows
//   known.rarity("1d10t");                 // 0
//   known.is_rude("idiot");                // false: not among the words people star out
//
//   std::vector<std::size_t> ends;
//   cut_into_words("thankyousomuch", known, ends);   // true: 5, 8, 10, 14
//
// Words are as the tokeniser writes them: lower case, letter runs cut to two. Immutable after it is
// made; threads may share it. About half a megabyte for the shipped features.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "signals/features.h"
#include "signals/hash_places.h"

namespace decorum::signals {

class KnownWords {
 public:
  KnownWords() = default;  // knows none
  explicit KnownWords(const Features& features);

  // The code of the word's inverse document frequency (features.h), 1 to 255; 0 when not known.
  int rarity(std::string_view word) const { return find(word).rarity; }
  bool knows(std::string_view word) const { return rarity(word) != 0; }
  // On the list of profanity: what people mask letters of.
  bool is_rude(std::string_view word) const { return find(word).rude; }
  const std::vector<std::string>& rude_words() const { return rude_; }
  bool empty() const { return words_.empty(); }

 private:
  struct Word {
    std::uint8_t rarity = 0;
    bool rude = false;
  };

  Word find(std::string_view word) const;

  std::vector<Word> words_;  // as in the features file
  HashPlaces places_;        // of words_
  std::vector<std::string> rude_;
};

inline constexpr std::size_t cut_bytes_max = 512;

// Where the words end that `letters` (lower case, with inner "'") was run together from; the
// commonest words win, and some may be unknown. False, with `ends` empty, when it does not fall
// into common words, and for more than cut_bytes_max bytes.
bool cut_into_words(std::string_view letters, const KnownWords& known,
                    std::vector<std::size_t>& ends);

}  // namespace decorum::signals
