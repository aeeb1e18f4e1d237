#include "post/letters.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include <unicode/uchar.h>

namespace decorum::post {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

template <std::size_t N>
bool is_in(const std::array<Range, N>& ranges, char32_t code) {
  return std::any_of(ranges.begin(), ranges.end(), [&](const Range& range) {
    return code >= range.first && code <= range.last;
  });
}

constexpr std::array<Range, 17> latin_accents = {{{0xC0, 0xD6},
                                                  {0xD8, 0xF6},
                                                  {0xF8, 0xFF},
                                                  {0x100, 0x24F},
                                                  {0x253, 0x254},
                                                  {0x256, 0x257},
                                                  {0x259, 0x259},
                                                  {0x25B, 0x25B},
                                                  {0x263, 0x263},
                                                  {0x268, 0x268},
                                                  {0x26F, 0x26F},
                                                  {0x272, 0x272},
                                                  {0x289, 0x289},
                                                  {0x28B, 0x28B},
                                                  {0x2BB, 0x2BB},
                                                  {0x300, 0x36F},
                                                  {0x1E00, 0x1EFF}}};

// Private-use code points that one maker of telephones used as letters.
constexpr std::array<Range, 5> private_letters = {
    {{0xF870, 0xF87F}, {0xF882, 0xF882}, {0xF884, 0xF89F}, {0xF8B8, 0xF8B8}, {0xF8C1, 0xF8D6}}};

constexpr std::array<char32_t, 16> hashtag_signs = {
    '_',    0xB7,   0x5BE,  0x5F3,  0x5F4,  0xF0B,  0xF0C,  0x200C,
    0x200D, 0x3003, 0x301C, 0x309B, 0x309C, 0x30A0, 0x30FB, 0xA67E};
constexpr char32_t full_width_tilde = 0xFF5E;

}  // namespace

bool is_ascii_letter(char32_t code) {
  return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
}

bool is_ascii_digit(char32_t code) { return code >= '0' && code <= '9'; }

bool is_ascii_punctuation(char32_t code) {
  return code > ' ' && code < 0x7F && !is_ascii_letter(code) && !is_ascii_digit(code);
}

bool is_space(char32_t code) {
  return (code >= 0x09 && code <= 0x0D) || code == 0x20 || code == 0x85 || code == 0xA0 ||
         code == 0x1680 || code == 0x180E || (code >= 0x2000 && code <= 0x200A) ||
         code == 0x2028 || code == 0x2029 || code == 0x202F || code == 0x205F || code == 0x3000;
}

bool is_directional(char32_t code) {
  return code == 0x61C || code == 0x200E || code == 0x200F || (code >= 0x202A && code <= 0x202E) ||
         (code >= 0x2066 && code <= 0x2069);
}

bool is_forbidden(char32_t code) { return code == 0xFEFF || code == 0xFFFE || code == 0xFFFF; }

bool is_latin_accent(char32_t code) { return code >= 0xC0 && is_in(latin_accents, code); }

bool is_hashtag_letter(char32_t code) {
  if (code < 0x80) return is_ascii_letter(code);
  constexpr std::uint32_t letters_and_marks = U_GC_L_MASK | U_GC_M_MASK;
  return (U_GET_GC_MASK(static_cast<UChar32>(code)) & letters_and_marks) != 0 ||
         is_in(private_letters, code);
}

bool is_hashtag_character(char32_t code) {
  if (code < 0x80) return is_ascii_letter(code) || is_ascii_digit(code) || code == '_';
  return is_hashtag_letter(code) ||
         (U_GET_GC_MASK(static_cast<UChar32>(code)) & U_GC_ND_MASK) != 0 ||
         code == full_width_tilde ||
         std::find(hashtag_signs.begin(), hashtag_signs.end(), code) != hashtag_signs.end();
}

}  // namespace decorum::post
