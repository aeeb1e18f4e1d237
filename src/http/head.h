// The head of a request, from its bytes: strict, because a head that two machines read differently
// lets one request hide in another ("request smuggling"). What is only nearly right is refused.
//
//   const std::size_t end = find_head_end(bytes, 0);          // npos: more is needed
//   auto head = parse_head(bytes.substr(0, end), limits);
//   if (!head) answer(head.error().status, head.error().detail);
//
// Refused with 400: a bare CR or LF, a folded line, blanks before a colon, control characters,
// Content-Length together with Transfer-Encoding, either of them twice, a length that is not all
// digits, no Host or several, any target but a path, and paths and queries parse_target refuses.
// 414, 431: too long. 417: an Expect that is not 100-continue. 501: an unknown method or transfer
// coding. 505: not HTTP/1.0 or 1.1.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

#include "http/limits.h"
#include "http/message.h"

namespace decorum::http {

struct HeadRefusal {
  int status = 400;
  std::string detail;  // a sentence; never holds what was sent
};

struct Head {
  Request request;  // method, path, query, headers
  bool is_1_0 = false;  // HTTP/1.0
  bool keep_alive = true;
  bool expects_continue = false;
  bool chunked = false;
  std::uint64_t content_length = 0;
};

// The offset after the empty line that ends the head; a line may end with LF alone here, so that
// such a head is refused at once instead of waited for. npos when there is none yet.
// `from`: where an earlier call stopped looking.
std::size_t find_head_end(std::string_view bytes, std::size_t from);

tl::expected<Head, HeadRefusal> parse_head(std::string_view head, const Limits& limits);

struct Target {
  std::string path;
  std::vector<std::pair<std::string, std::string>> query;
};

// Path and query of a target, decoded once. Refused: a path that does not start with "/", holds
// "." or ".." as a segment, an encoded "/", a backslash, a control character or what is not UTF-8;
// a "%" without two hexadecimal digits; more than query_fields_max fields. A "+" in a query is a
// blank. Repeated and empty fields stay, in order.
tl::expected<Target, HeadRefusal> parse_target(std::string_view target, const Limits& limits);

// The bytes that "%41" and, when `plus_is_blank`, "+" stand for; nullopt when "%" is broken.
std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_blank);

}  // namespace decorum::http
