// The index of a dictionary: one file, written at build time, read in place.
//
// A header (magic, version, checksum of all behind it, sizes) and six sections: the graph of all
// words; a byte of rarity and one of marks for each word, by its number; the words by their sound,
// sorted; pairs of an American and a British form, sorted, as places in the last section, their
// texts. Numbers are little-endian, as on every machine Decorum is built for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "spelling/graph.h"

namespace decorum::spelling {

// What is known of a word besides that it is right.
namespace mark {
inline constexpr std::uint8_t never_proposed = 1;  // right, and coarse
inline constexpr std::uint8_t in_capitals = 2;     // right only when all letters are capitals
inline constexpr std::uint8_t has_ize = 4;         // -ise, and the -ize form is in use too
inline constexpr std::uint8_t has_ise = 8;         // the other way round
inline constexpr std::uint8_t possessive = 16;     // ends in 's or s'
}  // namespace mark

struct IndexWord {
  std::string text;
  std::uint8_t rarity = 0;  // 10 to 95
  std::uint8_t marks = 0;
};

using Pairs = std::vector<std::pair<std::string, std::string>>;

// Words in any order, each once; pairs in any order, each first form once.
std::string write_index(std::vector<IndexWord> words, Pairs american_to_british);

// An opened index; a view of its bytes.
struct Index {
  Graph words;
  std::string_view rarity, marks;  // one byte a word
  std::string_view sounds;         // key and number, sorted
  std::string_view pairs;          // two offsets in `texts` each
  std::string_view texts;          // each ends with a zero byte

  std::uint8_t rarity_of(std::uint32_t number) const;
  std::uint8_t marks_of(std::uint32_t number) const;
  // Numbers of the words with this key of sound, at most `most`.
  std::vector<std::uint32_t> sounding(std::uint32_t key, std::size_t most) const;
  std::optional<std::string_view> british_of(std::string_view american) const;
};

base::Result<Index> open_index(std::string_view bytes);

}  // namespace decorum::spelling
