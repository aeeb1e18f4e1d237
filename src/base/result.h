// Result<T>: a value, or an Error that says what is wrong and where.
//
// Used for text that comes from outside and may be wrong: a post, a policy, a model file. The other
// three kinds of failure have other tools (STYLE.md, "Errors: four cases, four tools"): a domain
// "no" is a Refusal enum, a request that cannot go on (disk, database) is an exception, and our own
// mistake is an assert.
//
//   Result<int> parse_port(std::string_view text) {
//     if (text.empty()) return fail("a port is needed", "--listen");
//     ...
//   }
#pragma once

#include <string>
#include <utility>

#include <tl/expected.hpp>

namespace decorum::base {

struct Error {
  std::string what;   // a whole sentence for the person who wrote the text, without a full stop
  std::string where;  // a JSON pointer, FILE:LINE:COLUMN, or an option's name; may be empty

  bool operator==(const Error&) const = default;
};

template <class T>
using Result = tl::expected<T, Error>;

// The error side of a Result.
inline tl::unexpected<Error> fail(std::string what, std::string where = {}) {
  return tl::unexpected<Error>(Error{std::move(what), std::move(where)});
}

}  // namespace decorum::base
