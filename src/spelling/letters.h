// Capitals and small letters of a word, and letters without their accents. ASCII is quick.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace decorum::spelling {

enum class Capitals : std::uint8_t { none, first, all, mixed };

// Of the letters only; one capital letter alone is `first`. "iPhone" and "McDonald" are mixed.
Capitals capitals_of(std::string_view word);

char32_t lower(char32_t code);
std::string lower(std::string_view word);
std::string upper(std::string_view word);
std::string with_first_upper(std::string_view word);  // the rest as it is
std::string title(std::string_view word);             // the rest in small letters

// e of é, c of ç, ...; others as they are.
char32_t without_accent(char32_t code);

bool is_vowel(char32_t code);  // a e i o u y, accents aside

}  // namespace decorum::spelling
