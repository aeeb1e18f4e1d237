// The table of routes. A route states everything that the server, the guard and the description of
// the API know of it; there is no second place.
//
// How to write a handler. A handler file (handlers_cases.h, handlers_cases.cc) gives its rows:
//
//   std::vector<Route> case_routes(Desk& desk) {
//     return {
//         {.method = "GET", .path = "/api/cases/{case}", .permission = "see-cases",
//          .summary = "One case, with its conversation and its history",
//          .handler = [&desk](const Request& request) { return show_case(desk, request); },
//          .answers = {{200, "The case", schema<CaseView>}, {404, "None, or it is hidden"}}},
//         {.method = "POST", .path = "/api/cases/{case}/assign", .permission = "act",
//          .summary = "Give a case to somebody",
//          .handler = [&desk](const Request& request) { return assign(desk, request); },
//          .request = schema<Assign>,
//          .answers = {{200, "The case as it is now", schema<CaseView>}, {409, "A named refusal"}},
//          .parameters = {if_match},
//          .rate = RateClass::write}};
//   }
//
// and the handler is a plain function that reads, acts and answers (reply.h):
//
//   Response assign(Desk& desk, const Request& request) {
//     const auto id = id_of(request, "case");
//     if (!id) return id.error();
//     const auto wish = body_of<Assign>(request);
//     if (!wish) return wish.error();
//     …
//     return with_etag(json_of(view), view.version);
//   }
//
// It runs on a worker's thread, may wait for the store, and may be called from several threads at a
// time. By then the chain (chain.h) has held the request against the limits, the rates and the
// guard; `request.actor` and `request.caller` say who asks. What it throws is answered with 500.
// Never write a person's text, a token or a cookie into an error's sentence.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/shape.h"
#include "http/message.h"
#include "http/rate_limit.h"

namespace decorum::http {

// The name of what somebody needs to be allowed; `everybody` says so. A route without one does not
// compile, nor does an empty one.
class PermissionName {
 public:
  consteval PermissionName(const char* name) : name_(name) {
    if (name_.empty()) throw "a route names who may use it";
  }
  constexpr std::string_view text() const { return name_; }
  constexpr bool operator==(const PermissionName& other) const { return name_ == other.name_; }

 private:
  std::string_view name_;
};
inline constexpr PermissionName everybody = "everybody";   // also who has not signed in
inline constexpr PermissionName signed_in = "signed-in";   // no permission but a known person

// Gives the JSON Schema of a described struct (base/shape.h) for the description of the API.
using Shape = std::string (*)(base::Schemas& named);

template <class T>
std::string schema(base::Schemas& named) {
  return base::schema_of<T>(named);
}

struct Answer {
  int status = 200;
  std::string_view about;
  Shape shape = nullptr;                          // none: no body, or one that is not JSON
  std::string_view type = "application/json";     // of the body, when there is one
};

struct Parameter {
  std::string_view name;
  std::string_view about;
  std::string_view in = "query";    // or "header"
  std::string_view type = "string";  // "integer", "boolean"
  bool required = false;
};

// Parameters that many routes have.
inline constexpr Parameter if_match{"If-Match", "The ETag of the version that was changed",
                                    "header", "string", true};
inline constexpr Parameter if_none_match{"If-None-Match", "An ETag that is held already", "header"};
inline constexpr Parameter idempotency_key{
    "Idempotency-Key", "The same key again gives the first answer again", "header"};
inline constexpr Parameter cursor_parameter{
    "cursor", "Where to go on, from the last page's `next`"};
inline constexpr Parameter limit_parameter{"limit", "Entries a page, at most", "query", "integer"};
inline constexpr Parameter last_event_id{
    "Last-Event-ID", "The last event that was seen, to go on after it", "header"};

// Texts are literals: they outlive the table.
struct Route {
  std::string_view method;
  // "/api/cases/{case}": a segment in braces is captured under that name. "{rest...}" as the last
  // segment takes all that follows, at least one segment.
  std::string_view path;
  PermissionName permission;
  std::string_view summary;  // one sentence without a full stop
  Handler handler;
  Shape request = nullptr;   // of the body
  std::string_view request_type = "application/json";
  std::vector<Answer> answers = {};
  std::vector<Parameter> parameters = {};
  std::size_t body_bytes_max = 1u << 20;
  RateClass rate = RateClass::read;
};

inline constexpr std::size_t routes_max = 1000;
inline constexpr std::size_t body_to_nowhere_bytes_max = 64u << 10;

// Built once, then only read; threads may share it.
class Router {
 public:
  // Asserts that every path is well formed, every row has a handler and answers, and no two rows
  // answer to the same method and shape of path.
  explicit Router(std::vector<Route> routes);

  struct Found {
    const Route* route = nullptr;  // none: nothing has this path, or only with other methods
    std::vector<std::pair<std::string, std::string>> captures;
    std::string allow;  // "GET, HEAD, OPTIONS": what the path takes; empty when nothing has it
  };
  // A plain segment wins over a captured one. HEAD finds the route of GET.
  Found find(std::string_view method, std::string_view path) const;

  // What the server may read of a request's body (server.h, BodyLimit). Where nothing is found it
  // is a little, so that the answer is that there is nothing.
  std::size_t body_bytes_max(std::string_view method, std::string_view path) const;

  const std::vector<Route>& routes() const { return routes_; }

 private:
  struct Entry {
    std::vector<std::string_view> segments;  // of the route's path
    std::size_t route;
  };
  bool matches(const Entry& entry, const std::vector<std::string_view>& segments) const;

  std::vector<Route> routes_;
  std::vector<Entry> entries_;  // the more particular first
};

}  // namespace decorum::http
