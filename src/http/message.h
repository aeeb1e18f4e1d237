// What the handlers see of HTTP: a request and a response as plain structs. The library that speaks
// the protocol stays behind server.h, in translation units of its own.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace decorum::http {

// Names in small letters; at most header_lines_max.
using Headers = std::vector<std::pair<std::string, std::string>>;
inline constexpr std::size_t header_lines_max = 100;

// What the guard knows of whoever asks; auth.h says what that is.
struct Caller;

struct Request {
  std::string method;                                       // "GET", in capitals
  std::string path;                                         // decoded, starts with "/"
  std::vector<std::pair<std::string, std::string>> query;   // decoded, in order
  Headers headers;
  std::string body;
  std::string address;  // of the person's machine; behind a trusted proxy, what the proxy says
  bool secure = false;  // came over TLS, here or at a trusted proxy
  std::string id;       // of this request, for the log and the answer's `x-request-id`
  // Filled in by the router from the route's path: "/api/cases/{case}".
  std::vector<std::pair<std::string, std::string>> captures;
  // Filled in by the chain, from what the guard said.
  std::string actor;  // "person:ID", "token:ID"; empty when nobody has signed in
  std::shared_ptr<const Caller> caller;

  // The first header, query field or capture of that name; empty when there is none.
  std::string_view header(std::string_view name) const;
  std::optional<std::string_view> query_field(std::string_view name) const;
  std::string_view capture(std::string_view name) const;
  std::optional<std::string_view> cookie(std::string_view name) const;
};

// A body that is written piece by piece, as long as it lasts (server-sent events). The server asks
// for the next piece from a thread that may wait; nullopt ends the body. `wait_ms` is how long it
// should wait at most before it answers with an empty piece.
using Stream = std::function<std::optional<std::string>(int wait_ms)>;

struct Response {
  int status = 200;
  Headers headers;
  std::string body;
  Stream stream;  // when set, `body` is not used
  // Set beside `stream` when the stream knows by itself that it has more: the server hands in a
  // function that may be called from any thread, and asks for the next piece then. Without it the
  // server asks every few hundred milliseconds.
  std::function<void(std::function<void()> wake)> on_ready;

  void set(std::string name, std::string value);
};

using Handler = std::function<Response(const Request&)>;
// What the server hands a request to: it may fill in what is known of the request on the way.
using Entry = std::function<Response(Request&)>;

// The reason phrase of a status.
std::string_view phrase_of(int status);

}  // namespace decorum::http
