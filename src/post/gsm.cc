#include "post/gsm.h"

#include "base/utf8.h"
#include "post/letters.h"

namespace decorum::post {
namespace {

// 3GPP TS 23.038, section 6.2.1, without letters, digits and the escape itself.
constexpr std::u32string_view basic =
    U"@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./:;<=>?¡ÄÖÑÜ§¿äöñüà";
// Section 6.2.1.1: each is written as an escape and a septet.
constexpr std::u32string_view extension = U"\f^{}\\[~]|€";

}  // namespace

std::optional<std::size_t> count_gsm_septets(std::string_view text) {
  std::size_t septets = 0;
  for (std::size_t at = 0; at < text.size();) {
    const base::CodePoint point = base::decode_at(text, at);
    at += point.length;
    if (is_ascii_letter(point.code) || is_ascii_digit(point.code) ||
        basic.find(point.code) != std::u32string_view::npos) {
      septets += 1;
    } else if (extension.find(point.code) != std::u32string_view::npos) {
      septets += 2;
    } else {
      return std::nullopt;
    }
  }
  return septets;
}

}  // namespace decorum::post
