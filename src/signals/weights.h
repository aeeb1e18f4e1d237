// All linear models laid out for one pass over a post.
//
// Two tables. The row table has one row a hashed feature: an int8 weight for every head of every
// model, and in the last lane the feature's idf code, so that one cache miss fetches all there is.
// The word table has one cache line a known word: the sum of its own row and of its character
// n-grams' rows (exact in int16), the squared idf codes, and the word's lexicon numbers. A known
// word therefore costs one miss instead of about twenty; an unknown one is summed on the spot and
// gives the same result to the bit.
//
// Beside them stand the trunk's hidden units (hidden.h), with a weight for every head.
//
//   Sums sums;
//   weights.sum(row, sums);
//   weights.scores(sums, scores);   // by lane, before calibration
//
// Immutable after make; safe to share between threads.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/result.h"
#include "signals/features.h"
#include "signals/hash_places.h"
#include "signals/hidden.h"
#include "signals/model.h"

namespace decorum::signals {

// Fifteen heads and the idf code in sixteen bytes. More heads need a wider row: raise this to 32.
inline constexpr std::size_t lane_count = 16;
inline constexpr std::size_t head_lanes = lane_count - 1;

using Lanes = std::array<std::int32_t, lane_count>;
using Scores = std::array<float, lane_count>;

using WordLanes = std::array<std::int16_t, lane_count>;

// What one token brought: its word features summed, and its context features in `Sums::rows`.
struct TokenSums {
  const WordLanes* lanes = nullptr;      // of the table, or of `Sums::unknown`
  const WordNumbers* numbers = nullptr;  // what the lexicons say of it
  std::uint32_t rows_begin = 0;
  std::uint32_t rows_end = 0;
};

// Its memory is used again from text to text.
struct Sums {
  Lanes lanes{};                  // whole numbers, before scale and norm
  std::uint64_t norm_square = 0;  // of the idf codes
  Numbers numbers{};
  HiddenTrace trace;     // of the trunk; nought without one
  bool content = false;  // at least one word, number or emoji

  std::vector<TokenSums> tokens;     // by token of the row
  std::vector<std::uint32_t> rows;   // context features; a token's first is its pair with the one
                                     // before it
  std::vector<WordLanes> unknown;    // of words the table does not know
};

class Weights {
 public:
  // The models' classes take the lanes in order. More classes than lanes is an error, and so is a
  // model that was trained on other features, or on a trunk that is not `trunk` (null: none).
  static base::Result<Weights> make(const Features& features, const Trunk* trunk,
                                    std::span<const Model> models);

  void sum(const TokenRow& row, Sums& out) const;
  void scores(const Sums& sums, Scores& out) const;

  // For evidence: adds `factor` times what each token's features brought to the lane's score, a pair
  // half to each of its two. `sums` are of the text.
  void add_parts(const Sums& sums, std::size_t lane, float factor, std::vector<float>& parts) const;
  const Scores& number_weights(std::size_t number) const { return number_weights_[number]; }
  const HiddenLayer* hidden_layer() const { return hidden_ ? &*hidden_ : nullptr; }
  const Hidden& hidden_weights(std::size_t lane) const { return lane_hidden_weights_[lane]; }

 private:
  struct alignas(lane_count) Row {
    std::array<std::int8_t, lane_count> lanes{};
  };
  struct alignas(64) Word {
    WordLanes lanes{};
    std::uint32_t norm_square = 0;
    WordNumbers numbers;
  };
  static_assert(sizeof(Word) == 64);

  void fill_rows(const Features& features, std::span<const Model> models);
  void fill_words(const Features& features);
  std::uint32_t sum_unknown(const TokenRow& row, const Token& token, WordLanes& lanes) const;

  std::vector<Row> rows_;
  std::vector<Word> words_;  // as in the features file: the most frequent first
  HashPlaces places_;        // of words_
  std::array<Scores, number_count> number_weights_{};
  std::array<Scores, hidden_count> hidden_weights_{};
  std::array<Hidden, lane_count> lane_hidden_weights_{};  // the same, turned
  std::optional<HiddenLayer> hidden_;
  Scores scale_{};
  Scores bias_{};
};

}  // namespace decorum::signals
