// How a word sounds, roughly: words that are written differently and said alike share a key.
//
//   sound_key("fizix") == sound_key("physics")
//
// Our own rules for English: silent letters go, letters and groups that sound alike become one,
// doubled letters one, vowels fall together after the first. Accents and capitals do not matter.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace decorum::spelling {

// The sound in plain letters, for tests: "fsks".
std::string sound_of(std::string_view word);
std::uint32_t sound_key(std::string_view word);

}  // namespace decorum::spelling
