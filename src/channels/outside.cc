#include "channels/outside.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <memory>
#include <mutex>
#include <sys/socket.h>

#include <curl/curl.h>
#include <fmt/format.h>

#include "base/utf8.h"
#include "channels/address.h"
#include "channels/dates.h"
#include "post/post.h"

namespace decorum::channels {
namespace {

constexpr long low_speed_bytes = 64;
constexpr long low_speed_seconds = 20;
constexpr long lowest_free_port = 1024;

struct CloseCurl {
  void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
};
struct CloseUrl {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
struct CloseList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Url = std::unique_ptr<CURLU, CloseUrl>;
using List = std::unique_ptr<curl_slist, CloseList>;

void start_curl_once() {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

std::string small(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::string part_of(CURLU* url, CURLUPart part, unsigned flags = 0) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, flags) != CURLUE_OK || text == nullptr) return {};
  std::string out(text);
  curl_free(text);
  return out;
}

Url parsed(std::string_view text) {
  Url url(curl_url());
  const std::string copy(text);
  if (copy.size() > post::url_bytes_max || copy.find('\0') != std::string::npos ||
      curl_url_set(url.get(), CURLUPART_URL, copy.c_str(), 0) != CURLUE_OK) {
    return nullptr;
  }
  return url;
}

Trouble refused(std::string what) { return {Trouble::Kind::refused, std::move(what), {}}; }

struct Target {
  std::string url, scheme, host;
  long port = 0;
  bool allowed = false;  // on the administrator's list

