// The lexicon numbers of a text: what word lists and plain counts say, as a short dense vector that
// stands beside the hashed features in every linear model.
//
//   NumberCounter counter;
//   for (const Token& t : row.tokens) counter.add(t, row.text_of(t), numbers_of(t));
//   const Numbers numbers = counter.finish();
//
// Valence counting follows VADER (Hutto and Gilbert, ICWSM 2014): boosters before a word, capitals,
// negation and "but" change what the word counts.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "signals/row.h"

namespace decorum::signals {

inline constexpr std::size_t number_count = 40;
using Numbers = std::array<float, number_count>;

namespace word_mark {
inline constexpr std::uint16_t profanity = 1;
inline constexpr std::uint16_t identity = 2;
inline constexpr std::uint16_t contrast = 4;
inline constexpr std::uint16_t second_person = 8;
inline constexpr std::uint16_t first_person = 16;
inline constexpr std::uint16_t asking = 32;
}  // namespace word_mark

// What the lexicons say of one word.
struct WordNumbers {
  std::int16_t valence = 0;        // VADER, hundredths, -400..400
  std::int16_t emoji_valence = 0;  // hundredths
  std::int8_t afinn = 0;           // -5..5
  std::int8_t booster = 0;         // hundredths
  std::uint16_t marks = 0;

  bool operator==(const WordNumbers&) const = default;
};

class NumberCounter {
 public:
  // `text` is the token's own text.
  void add(const Token& token, std::string_view text, const WordNumbers& numbers);
  Numbers finish() const;

 private:
  void add_valence(const Token& token, const WordNumbers& numbers);
  void add_counts(const Token& token, std::string_view text, const WordNumbers& numbers);

  float positive_ = 0, negative_ = 0;      // summed valence
  float highest_ = 0, lowest_ = 0, last_ = 0;
  float afinn_positive_ = 0, afinn_negative_ = 0;
  float emoji_positive_ = 0, emoji_negative_ = 0;
  float booster_ = 0;  // of the token before
  bool contrast_ = false;
  bool sentence_start_ = true;
  float words_ = 0, exclamations_ = 0, questions_ = 0, capitals_ = 0;
  float lengthened_ = 0, links_ = 0, handles_ = 0, hashtags_ = 0, emoji_ = 0;
  float profanity_ = 0, identity_ = 0, figures_ = 0, negated_ = 0, money_ = 0, percent_ = 0;
  float second_person_ = 0, first_person_ = 0, asking_starts_ = 0, first_asks_ = 0;
  bool ends_asking_ = false;
};

}  // namespace decorum::signals
