// The cheap question before the dear one: can a post match any fact sheet at all? One pass over the
// bytes looks at the first four letters of each word, in a table of those that telling words of the
// sheets begin with. A post in which no sheet has two of its beginnings is done with.
//
// Bound: linear in the text, nothing is allocated. A post may be let through in vain; one that
// could match is not held back, but for words that hide behind letters that are not ASCII.
#pragma once

#include <bitset>
#include <cstdint>
#include <string_view>
#include <vector>

namespace decorum::policy {

class FactHeads {
 public:
  FactHeads();

  // One sheet is one bit, sheet % 64. `alone`: one such word is enough.
  void add_stem(std::string_view stem, std::size_t sheet, bool alone);
  void add_word(std::string_view word, std::size_t sheet, bool alone);

  // The sheets that may match, as bits.
  std::uint64_t look(std::string_view text) const;

 private:
  static constexpr unsigned table_bits = 13;
  void add(std::uint32_t head, std::size_t sheet, bool alone);
  static std::uint32_t slot_of(std::uint32_t head) {
    return (head * 0x9E37'79B1U) >> (32U - table_bits);
  }

  struct Bits {
    std::uint64_t pair = 0, alone = 0;
  };
  std::bitset<std::size_t{1} << table_bits> seen_;
  std::vector<Bits> bits_;
};

}  // namespace decorum::policy