  std::string origin() const { return fmt::format("{}://{}:{}", scheme, host, port); }
};

tl::expected<Target, Trouble> target_of(const std::string& text, const OutsideRules& rules) {
  const Url url = parsed(text);
  if (!url) return tl::unexpected(refused("this is not an address that starts with https://"));
  Target target;
  target.scheme = small(part_of(url.get(), CURLUPART_SCHEME));
  target.host = small(part_of(url.get(), CURLUPART_HOST));
  const std::string port = part_of(url.get(), CURLUPART_PORT, CURLU_DEFAULT_PORT);
  std::from_chars(port.data(), port.data() + port.size(), target.port);
  if (target.scheme != "https" && target.scheme != "http") {
    return tl::unexpected(refused("only addresses that start with https:// are fetched"));
  }
  if (!part_of(url.get(), CURLUPART_USER).empty() ||
      !part_of(url.get(), CURLUPART_PASSWORD).empty()) {
    return tl::unexpected(
        refused(fmt::format("the address on {} holds a name or password; "
                            "give them in the channel's settings", target.host)));
  }
  target.allowed = std::find(rules.allowed.begin(), rules.allowed.end(),
                             fmt::format("{}:{}", target.host, target.port)) !=
                   rules.allowed.end();
  if (!target.allowed) {
    if (target.scheme == "http" && !rules.plain_http) {
      return tl::unexpected(refused(
          fmt::format("{} was to be reached without encryption; use https://", target.host)));
    }
    if (target.port != 443 && target.port != 80 && target.port < lowest_free_port) {
      return tl::unexpected(refused(fmt::format(
          "port {} of {} is not one for pages; an administrator can put it on the allow list",
          target.port, target.host)));
    }
  }
  // Without the fragment, which is never sent, and as the library itself reads the address.
  curl_url_set(url.get(), CURLUPART_FRAGMENT, nullptr, 0);
  target.url = part_of(url.get(), CURLUPART_URL);
  return target;
}

// What one request gathers, and why it was stopped.
struct Gathered {
  bool allowed = false;
  std::size_t bytes_max = 0;
  Answer answer;
  std::size_t headers_bytes = 0;
  bool forbidden_address = false, too_much = false;
};

curl_socket_t open_socket(void* data, curlsocktype, curl_sockaddr* address) {
  auto& gathered = *static_cast<Gathered*>(data);
  if (!gathered.allowed && !is_public(address->addr)) {
    gathered.forbidden_address = true;
    return CURL_SOCKET_BAD;
  }
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

std::size_t take_body(char* data, std::size_t, std::size_t size, void* user) {
  auto& gathered = *static_cast<Gathered*>(user);
  if (gathered.answer.body.size() + size > gathered.bytes_max) {
    gathered.too_much = true;
    return 0;
  }
  gathered.answer.body.append(data, size);
  return size;
}

std::size_t take_header(char* data, std::size_t, std::size_t size, void* user) {
  auto& gathered = *static_cast<Gathered*>(user);
  gathered.headers_bytes += size;
  if (gathered.headers_bytes > headers_bytes_max) {
    gathered.too_much = true;
    return 0;
  }
  const std::string_view line(data, size);
  // A new status line (after "100 Continue") starts the headers anew.
  if (line.substr(0, 5) == "HTTP/") gathered.answer.headers.clear();
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0) return size;
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t start = line.find_first_not_of(blanks, colon + 1);
  const std::size_t end = line.find_last_not_of(blanks);
  gathered.answer.headers.emplace_back(
      small(line.substr(0, colon)),
      start == std::string_view::npos ? std::string() : line.substr(start, end + 1 - start));
  return size;
}

Trouble trouble_of_code(CURLcode code, const Gathered& gathered, const Target& target) {
  const std::string& host = target.host;
  if (gathered.forbidden_address) {
    return refused(fmt::format("{} leads to an address that is not public; "
                               "an administrator can put {}:{} on the allow list",
                               host, host, target.port));
  }
  if (gathered.too_much) {
    return {Trouble::Kind::rubbish,
            fmt::format("{} answered with more than {} bytes", host, gathered.bytes_max), {}};
  }
  switch (code) {
    case CURLE_OPERATION_TIMEDOUT:
      return {Trouble::Kind::slow, fmt::format("{} did not answer in time", host), {}};
    case CURLE_COULDNT_RESOLVE_HOST:
      return {Trouble::Kind::unreachable, fmt::format("no machine is called {}", host), {}};
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CACERT_BADFILE:
      return {Trouble::Kind::unreachable,
              fmt::format("{} could not show a certificate that holds for it", host), {}};
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_BAD_CONTENT_ENCODING:
    case CURLE_HTTP2:
    case CURLE_UNSUPPORTED_PROTOCOL:
      return {Trouble::Kind::rubbish, fmt::format("{} answered something that is no HTTP", host),
              {}};
    default:
      return {Trouble::Kind::unreachable, fmt::format("{} could not be reached", host), {}};
  }
}

bool sends_body(const std::string& method) {
  return method == "POST" || method == "PUT" || method == "PATCH" || method == "DELETE";
}

bool is_plain(std::string_view text) {
  return text.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos;
}

List header_list(const Call& call, bool same_origin) {
  constexpr std::array<std::string_view, 3> harmless = {"accept", "if-none-match",
                                                        "if-modified-since"};
  curl_slist* list = curl_slist_append(nullptr, "Expect:");
  for (const auto& [name, value] : call.headers) {
    if (!is_plain(name) || !is_plain(value)) continue;  // call() has refused these
    const std::string low = small(name);
    if (!same_origin && std::find(harmless.begin(), harmless.end(), low) == harmless.end()) {
      continue;
    }
    // The library drops "name:" alone; "name;" sends it empty.
    const std::string line = value.empty() ? name + ";" : fmt::format("{}: {}", name, value);
    list = curl_slist_append(list, line.c_str());
  }
  return List(list);
}

struct Request {
  const Call& call;
  const OutsideRules& rules;
  const Target& target;
  bool same_origin;
  std::chrono::milliseconds left;
};

void set_up(CURL* curl, const Request& request, curl_slist* headers, Gathered& gathered) {
  const Call& call = request.call;
  const auto connect = std::chrono::duration_cast<std::chrono::milliseconds>(call.connect);
  curl_easy_setopt(curl, CURLOPT_URL, request.target.url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  // A name that takes long is not waited for past the time of the call.
  curl_easy_setopt(curl, CURLOPT_QUICK_EXIT, 1L);
  curl_easy_setopt(curl, CURLOPT_PROXY, "");
  curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
  curl_easy_setopt(curl, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  curl_easy_setopt(curl, CURLOPT_FORBID_REUSE, 1L);
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, &gathered);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(request.left.count()));
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS,
                   static_cast<long>(std::min(connect, request.left).count()));
  curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, low_speed_bytes);
  curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, low_speed_seconds);
  curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "gzip, deflate");
  curl_easy_setopt(curl, CURLOPT_USERAGENT, request.rules.user_agent.c_str());
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &gathered);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, &gathered);
  if (!request.rules.authorities.empty()) {
    curl_easy_setopt(curl, CURLOPT_CAINFO, request.rules.authorities.c_str());
  }
  if (sends_body(call.method)) {
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE,
                     static_cast<curl_off_t>(call.body.size()));
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, call.body.data());
  }
  if (call.method == "HEAD") curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
  curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, call.method.c_str());
}

struct OneAnswer {
  Answer answer;
  std::string next;  // where a redirect leads
};

tl::expected<OneAnswer, Trouble> perform(const Request& request) {
  const std::unique_ptr<CURL, CloseCurl> curl(curl_easy_init());
  Gathered gathered;
  gathered.allowed = request.target.allowed;
  gathered.bytes_max = request.call.bytes_max;
  const List headers = header_list(request.call, request.same_origin);
  set_up(curl.get(), request, headers.get(), gathered);
  const CURLcode code = curl_easy_perform(curl.get());
  if (code != CURLE_OK) {
    return tl::unexpected(trouble_of_code(code, gathered, request.target));
  }
  long status = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
  char* next = nullptr;
  curl_easy_getinfo(curl.get(), CURLINFO_REDIRECT_URL, &next);
  OneAnswer out{std::move(gathered.answer), next == nullptr ? "" : next};
  out.answer.status = static_cast<int>(status);
  out.answer.url = request.target.url;
  return out;
}

