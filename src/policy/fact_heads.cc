#include "policy/fact_heads.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <string>

namespace decorum::policy {
namespace {

// A head is the first letters of a word, in lower case, the first in the lowest byte.
static_assert(std::endian::native == std::endian::little, "heads are read eight bytes at a time");

constexpr std::size_t head_letters = 4;
constexpr std::size_t long_letters = 6;
constexpr std::uint64_t short_head = 0xFFFF'FFFF;
constexpr std::uint64_t ones = 0x0101'0101'0101'0101;
constexpr std::uint64_t highs = 0x80 * ones;

bool is_long(std::uint64_t head) { return (head >> (8 * (long_letters - 1))) != 0; }

// The eight bytes of which each is from `low` to `high`, as bits of its highest; all below 0x80.
std::uint64_t between(std::uint64_t bytes, std::uint8_t low, std::uint8_t high) {
  const std::uint64_t at_least = bytes + (0x80U - low) * ones;
  const std::uint64_t above = bytes + (0x7FU - high) * ones;
  return at_least & ~above & highs;
}

// One bit a byte: is it a letter or digit (of ASCII)?
std::uint64_t letters_of(std::uint64_t bytes) {
  const std::uint64_t plain = bytes & ~highs;
  const std::uint64_t found = (between(plain | (0x20 * ones), 'a', 'z') |
                               between(plain, '0', '9')) & ~bytes;
  return ((found >> 7U) * 0x0102'0408'1020'4080ULL) >> 56U;
}

std::uint64_t eight_at(const char* at) {
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, at, sizeof bytes);
  return bytes;
}

// The head of a word of `length` letters that begins at `at`; eight bytes can be read there.
std::uint64_t head_at(const char* at, std::size_t length) {
  const std::size_t kept = std::min(length, long_letters);
  return (eight_at(at) | (0x20 * ones)) & ((std::uint64_t{1} << (8 * kept)) - 1);
}

std::uint64_t head_of(std::string_view word) {
  std::array<char, 8> bytes{};
  word.copy(bytes.data(), bytes.size());
  return head_at(bytes.data(),
                 static_cast<std::size_t>(std::countr_one(letters_of(eight_at(bytes.data())))));
}

constexpr std::size_t block = 64;    // bytes looked at together
constexpr std::size_t beyond = 8;    // and those behind them that a word may go on in

// Where the words of a block begin, and how far the last goes on.
struct Block {
  std::uint64_t letters = 0, next = 0;

  explicit Block(const char* at) {
    for (unsigned i = 0; i < block / 8; ++i) letters |= letters_of(eight_at(at + 8 * i)) << (8 * i);
    next = letters_of(eight_at(at + block));
  }
  std::size_t length_at(unsigned bit) const {
    const std::uint64_t behind = bit == 0 ? 0 : next << (block - bit);
    return static_cast<std::size_t>(std::countr_one((letters >> bit) | behind));
  }
};

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

}  // namespace

FactHeads::FactHeads() : bits_(table_size) {}

void FactHeads::add(std::uint64_t head, std::size_t sheet, Part part, bool all_that_follow) {
  const auto four = static_cast<std::uint32_t>(head & short_head);
  if (four == 0 || count_ > heads_max) return;
  if (is_long(head)) long_seen_.set(slot_of(head));
  std::uint32_t slot = slot_of(four);
  const std::uint64_t bit = std::uint64_t{1} << (sheet % 64);
  seen_.set(slot);
  while (bits_[slot].head != 0 && bits_[slot].head != four) slot = (slot + 1) % table_size;
  if (bits_[slot].head == 0) ++count_;
  bits_[slot].head = four;
  bits_[slot].all |= all_that_follow;
  switch (part) {
    case Part::first: bits_[slot].first |= bit; break;
    case Part::other: bits_[slot].other |= bit; break;
    case Part::alone: bits_[slot].alone |= bit; break;
  }
}

void FactHeads::add_word(std::string_view word, std::size_t sheet, Part part) {
  const std::uint64_t head = head_of(word);
  if (is_long(head)) return add(head, sheet, part, false);
  add(head & short_head, sheet, part, true);
}

// A word goes on behind a short stem with an ending, or with its last letter doubled.
void FactHeads::add_stem(std::string_view stem, std::size_t sheet, Part part) {
  add_word(stem, sheet, part);
  if (stem.empty() || stem.size() >= head_letters) return;
  for (const char ending : {'a', 'e', 'i', 'l', 'm', 's', 'y', stem.back()}) {
    add_word(std::string(stem) + ending, sheet, part);
  }
}

const FactHeads::Bits* FactHeads::find(std::uint32_t head) const {
  std::uint32_t slot = slot_of(head);
  if (!seen_.test(slot)) return nullptr;
  while (bits_[slot].head != head) {
    if (bits_[slot].head == 0) return nullptr;
    slot = (slot + 1) % table_size;
  }
  return &bits_[slot];
}

std::uint64_t FactHeads::look(std::string_view text) const {
  if (count_ > heads_max) return ~std::uint64_t{0};
  std::uint64_t firsts = 0, others = 0, enough = 0;
  const auto word = [&](std::uint64_t head) {
    const Bits* bits = find(static_cast<std::uint32_t>(head & short_head));
    if (bits == nullptr || (!bits->all && !long_seen_.test(slot_of(head)))) return;
    enough |= bits->alone | (bits->first & others) | (bits->other & firsts);
    firsts |= bits->first;
    others |= bits->other;
  };
  std::array<char, block + 2 * beyond> last{};
  bool goes_on = false;  // the word that the block before ended in
  for (std::size_t begin = 0; begin < text.size(); begin += block) {
    const char* at = text.data() + begin;
    if (text.size() - begin < last.size()) {
      last.fill(0);
      text.copy(last.data(), last.size(), begin);
      at = last.data();
    }
    const Block here(at);
    std::uint64_t starts = here.letters & ~((here.letters << 1U) | (goes_on ? 1U : 0U));
    for (; starts != 0; starts &= starts - 1) {
      const auto bit = static_cast<unsigned>(std::countr_zero(starts));
      word(head_at(at + bit, here.length_at(bit)));
      const std::size_t place = begin + bit;
      if (place == 0 || text[place - 1] != '#') continue;
      // "#OpenFloor": each capital behind a small letter begins a word.
      for (std::size_t i = place + 1; i < text.size(); ++i) {
        if ((letters_of(static_cast<unsigned char>(text[i])) & 1U) == 0) break;
        if (is_capital(text[i]) && !is_capital(text[i - 1])) word(head_of(text.substr(i)));
      }
    }
    goes_on = (here.letters >> (block - 1)) != 0;
  }
  return enough;
}

}  // namespace decorum::policy
