// The lexicon numbers of a text: what word lists and plain counts say, as a short dense vector that
// stands beside the hashed features in every linear model.
//
//   NumberCounter counter;
//   for (const Token& t : row.tokens) counter.add(t, row.text_of(t), numbers_of(t));
//   const Numbers numbers = counter.finish();
//
// Valence counting follows VADER (Hutto and Gilbert, ICWSM 2014): boosters before a word, capitals,
// negation and "but" change what the word counts.
//
// The last numbers say who is attacked and in which frame, which pairs of neighbours cannot see:
// "X are vermin" against "X are not vermin", "he said 'X are vermin'", "calling X vermin is wrong"
// and "I am an X". Their words are in data/lexicons/attack.tsv.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "signals/row.h"

namespace decorum::signals {

inline constexpr std::size_t number_count = 53;
using Numbers = std::array<float, number_count>;

namespace word_mark {
inline constexpr std::uint16_t profanity = 1;
inline constexpr std::uint16_t identity = 2;
inline constexpr std::uint16_t contrast = 4;
inline constexpr std::uint16_t second_person = 8;
inline constexpr std::uint16_t first_person = 16;
inline constexpr std::uint16_t asking = 32;
inline constexpr std::uint16_t slur = 64;            // names a group and attacks it
inline constexpr std::uint16_t vile = 128;           // makes people less: "vermin", "filthy"
inline constexpr std::uint16_t harm = 256;           // what a threat does: "shoot"
inline constexpr std::uint16_t condemn = 512;        // said of prejudice: "wrong", "racist"
inline constexpr std::uint16_t report = 1024;        // brings in what others say: "calling"
inline constexpr std::uint16_t obliging = 2048;      // "should", "gonna", "hope"
inline constexpr std::uint16_t third_person = 4096;  // points back at a group: "they"
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

// Attacks on groups and what stands around them. Distances are in words, and but for that to the
// last group they end with the sentence; "they" is a group named before. A word inside quotation
// marks attacks nobody.
class AttackCounter {
 public:
  static constexpr std::size_t count = 13;

  void add(const Token& token, std::string_view text, const WordNumbers& numbers);
  std::array<float, count> finish() const;

 private:
  using Place = std::int32_t;
  static constexpr Place nowhere = -1000;

  void add_mark(const Token& token, std::string_view text);
  void add_group(bool denied);
  void add_blow(bool harm, bool denied);
  void add_frame(std::string_view text, std::uint16_t marks, bool denied);
  void add_plain(const Token& token);
  bool within(Place place, Place words) const { return word_ - place <= words; }

  Place word_ = 0;
  Place sentence_ = 0;  // the word before its first
  // Where the last one stands.
  Place group_ = nowhere, bad_ = nowhere, harm_ = nowhere, obliging_ = nowhere;
  Place report_ = nowhere, writer_ = nowhere, self_ = nowhere, mine_ = nowhere;
  Place negated_ = nowhere, suffering_ = nowhere;
  bool harm_obliged_ = false, harm_suffered_ = false, denied_in_sentence_ = false;
  bool group_named_ = false;  // anywhere before
  bool own_group_ = false;    // the last one is the writer's
  bool quoted_ = false, single_quoted_ = false;
  bool in_single_quotes_ = false;
  std::uint32_t last_end_ = UINT32_MAX;  // a text begins as after a space
  // What the post holds, in the order of the numbers.
  struct Seen {
    bool attack = false;     // a group and a bad word
    bool harm = false;       // a group and a harm
    bool demand = false;     // a group and what should be done to it
    bool victim = false;     // a group and what was done to it
    bool denied = false;     // an attack taken back: "X are not vermin"
    bool quoted = false;     // any of it inside quotation marks
    bool reported = false;   // any of it after "calling", "he said"
    bool condemned = false;  // "wrong", "racist"
    bool own = false;        // the writer's own group: "I am an X", "my X friend"
    bool slur = false;
    bool blow = false;  // a bad word or a harm anywhere
  };
  Seen seen_;
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
  AttackCounter attack_;
};

}  // namespace decorum::signals
