// The escape sequences of string and bytes literals (google/cel-spec, doc/langdef.md, "String and
// Bytes Values"), and the way back for strings.
//
//   unescape(R"(a\n\u00e9)", false)    // "a", newline, "é"
//   quoted("say \"hi\"")               // "\"say \\\"hi\\\"\"", as strings.quote gives it
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

namespace decorum::cel {

struct EscapeError {
  std::size_t offset = 0;  // of the backslash
  std::string what;
};

// `written` is valid UTF-8 without its quotes. In bytes, \x and octal are bytes and \u is refused;
// in strings they are code points, and none of them a surrogate. Line ends become "\n".
tl::expected<std::string, EscapeError> unescape(std::string_view written, bool bytes);

// A raw text as it counts: a line may end with "\r\n", "\r" or "\n" in the source, and ends with
// "\n" in the value, so that an expression means the same from every editor.
std::string with_newlines(std::string_view written);

// In double quotes, with CEL's escapes for what they exist for.
std::string quoted(std::string_view text);

}  // namespace decorum::cel
