// Undoes what typing aids and web pages do to a post before it is cut into tokens: HTML entities,
// curly quotes, the ellipsis character, skin tones, variation selectors, zero-width characters.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace decorum::signals {

// True when `clean` would change nothing, as for most posts in plain ASCII.
bool is_clean(std::string_view text);

// Writes the cleaned text to `out`. `origin[i]` is where byte i of `out` came from in `text`;
// there is one more entry than bytes, the last is the text's size.
void clean(std::string_view text, std::string& out, std::vector<std::uint32_t>& origin);

}  // namespace decorum::signals
