// What a code point is to the tokeniser. ASCII by table, the rest from ICU's character data.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "base/utf8.h"

namespace decorum::signals {

enum class Kind : std::uint8_t { space, letter, digit, mark, emoji };

struct Character {
  char32_t lower = 0;       // lower case, one code point to one
  std::uint8_t length = 1;  // bytes in the text
  Kind kind = Kind::space;
  bool upper = false;  // a letter with another lower case

  bool is_alphanumeric() const { return kind == Kind::letter || kind == Kind::digit; }
};

namespace detail {
constexpr std::array<Character, 128> make_ascii() {
  std::array<Character, 128> table{};
  for (char32_t code = 0; code < 128; ++code) {
    Character& character = table[code];
    character.lower = code;
    if (code >= 'a' && code <= 'z') {
      character.kind = Kind::letter;
    } else if (code >= 'A' && code <= 'Z') {
      character = {.lower = code + 32, .length = 1, .kind = Kind::letter, .upper = true};
    } else if (code >= '0' && code <= '9') {
      character.kind = Kind::digit;
    } else {
      character.kind = code <= 32 || code == 127 ? Kind::space : Kind::mark;
    }
  }
  return table;
}
inline constexpr std::array<Character, 128> ascii = make_ascii();
}  // namespace detail

// Pictographs and symbols shown as emoji; wider than Unicode's list, because arrows, suits and
// dingbats play the same part in a post.
bool is_pictograph(char32_t code);

Character wide_character_at(std::string_view text, std::size_t offset);

// The character at `offset`, which must be less than the text's size.
inline Character character_at(std::string_view text, std::size_t offset) {
  const auto byte = static_cast<unsigned char>(text[offset]);
  return byte < 128 ? detail::ascii[byte] : wide_character_at(text, offset);
}

}  // namespace decorum::signals