bool is_redirect(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

}  // namespace

std::string_view Answer::header(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (key == name) return value;
  }
  return {};
}

Outside::Outside(OutsideRules rules) : rules_(std::move(rules)) { start_curl_once(); }

tl::expected<Answer, Trouble> Outside::call(const Call& call) {
  const auto deadline = std::chrono::steady_clock::now() + call.total;
  for (const auto& [name, value] : call.headers) {
    if (!is_plain(name) || !is_plain(value)) {
      return tl::unexpected(refused("a header may not hold a line's end"));
    }
  }
  auto target = target_of(call.url, rules_);
  if (!target) return tl::unexpected(target.error());
  const std::string first_origin = target->origin();
  for (int hop = 0;; ++hop) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        deadline - std::chrono::steady_clock::now());
    if (left.count() <= 0) {
      return tl::unexpected(Trouble{Trouble::Kind::slow,
                                    fmt::format("{} did not answer in time", target->host), {}});
    }
    auto one = perform({call, rules_, *target, target->origin() == first_origin, left});
    if (!one) return tl::unexpected(one.error());
    const bool follows = call.method == "GET" || call.method == "HEAD";
    if (!follows || !is_redirect(one->answer.status) || one->next.empty()) return one->answer;
    if (hop == redirects_max) {
      return tl::unexpected(
          refused(fmt::format("{} sends on more than {} times", host_of(call.url),
                              redirects_max)));
    }
    auto next = target_of(one->next, rules_);
    if (!next) return tl::unexpected(next.error());
    if (target->scheme == "https" && next->scheme == "http") {
      return tl::unexpected(refused(fmt::format(
          "{} sends on to {} without encryption", target->host, next->host)));
    }
    target = std::move(next);
  }
}

std::optional<base::Duration> asked_wait(const Answer& answer) {
  constexpr base::Duration longest = std::chrono::hours(24);
  const std::string_view text = answer.header("retry-after");
  if (text.empty()) return std::nullopt;
  std::int64_t seconds = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (read.ec == std::errc::result_out_of_range) return longest;
  if (read.ec == std::errc() && read.ptr == text.data() + text.size()) {
    if (seconds < 0) return std::nullopt;
    return std::min<base::Duration>(std::chrono::seconds(std::min<std::int64_t>(seconds, 86400)),
                                    longest);
  }
  const auto at = parse_mail_date(text);
  const auto now = parse_mail_date(answer.header("date"));
  if (!at || !now) return std::nullopt;
  return std::clamp<base::Duration>(*at - *now, base::Duration::zero(), longest);
}

std::optional<Trouble> trouble_of(const Answer& answer) {
  const int status = answer.status;
  if (status >= 200 && status < 300) return std::nullopt;
  const std::string what = fmt::format("{} answered {}", host_of(answer.url), status);
  const std::optional<base::Duration> wait = asked_wait(answer);
  if (status == 401) return Trouble{Trouble::Kind::signed_out, what, wait};
  if (status == 429) return Trouble{Trouble::Kind::rate_limited, what, wait};
  if (status == 408 || status == 425) return Trouble{Trouble::Kind::slow, what, wait};
  if (status >= 500) return Trouble{Trouble::Kind::unreachable, what, wait};
  if (status >= 400) return Trouble{Trouble::Kind::refused, what, wait};
  return Trouble{Trouble::Kind::rubbish, what, wait};
}

std::string resolved_url(std::string_view base, std::string_view reference) {
  const std::string copy(reference);
  if (copy.empty() || copy.size() > post::url_bytes_max ||
      copy.find('\0') != std::string::npos) {
    return {};
  }
  Url url = base.empty() ? Url(curl_url()) : parsed(base);
  if (!url || curl_url_set(url.get(), CURLUPART_URL, copy.c_str(), CURLU_URLENCODE) != CURLUE_OK) {
    return {};
  }
  const std::string scheme = small(part_of(url.get(), CURLUPART_SCHEME));
  if (scheme != "http" && scheme != "https") return {};
  std::string out = part_of(url.get(), CURLUPART_URL);
  return out.size() > post::url_bytes_max || !base::is_valid_utf8(out) ? std::string() : out;
}

std::string host_of(std::string_view url) {
  const Url read = parsed(url);
  return read ? small(part_of(read.get(), CURLUPART_HOST)) : std::string();
}

}  // namespace decorum::channels
