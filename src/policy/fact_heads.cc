#include "policy/fact_heads.h"

#include <algorithm>
#include <array>

namespace decorum::policy {
namespace {

constexpr std::size_t head_letters = 4;

// 0 for what is no letter or digit; else the letter in lower case.
constexpr std::array<std::uint8_t, 256> make_letters() {
  std::array<std::uint8_t, 256> letters{};
  for (int c = 0; c < 256; ++c) {
    const bool digit = c >= '0' && c <= '9';
    const bool low = c >= 'a' && c <= 'z';
    const bool high = c >= 'A' && c <= 'Z';
    letters[static_cast<std::size_t>(c)] =
        digit || low ? static_cast<std::uint8_t>(c)
                     : (high ? static_cast<std::uint8_t>(c + 32) : std::uint8_t{0});
  }
  return letters;
}
constexpr std::array<std::uint8_t, 256> letters = make_letters();

std::uint32_t head_of(std::string_view word) {
  std::uint32_t head = 0;
  for (std::size_t i = 0; i < std::min(word.size(), head_letters); ++i) {
    const std::uint8_t letter = letters[static_cast<std::uint8_t>(word[i])];
    if (letter == 0) break;
    head = (head << 8U) | letter;
  }
  return head;
}

}  // namespace

FactHeads::FactHeads() : bits_(std::size_t{1} << table_bits) {}

void FactHeads::add(std::uint32_t head, std::size_t sheet, bool alone) {
  const std::uint32_t slot = slot_of(head);
  const std::uint64_t bit = std::uint64_t{1} << (sheet % 64);
  seen_.set(slot);
  bits_[slot].pair |= bit;
  if (alone) bits_[slot].alone |= bit;
}

void FactHeads::add_word(std::string_view word, std::size_t sheet, bool alone) {
  add(head_of(word), sheet, alone);
}

// A word goes on behind a short stem with an ending, or with its last letter doubled.
void FactHeads::add_stem(std::string_view stem, std::size_t sheet, bool alone) {
  const std::uint32_t head = head_of(stem);
  add(head, sheet, alone);
  if (stem.size() >= head_letters) return;
  const std::string_view endings = "aeilmsy";
  for (const char ending : endings) {
    add((head << 8U) | static_cast<std::uint8_t>(ending), sheet, alone);
  }
  add((head << 8U) | (head & 0xFFU), sheet, alone);
}

std::uint64_t FactHeads::look(std::string_view text) const {
  std::uint64_t once = 0, enough = 0;
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at != end) {
    std::uint32_t head = letters[static_cast<std::uint8_t>(*at++)];
    if (head == 0) continue;
    std::size_t count = 1;
    for (; at != end; ++at, ++count) {
      const std::uint32_t letter = letters[static_cast<std::uint8_t>(*at)];
      if (letter == 0) break;
      if (count < head_letters) head = (head << 8U) | letter;
    }
    const std::uint32_t slot = slot_of(head);
    if (!seen_.test(slot)) continue;
    const Bits& bits = bits_[slot];
    enough |= bits.alone | (once & bits.pair);
    once |= bits.pair;
  }
  return enough;
}

}  // namespace decorum::policy
