// A text as JSON writes it.
#pragma once

#include <string>
#include <string_view>

namespace decorum::base {

// Appends `text` as a JSON string with its quotes. Control characters are escaped; everything else,
// U+2028 included, is written as UTF-8.
void append_json_string(std::string& out, std::string_view text);

}  // namespace decorum::base
