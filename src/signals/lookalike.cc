#include "signals/lookalike.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace decorum::signals {
namespace {

struct Pair {
  char32_t code;
  char latin;
};

// In the order of code points, for the binary search below.
constexpr std::array pairs = {
    Pair{0x0131, 'i'}, Pair{0x0138, 'k'}, Pair{0x0142, 'l'}, Pair{0x017f, 's'},
    Pair{0x0180, 'b'}, Pair{0x0185, 'b'}, Pair{0x0192, 'f'}, Pair{0x0195, 'h'},
    Pair{0x019a, 'l'}, Pair{0x01bf, 'p'}, Pair{0x01c0, 'l'}, Pair{0x01dd, 'e'},
    Pair{0x0251, 'a'}, Pair{0x0253, 'b'}, Pair{0x0254, 'c'}, Pair{0x0256, 'd'},
    Pair{0x0257, 'd'}, Pair{0x025b, 'e'}, Pair{0x0260, 'g'}, Pair{0x0261, 'g'},
    Pair{0x0262, 'g'}, Pair{0x0266, 'h'}, Pair{0x0268, 'i'}, Pair{0x0269, 'i'},
    Pair{0x026a, 'i'}, Pair{0x026b, 'l'}, Pair{0x026f, 'w'}, Pair{0x0271, 'm'},
    Pair{0x0272, 'n'}, Pair{0x0273, 'n'}, Pair{0x0274, 'n'}, Pair{0x0275, 'o'},
    Pair{0x0280, 'r'}, Pair{0x028b, 'v'}, Pair{0x028f, 'y'}, Pair{0x0290, 'z'},
    Pair{0x0299, 'b'}, Pair{0x029c, 'h'}, Pair{0x029f, 'l'}, Pair{0x03b1, 'a'},
    Pair{0x03b3, 'y'}, Pair{0x03b5, 'e'}, Pair{0x03b9, 'i'}, Pair{0x03ba, 'k'},
    Pair{0x03bd, 'v'}, Pair{0x03bf, 'o'}, Pair{0x03c1, 'p'}, Pair{0x03c3, 'o'},
    Pair{0x03c4, 't'}, Pair{0x03c5, 'u'}, Pair{0x03c7, 'x'}, Pair{0x03c9, 'w'},
    Pair{0x0430, 'a'}, Pair{0x0432, 'b'}, Pair{0x0433, 'r'}, Pair{0x0435, 'e'},
    Pair{0x0438, 'u'}, Pair{0x043a, 'k'}, Pair{0x043c, 'm'}, Pair{0x043d, 'h'},
    Pair{0x043e, 'o'}, Pair{0x043f, 'n'}, Pair{0x0440, 'p'}, Pair{0x0441, 'c'},
    Pair{0x0442, 't'}, Pair{0x0443, 'y'}, Pair{0x0445, 'x'}, Pair{0x0448, 'w'},
    Pair{0x044c, 'b'}, Pair{0x0450, 'e'}, Pair{0x0451, 'e'}, Pair{0x0455, 's'},
    Pair{0x0456, 'i'}, Pair{0x0457, 'i'}, Pair{0x0458, 'j'}, Pair{0x0461, 'w'},
    Pair{0x0475, 'v'}, Pair{0x04af, 'y'}, Pair{0x04bb, 'h'}, Pair{0x04cf, 'l'},
    Pair{0x0501, 'd'}, Pair{0x051b, 'q'}, Pair{0x051d, 'w'}, Pair{0x0561, 'w'},
    Pair{0x0563, 'q'}, Pair{0x0570, 'h'}, Pair{0x0578, 'n'}, Pair{0x057d, 'u'},
    Pair{0x0581, 'g'}, Pair{0x0584, 'f'}, Pair{0x0585, 'o'}, Pair{0x13a0, 'd'},
    Pair{0x13a1, 'r'}, Pair{0x13a2, 't'}, Pair{0x13a5, 'i'}, Pair{0x13aa, 'a'},
    Pair{0x13ab, 'j'}, Pair{0x13ac, 'e'}, Pair{0x13b3, 'w'}, Pair{0x13b7, 'm'},
    Pair{0x13bb, 'h'}, Pair{0x13c0, 'g'}, Pair{0x13c3, 'z'}, Pair{0x13cf, 'b'},
    Pair{0x13d2, 'r'}, Pair{0x13d4, 'w'}, Pair{0x13d5, 's'}, Pair{0x13d9, 'v'},
    Pair{0x13da, 's'}, Pair{0x13de, 'l'}, Pair{0x13df, 'c'}, Pair{0x13e2, 'p'},
    Pair{0x13e6, 'k'}, Pair{0x13f4, 'b'}, Pair{0x1d00, 'a'}, Pair{0x1d04, 'c'},
    Pair{0x1d05, 'd'}, Pair{0x1d07, 'e'}, Pair{0x1d0a, 'j'}, Pair{0x1d0b, 'k'},
    Pair{0x1d0d, 'm'}, Pair{0x1d0f, 'o'}, Pair{0x1d18, 'p'}, Pair{0x1d1b, 't'},
    Pair{0x1d1c, 'u'}, Pair{0x1d20, 'v'}, Pair{0x1d21, 'w'}, Pair{0x1d22, 'z'},
    Pair{0x1d26, 'r'}, Pair{0xa730, 'f'}, Pair{0xa731, 's'},
};

static_assert(std::is_sorted(pairs.begin(), pairs.end(),
                             [](const Pair& a, const Pair& b) { return a.code < b.code; }));

// 🅰 and 🅐 (negative squared and circled capitals) have no compatibility mapping.
constexpr char32_t negative_circled_a = 0x1f150;
constexpr char32_t negative_squared_a = 0x1f170;
constexpr char32_t letters = 26;

}  // namespace

char lookalike(char32_t code) {
  if (code >= negative_circled_a && code < negative_circled_a + letters) {
    return static_cast<char>('a' + (code - negative_circled_a));
  }
  if (code >= negative_squared_a && code < negative_squared_a + letters) {
    return static_cast<char>('a' + (code - negative_squared_a));
  }
  const auto found = std::lower_bound(pairs.begin(), pairs.end(), code,
                                      [](const Pair& a, char32_t b) { return a.code < b; });
  return found != pairs.end() && found->code == code ? found->latin : '\0';
}

}  // namespace decorum::signals
