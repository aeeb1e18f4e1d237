// Versions of what the API shows (RFC 9110 sections 8.8 and 13): who changes a thing says which
// version they changed, and who holds a version already need not get it again.
//
//   return with_etag(json_of(view), view.version);                       // GET: ETag: "17"
//   if (auto no = refuse_if_stale(request, current.version)) return *no;  // PATCH: If-Match: "17"
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.h"

namespace decorum::http {

struct ETag {
  std::string text;  // without quotes
  bool weak = false;

  bool operator==(const ETag&) const = default;
};

inline constexpr std::size_t etags_max = 64;        // of one header
inline constexpr std::size_t etag_bytes_max = 200;

// If-Match or If-None-Match.
struct ETagList {
  bool any = false;  // "*"
  std::vector<ETag> tags;
};
// nullopt when it is not a list of ETags.
std::optional<ETagList> parse_etags(std::string_view header);

// If-Match compares strongly: a weak tag is never the same.
bool matches_strongly(const ETagList& list, const ETag& tag);
// If-None-Match compares weakly.
bool matches_weakly(const ETagList& list, const ETag& tag);

Response with_etag(Response response, std::int64_t version);
Response with_etag(Response response, const ETag& tag);

// For a change: 428 without If-Match, 400 when it cannot be read, 412 when it names another
// version.
std::optional<Response> refuse_if_stale(const Request& request, std::int64_t version);

// Makes an answer 304 without a body when GET or HEAD said If-None-Match with its ETag.
void leave_out_what_is_held(const Request& request, Response& response);

}  // namespace decorum::http
