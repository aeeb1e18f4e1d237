// A plain JSON scanner (RFC 8259), byte by byte: says where a value ends, or what is wrong there.
//
// The fast reader (post/json.h) uses it for what it does not take apart itself: fields it does not
// know, and the wording of an error. It does not recurse; the caller's number bounds the nesting.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

namespace decorum::post {

struct JsonFault {
  std::size_t offset = 0;  // of the byte at which the text stops being JSON
  std::string_view what;   // "a value is expected"; a literal, so it may be kept

  bool operator==(const JsonFault&) const = default;
};

using JsonEnd = tl::expected<std::size_t, JsonFault>;

// The offset just after the value that starts at `offset` (which must not be a blank). Numbers of
// any size are right; bytes inside strings are taken as they are, ill-formed UTF-8 too.
JsonEnd end_of_json_value(std::string_view json, std::size_t offset, std::size_t nesting_max);

// A whole document: blanks, one value, blanks. The end is then the size of the text.
JsonEnd check_json_document(std::string_view json, std::size_t nesting_max);

// Decodes the string whose opening quotation mark is at `offset`, and replaces what `out` held. A
// surrogate escape without its partner becomes U+FFFD. The end is just after the closing mark.
JsonEnd decode_json_string(std::string_view json, std::size_t offset, std::string& out);

}  // namespace decorum::post
