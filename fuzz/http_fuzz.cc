// The path of a request: however its bytes are cut, the reader says the same; what it takes is
// within its bounds and means one thing; and what handlers read of headers, queries and cursors
// holds what it promises.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "http/etag.h"
#include "http/head.h"
#include "http/idempotency.h"
#include "http/paging.h"
#include "http/proxies.h"
#include "http/reply.h"
#include "http/request_reader.h"
#include "http/response_head.h"
#include "http/router.h"

namespace {

namespace http = decorum::http;
using Step = http::RequestReader::Step;

constexpr std::size_t body_bytes_max = 300;

void require(bool holds) {
  if (!holds) std::abort();
}

http::Limits small() {
  http::Limits limits;
  limits.head_bytes_max = 2000;
  limits.target_bytes_max = 500;
  limits.query_fields_max = 10;
  return limits;
}

void check_request(const http::Request& request) {
  require(request.path.starts_with('/'));
  require(decorum::base::is_valid_utf8(request.path));
  require(request.path.find('\0') == std::string::npos);
  require((request.path + "/").find("/../") == std::string::npos);
  require(request.headers.size() <= http::header_lines_max);
  require(request.query.size() <= small().query_fields_max);
  require(request.body.size() <= body_bytes_max);
  for (const auto& [name, value] : request.headers) {
    require(value.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos);
    require(std::none_of(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; }));
  }
}

// The requests that came out of the bytes until one was refused, as text.
std::string read_all(std::string_view bytes, std::size_t piece) {
  const http::Limits limits = small();
  http::RequestReader reader(limits);
  std::string out;
  bool in_body = false;
  for (;;) {
    Step step = in_body ? reader.read_body() : reader.read_head();
    if (step == Step::done && !in_body) {
      in_body = true;
      step = reader.admit(body_bytes_max);
      if (step == Step::more) step = reader.read_body();
    }
    if (step == Step::refused) return out;
    if (step == Step::done) {
      const http::Request request = reader.take();
      check_request(request);
      out += request.method + " " + request.path + " " + request.body + "\n";
      in_body = false;
      continue;
    }
    if (bytes.empty()) return out;
    reader.push(bytes.substr(0, piece));
    bytes.remove_prefix(std::min(piece, bytes.size()));
  }
}

http::Response nothing(const http::Request&) { return http::no_content(); }

const http::Router& router() {
  static const http::Router table({{.method = "GET", .path = "/a/{b}/c/{d}",
                                    .permission = http::everybody, .summary = "A row",
                                    .handler = nothing, .answers = {{204, "Nothing"}}},
                                   {.method = "GET", .path = "/{rest...}",
                                    .permission = http::everybody, .summary = "The rest",
                                    .handler = nothing, .answers = {{204, "Nothing"}}}});
  return table;
}

void check_parts(std::string_view text) {
  if (const auto target = http::parse_target(text, small())) {
    const auto found = router().find("GET", target->path);
    for (const auto& [name, value] : found.captures) require(!value.empty());
    http::Request request;
    request.path = target->path;
    request.query = target->query;
    http::Response response;
    http::add_next(response, request, "next");
    const std::string& link = response.headers.front().second;
    const auto again = http::parse_target(link.substr(1, link.find('>') - 1), http::Limits{});
    require(again && again->path == target->path);
  }
  if (const auto cursor = http::parse_cursor(text)) require(http::cursor_text(*cursor) == text);
  if (const auto tags = http::parse_etags(text)) require(tags->any == tags->tags.empty());
  http::Request request;
  request.headers = {{"cookie", std::string(text)},
                     {"x-forwarded-for", std::string(text)},
                     {"idempotency-key", std::string(text)}};
  request.query = {{"limit", std::string(text)}, {"since", std::string(text)}};
  static_cast<void>(request.cookie("session"));
  static_cast<void>(http::idempotency_key_of(request));
  static_cast<void>(http::time_of(request, "since"));
  if (const auto page = http::page_of(request, "a")) require(page->limit <= http::page_limit_max);
  static const auto proxies = http::TrustedProxies::parse({"10.0.0.0/8"});
  const auto origin = proxies->origin_of("10.0.0.1", false, request.headers);
  require(http::parse_address(origin.address).has_value());

  http::Response response;
  response.set("x-thing", std::string(text));
  const std::string head = http::response_head(response, {}, "", 0);
  require(std::count(head.begin(), head.end(), '\n') == 5);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::string whole = read_all(bytes, std::max<std::size_t>(size, 1));
  require(read_all(bytes, 7) == whole);
  require(read_all(bytes, 1) == whole);
  check_parts(bytes);
  return 0;
}
