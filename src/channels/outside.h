// The one way in which the program fetches from outside, and sends to it, over HTTP.
//
//   Outside outside({.allowed = {"search.internal:8080"}});
//   tl::expected<Answer, Trouble> answer = outside.call({.url = "https://example.org/feed"});
//   if (!answer) ...                     // down, slow, too much, refused by the guard
//   else if (answer->status == 304) ...  // the other side's own answer, whatever it says
//
// The guard, because addresses come from people, posts and other sites:
// - https only, unless `plain_http`; no name and password in an address; ports 443 and 80, and
//   those from 1024 up.
// - The connection is made only to a public address (channels/address.h). It is the address of the
//   connection itself that is looked at, so a name that resolves otherwise a moment later gains
//   nothing, and each redirect is held to the same.
// - HOST:PORT on the administrator's list `allowed` may be private, plain http, and any port.
// - Redirects: only of GET and HEAD, at most redirects_max, never from https to http; to another
//   host the caller's headers do not go along, but for accept, if-none-match and
//   if-modified-since.
// - No cookies, no .netrc, no proxy from the environment, no connection used again.
// Bounds: `total` for the whole call with its redirects, `connect` for each connection, at least
// 64 bytes a second over 20 seconds, `bytes_max` of a body after it is unpacked,
// headers_bytes_max of headers. A call throws nothing and waits at most `total` (and a second).
// A Trouble names the host and never the path, a header, or a body: those may hold secrets.
//
// One thread at a time uses an Outside.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

#include "base/time.h"
#include "channels/channel.h"

namespace decorum::channels {

inline constexpr std::size_t headers_bytes_max = 64 * 1024;
inline constexpr int redirects_max = 3;

struct OutsideRules {
  std::vector<std::string> allowed = {};  // HOST:PORT, small letters; an IPv6 address in brackets
  bool plain_http = false;
  std::string user_agent = "Decorum (social media desk)";
  std::string authorities = {};  // a file of certificates to trust instead of the system's
};

struct Call {
  std::string method = "GET";
  std::string url = {};
  std::vector<std::pair<std::string, std::string>> headers = {};
  std::string body = {};  // sent with POST, PUT, PATCH and DELETE
  base::Duration total = std::chrono::seconds(30);
  base::Duration connect = std::chrono::seconds(10);
  std::size_t bytes_max = 8u << 20;
};

struct Answer {
  int status = 0;
  std::vector<std::pair<std::string, std::string>> headers = {};  // names in small letters
  std::string body = {};
  std::string url = {};  // that answered, after redirects

  // The first of that name; empty when there is none.
  std::string_view header(std::string_view name) const;
};

class Outside {
 public:
  explicit Outside(OutsideRules rules = {});

  tl::expected<Answer, Trouble> call(const Call& call);

 private:
  OutsideRules rules_;
};

// How long the other side asks to wait: `retry-after` as seconds, or as a date held against the
// answer's own `date`. None when it does not say; at most a day.
std::optional<base::Duration> asked_wait(const Answer& answer);

// What an answer outside 200..299 means for a channel; none for one inside.
std::optional<Trouble> trouble_of(const Answer& answer);

// `reference` seen from the page at `base`, when that is http or https, UTF-8, and not over
// post::url_bytes_max; else empty.
std::string resolved_url(std::string_view base, std::string_view reference);

// "host" of an address, for sentences; empty when it is none.
std::string host_of(std::string_view url);

}  // namespace decorum::channels
