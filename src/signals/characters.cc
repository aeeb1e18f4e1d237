#include "signals/characters.h"

#include <unicode/uchar.h>

namespace decorum::signals {

bool is_pictograph(char32_t code) {
  return (code >= 0x1F000 && code <= 0x1FAFF) || (code >= 0x2600 && code <= 0x27BF) ||
         (code >= 0x2190 && code <= 0x21FF) || (code >= 0x2B00 && code <= 0x2BFF) ||
         (code >= 0x2300 && code <= 0x23FF) || code == 0x203C || code == 0x2049 ||
         code == 0x2122 || code == 0xA9 || code == 0xAE || code == 0x3030 || code == 0x303D;
}

Character wide_character_at(std::string_view text, std::size_t offset) {
  const base::CodePoint point = base::decode_at(text, offset);
  const auto code = static_cast<UChar32>(point.code);
  Character character{.lower = point.code, .length = point.length, .kind = Kind::mark,
                      .upper = false};
  if (is_pictograph(point.code)) {
    character.kind = Kind::emoji;
    return character;
  }
  const auto category = U_MASK(u_charType(code));
  // Combining marks belong to the word they stand in (vowel signs of Hindi, accents apart).
  if ((category & (U_GC_L_MASK | U_GC_M_MASK)) != 0) {
    character.kind = Kind::letter;
    character.lower = static_cast<char32_t>(u_tolower(code));
    character.upper = character.lower != point.code;
  } else if ((category & U_GC_ND_MASK) != 0) {
    character.kind = Kind::digit;
  } else if ((category & (U_GC_Z_MASK | U_GC_CC_MASK | U_GC_CF_MASK)) != 0) {
    character.kind = Kind::space;
  }
  return character;
}

}  // namespace decorum::signals
