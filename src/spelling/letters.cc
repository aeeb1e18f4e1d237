#include "spelling/letters.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include "base/utf8.h"

namespace decorum::spelling {
namespace {

char32_t changed(char32_t code, bool up) {
  if (code < 0x80) {
    if (up) return code >= U'a' && code <= U'z' ? code - 32 : code;
    return code >= U'A' && code <= U'Z' ? code + 32 : code;
  }
  const auto point = static_cast<UChar32>(code);
  return static_cast<char32_t>(up ? u_toupper(point) : u_tolower(point));
}

std::string mapped(std::string_view word, bool up, bool first_only) {
  std::string out;
  out.reserve(word.size());
  for (std::size_t at = 0; at < word.size();) {
    const base::CodePoint point = base::decode_at(word, at);
    at += point.length;
    base::append_utf8(out, changed(point.code, up));
    if (!first_only) continue;
    out += word.substr(at);
    break;
  }
  return out;
}

}  // namespace

Capitals capitals_of(std::string_view word) {
  std::size_t capitals = 0, letters = 0;
  bool first = false;
  for (std::size_t at = 0; at < word.size();) {
    const base::CodePoint point = base::decode_at(word, at);
    at += point.length;
    const char32_t small = changed(point.code, false);
    if (small == point.code && changed(point.code, true) == point.code) continue;
    ++letters;
    if (small == point.code) continue;
    ++capitals;
    if (letters == 1) first = true;
  }
  if (capitals == 0) return Capitals::none;
  if (capitals == 1 && first) return Capitals::first;
  return capitals == letters ? Capitals::all : Capitals::mixed;
}

char32_t lower(char32_t code) { return changed(code, false); }

std::string lower(std::string_view word) { return mapped(word, false, false); }

std::string upper(std::string_view word) { return mapped(word, true, false); }

std::string with_first_upper(std::string_view word) { return mapped(word, true, true); }

std::string title(std::string_view word) { return with_first_upper(lower(word)); }

char32_t without_accent(char32_t code) {
  if (code < 0x80) return code;
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2* nfd = unorm2_getNFDInstance(&status);
  if (U_FAILURE(status)) return code;
  UChar parts[8];
  const std::int32_t length =
      unorm2_getDecomposition(nfd, static_cast<UChar32>(code), parts, 8, &status);
  return U_SUCCESS(status) && length > 0 ? static_cast<char32_t>(parts[0]) : code;
}

bool is_vowel(char32_t code) {
  switch (lower(without_accent(code))) {
    case U'a': case U'e': case U'i': case U'o': case U'u': case U'y': return true;
    default: return false;
  }
}

}  // namespace decorum::spelling
