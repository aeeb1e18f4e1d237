// From tokens to rows of the weight table: which hashed features a text has.
//
// Two kinds. *Word features* depend on the token's own text only (the word, and its character
// n-grams of 3 to 5 with a space on both sides), so a frequent word's can be summed beforehand.
// *Context features* depend on where it stands: pairs of neighbours (with a mark for the beginning
// and the end), and copies for a negated or a capitalised word and for a lengthened one.
//
// Both call `take(row)` once an occurrence with 0 <= row < feature_rows. The numbers are part of
// the model format: changing anything here makes every model unreadable (raise feature_version).
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "signals/row.h"

namespace decorum::signals {

inline constexpr int feature_version = 1;
inline constexpr int feature_bits = 18;
inline constexpr std::uint32_t feature_rows = 1U << feature_bits;
inline constexpr std::size_t ngram_min = 3;
inline constexpr std::size_t ngram_max = 5;
inline constexpr std::size_t ngram_word_max = 26;  // code points of a word, spaces included

namespace detail {
// The finaliser of MurmurHash3 (Appleby, public domain): every input bit reaches the top bits.
inline std::uint64_t mixed(std::uint64_t hash) {
  hash ^= hash >> 33;
  hash *= 0xFF51AFD7ED558CCDULL;
  hash ^= hash >> 33;
  hash *= 0xC4CEB9FE1A85EC53ULL;
  return hash;
}
inline std::uint32_t row_of(std::uint64_t hash) {
  return static_cast<std::uint32_t>(mixed(hash) >> (64 - feature_bits));
}

inline constexpr std::uint64_t word_seed = 0x9E3779B97F4A7C15ULL;
inline constexpr std::uint64_t negated_seed = 0xC2B2AE3D27D4EB4FULL;
inline constexpr std::uint64_t capitals_seed = 0x165667B19E3779F9ULL;
inline constexpr std::uint64_t lengthened_seed = 0x27D4EB2F165667C5ULL;
inline constexpr std::uint64_t begin_hash = 0x85EBCA77C2B2AE63ULL;
inline constexpr std::uint64_t end_hash = 0xFF51AFD7ED558CCDULL;
inline constexpr std::uint64_t ngram_seed = 0x94D049BB133111EBULL;
}  // namespace detail

inline std::uint32_t pair_row(std::uint64_t first, std::uint64_t second) {
  return detail::row_of(first * 0x9DDFEA08EB382D69ULL + std::rotl(second, 29));
}

// `padded` is the word with one byte before and after it, both spaces.
template <class Take>
void ngram_rows(std::string_view padded, Take&& take) {
  std::array<std::size_t, ngram_word_max + 1> starts;
  std::size_t count = 0;
  std::size_t at = 0;
  while (at < padded.size() && count < ngram_word_max) {
    starts[count++] = at++;
    while (at < padded.size() && (static_cast<unsigned char>(padded[at]) & 0xC0) == 0x80) ++at;
  }
  starts[count] = at;
  for (std::size_t first = 0; first + ngram_min <= count; ++first) {
    std::uint64_t hash = detail::ngram_seed;
    std::size_t byte = starts[first];
    const std::size_t last = std::min(first + ngram_max, count);
    for (std::size_t next = first + 1; next <= last; ++next) {
      for (; byte < starts[next]; ++byte) {
        hash = (hash ^ static_cast<unsigned char>(padded[byte])) * 0x100000001B3ULL;
      }
      if (next - first >= ngram_min) take(detail::row_of(hash));
    }
  }
}

// Placeholders, punctuation and whole hashtags have no character n-grams.
inline bool has_ngrams(std::uint8_t flags) {
  return (flags & (token_flag::word | token_flag::emoji)) != 0;
}

template <class Take>
void word_rows(std::string_view padded, std::uint64_t hash, bool ngrams, Take&& take) {
  take(detail::row_of(hash ^ detail::word_seed));
  if (ngrams) ngram_rows(padded, take);
}

template <class Take>
void word_rows(const TokenRow& row, const Token& token, Take&& take) {
  const std::string_view padded =
      std::string_view(row.text).substr(token.offset - 1, std::size_t{token.length} + 2);
  word_rows(padded, token.hash, has_ngrams(token.flags), take);
}

// The pair of token `index` with the one before it, and for the last token also the end.
template <class Take>
void context_rows(const TokenRow& row, std::size_t index, Take&& take) {
  const Token& token = row.tokens[index];
  take(pair_row(index == 0 ? detail::begin_hash : row.tokens[index - 1].hash, token.hash));
  if (token.is(token_flag::negated)) take(detail::row_of(token.hash ^ detail::negated_seed));
  if (token.is(token_flag::capitals) && token.length > 2) {
    take(detail::row_of(token.hash ^ detail::capitals_seed));
  }
  if (token.is(token_flag::lengthened)) take(detail::row_of(detail::lengthened_seed));
  if (index + 1 == row.tokens.size()) take(pair_row(token.hash, detail::end_hash));
}

}  // namespace decorum::signals
