#include "signals/weights.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include <fmt/format.h>

namespace decorum::signals {
namespace {

constexpr std::size_t block_tokens = 64;
// A token has at most four context features, and the text one more: their int16 sum cannot overflow
// within a block. Nor can an unknown word's: it has at most three n-grams a code point, and itself.
static_assert((4 * block_tokens + 1) * 127 < 32768);
constexpr std::size_t word_rows_max = 3 * ngram_word_max + 1;
static_assert(word_rows_max * 127 < 32768);

constexpr std::size_t idf_lane = lane_count - 1;

using Block = std::array<std::int16_t, lane_count>;

template <class Sum, class Part>
void add(Sum& sum, const Part& part) {
  for (std::size_t k = 0; k < lane_count; ++k) {
    sum[k] = static_cast<typename Sum::value_type>(sum[k] + part[k]);
  }
}

// Four floats that are added and multiplied side by side; both compilers know it.
using Quad = float __attribute__((vector_size(16)));
constexpr std::size_t quads = lane_count / 4;

// out[k] += the sum over j of factors[j] * weights[j][k]. About half of the factors are nought:
// they are left out by a list, as a branch for each would be guessed wrong every other time.
// Written out in fours: left to themselves the compilers go lane by lane, at six times the cost.
template <std::size_t count>
void add_products(const std::array<float, count>& factors,
                  const std::array<Scores, count>& weights, Scores& out) {
  std::array<std::uint8_t, count> listed;
  static_assert(count <= 256);
  std::size_t length = 0;
  for (std::size_t j = 0; j < count; ++j) {
    listed[length] = static_cast<std::uint8_t>(j);
    length += factors[j] != 0.0F ? 1U : 0U;
  }
  std::array<Quad, quads> sums;
  std::memcpy(sums.data(), out.data(), sizeof sums);
  for (std::size_t at = 0; at < length; ++at) {
    const std::size_t j = listed[at];
    const Quad factor = {factors[j], factors[j], factors[j], factors[j]};
    std::array<Quad, quads> row;
    std::memcpy(row.data(), weights[j].data(), sizeof row);
    for (std::size_t i = 0; i < quads; ++i) sums[i] += factor * row[i];
  }
  std::memcpy(out.data(), sums.data(), sizeof sums);
}

std::uint32_t squared(std::int8_t code) {
  const auto value = std::uint32_t{static_cast<std::uint8_t>(code)};
  return value * value;
}

}  // namespace

base::Result<Weights> Weights::make(const Features& features, const Trunk* trunk,
                                    std::span<const Model> models) {
  if (trunk != nullptr && trunk->features != features.checksum) {
    return base::fail(fmt::format("the trunk was trained on other features ({}, not {})",
                                  trunk->features, features.checksum));
  }
  std::size_t lanes = 0;
  for (const Model& model : models) {
    if (model.features != features.checksum) {
      return base::fail(fmt::format("the {} model was trained on other features ({}, not {})",
                                    model.signal, model.features, features.checksum));
    }
    if (!model.trunk.empty() && (trunk == nullptr || model.trunk != trunk->checksum)) {
      return base::fail(fmt::format("the {} model was trained on another trunk ({}, not {})",
                                    model.signal, model.trunk,
                                    trunk == nullptr ? "none" : trunk->checksum));
    }
    lanes += model.classes.size();
  }
  if (lanes > head_lanes) {
    return base::fail(fmt::format("the models have {} classes together, at most {} fit", lanes,
                                  head_lanes));
  }
  Weights weights;
  weights.fill_rows(features, models);
  weights.fill_words(features);
  if (trunk != nullptr) weights.hidden_.emplace(*trunk);
  return weights;
}

void Weights::fill_rows(const Features& features, std::span<const Model> models) {
  rows_.resize(feature_rows);
  for (std::size_t row = 0; row < feature_rows; ++row) {
    rows_[row].lanes[idf_lane] = static_cast<std::int8_t>(features.idf[row]);
  }
  std::size_t lane = 0;
  for (const Model& model : models) {
    for (std::size_t k = 0; k < model.classes.size(); ++k, ++lane) {
      for (std::size_t row = 0; row < feature_rows; ++row) {
        rows_[row].lanes[lane] = model.weights[k][row];
      }
      for (std::size_t j = 0; j < number_count; ++j) {
        number_weights_[j][lane] = model.number_weights[k][j];
      }
      for (std::size_t h = 0; h < hidden_count && !model.trunk.empty(); ++h) {
        hidden_weights_[h][lane] = model.hidden_weights[k][h];
        lane_hidden_weights_[lane][h] = model.hidden_weights[k][h];
      }
      scale_[lane] = model.scale[k];
      bias_[lane] = model.bias[k];
    }
  }
}

void Weights::fill_words(const Features& features) {
  words_.reserve(features.words.size());
  places_ = HashPlaces(features.words.size());
  std::string padded;
  for (const KnownWord& known : features.words) {
    padded.assign(1, ' ').append(known.text).append(1, ' ');
    const std::uint64_t hash = hash_token(known.text);
    Word word;
    word.numbers = known.numbers;
    word_rows(padded, hash, known.ngrams, [&](std::uint32_t row) {
      add(word.lanes, rows_[row].lanes);
      word.norm_square += squared(rows_[row].lanes[idf_lane]);
    });
    places_.add(hash, static_cast<std::uint32_t>(words_.size()));
    words_.push_back(word);
  }
}

// Answers with what the word adds to the norm's square. Its rows lie anywhere: all are asked for
// before the first is used.
std::uint32_t Weights::sum_unknown(const TokenRow& row, const Token& token,
                                   WordLanes& lanes) const {
  std::array<std::uint32_t, word_rows_max> rows;
  std::size_t count = 0;
  word_rows(row, token, [&](std::uint32_t feature) {
    __builtin_prefetch(&rows_[feature]);
    rows[count++] = feature;
  });
  std::uint32_t norm_square = 0;
  for (std::size_t k = 0; k < count; ++k) {
    add(lanes, rows_[rows[k]].lanes);
    norm_square += squared(rows_[rows[k]].lanes[idf_lane]);
  }
  return norm_square;
}

// In blocks of tokens: first ask the memory for everything the block will touch, then add it up.
void Weights::sum(const TokenRow& row, Sums& out) const {
  static constexpr WordNumbers none;
  const std::size_t tokens = row.tokens.size();
  out.lanes.fill(0);
  out.norm_square = 0;
  out.content = false;
  out.tokens.resize(tokens);
  out.rows.clear();
  out.unknown.clear();
  out.unknown.reserve(tokens);  // so that what points into it stays where it is
  NumberCounter counter;
  for (std::size_t begin = 0; begin < tokens; begin += block_tokens) {
    const std::size_t end = std::min(begin + block_tokens, tokens);
    const std::size_t first_row = out.rows.size();
    for (std::size_t k = begin; k < end; ++k) {
      places_.prefetch(row.tokens[k].hash);
      out.tokens[k].rows_begin = static_cast<std::uint32_t>(out.rows.size());
      context_rows(row, k, [&](std::uint32_t feature) {
        __builtin_prefetch(&rows_[feature]);
        out.rows.push_back(feature);
      });
      out.tokens[k].rows_end = static_cast<std::uint32_t>(out.rows.size());
    }
    for (std::size_t k = begin; k < end; ++k) {
      const Token& token = row.tokens[k];
      TokenSums& brought = out.tokens[k];
      const std::uint32_t place = places_.find(token.hash);
      if (place != HashPlaces::none) {
        const Word& word = words_[place];
        brought.lanes = &word.lanes;
        brought.numbers = &word.numbers;
        out.norm_square += word.norm_square;
      } else {
        WordLanes& lanes = out.unknown.emplace_back();
        out.norm_square += sum_unknown(row, token, lanes);
        brought.lanes = &lanes;
        brought.numbers = &none;
      }
      add(out.lanes, *brought.lanes);
      counter.add(token, row.text_of(token), *brought.numbers);
      out.content = out.content || has_ngrams(token.flags);
    }
    Block block{};
    std::uint32_t norm_square = 0;
    for (std::size_t k = first_row; k < out.rows.size(); ++k) {
      const Row& feature = rows_[out.rows[k]];
      add(block, feature.lanes);
      norm_square += squared(feature.lanes[idf_lane]);
    }
    add(out.lanes, block);
    out.norm_square += norm_square;
  }
  out.numbers = counter.finish();
  if (hidden_) hidden_->read(row, out.numbers, out.trace);
}

void Weights::scores(const Sums& sums, Scores& out) const {
  const float norm = std::sqrt(static_cast<float>(std::max<std::uint64_t>(sums.norm_square, 1)));
  for (std::size_t k = 0; k < lane_count; ++k) {
    out[k] = bias_[k] + scale_[k] * static_cast<float>(sums.lanes[k]) / norm;
  }
  add_products(sums.numbers, number_weights_, out);
  add_products(sums.trace.hidden, hidden_weights_, out);
}

void Weights::add_parts(const Sums& sums, std::size_t lane, float factor,
                        std::vector<float>& parts) const {
  const float norm = std::sqrt(static_cast<float>(std::max<std::uint64_t>(sums.norm_square, 1)));
  const float unit = factor * scale_[lane] / norm;
  for (std::size_t k = 0; k < sums.tokens.size(); ++k) {
    const TokenSums& brought = sums.tokens[k];
    int own = (*brought.lanes)[lane];
    std::uint32_t row = brought.rows_begin;
    if (k > 0) {
      const float half = 0.5F * unit * static_cast<float>(rows_[sums.rows[row++]].lanes[lane]);
      parts[k - 1] += half;
      parts[k] += half;
    }
    for (; row < brought.rows_end; ++row) own += rows_[sums.rows[row]].lanes[lane];
    parts[k] += unit * static_cast<float>(own);
  }
}

}  // namespace decorum::signals
