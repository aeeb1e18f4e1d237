// The cheap question before the dear one: can a post match any fact sheet at all? One pass over
// the bytes looks at the first letters of each word (four, and six of longer ones), in a table of
// those that telling words of the sheets begin with. A post that holds for no sheet the word that
// tells most of a wording, and another of that wording, is done with.
//
// Bound: linear in the text, nothing is allocated; with more than 4,096 beginnings every post is
// let through. A post may be let through in vain; one that could match is not held back, but for
// words that hide behind letters that are not ASCII.
#pragma once

#include <bitset>
#include <cstdint>
#include <string_view>
#include <vector>

namespace decorum::policy {

class FactHeads {
 public:
  FactHeads();

  // `first` tells most of a wording, `other` counts beside it, `alone` is enough by itself.
  enum class Part : std::uint8_t { first, other, alone };
  // One sheet is one bit, sheet % 64.
  void add_stem(std::string_view stem, std::size_t sheet, Part part);
  void add_word(std::string_view word, std::size_t sheet, Part part);

  // The sheets that may match, as bits.
  std::uint64_t look(std::string_view text) const;

 private:
  static constexpr unsigned table_bits = 13;
  static constexpr std::uint32_t table_size = 1U << table_bits;
  static constexpr std::size_t heads_max = table_size / 2;
  void add(std::uint64_t head, std::size_t sheet, Part part, bool all_that_follow);
  static std::uint32_t slot_of(std::uint64_t head) {
    return static_cast<std::uint32_t>((head * 0x9E37'79B9'7F4A'7C15ULL) >> (64U - table_bits));
  }

  struct Bits {
    std::uint32_t head = 0;  // of four letters; 0: nobody's
    std::uint64_t first = 0, other = 0, alone = 0;
    bool all = false;  // whatever follows the four letters
  };
  const Bits* find(std::uint32_t head) const;
  using Set = std::bitset<std::size_t{1} << table_bits>;
  Set seen_, long_seen_;  // heads of four letters, of six
  std::vector<Bits> bits_;  // open addressing: one that is taken is followed by the next
  std::size_t count_ = 0;
};

}  // namespace decorum::policy
