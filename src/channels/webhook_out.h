// Tells others' programs what happened: one signed webhook at a time, as Standard Webhooks says
// (https://www.standardwebhooks.com).
//
//   base::Result<std::string> body = webhook_body({"case.opened", time, {R"({"case":"0e3m…"})"}});
//   Delivered delivered = deliver(outside, {url, {key}}, "0e3m5k7hq0004", *body, now);
//   if (delivered.kind == Delivered::Kind::again)
//     later(next_try(attempt, chance), delivered.wait);    // and the same id and body once more
//
// The id is made before the first try and stays, so that the receiver can tell a repetition. The
// body is what was written down then, byte by byte; only the timestamp and signature are of the
// try. Redirects are not followed. The receiver has 20 seconds.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/shape.h"
#include "channels/outside.h"

namespace decorum::channels {

inline constexpr std::size_t webhook_bytes_max = 20'000;
inline constexpr std::size_t webhook_keys_max = 4;  // of one receiver, while a secret is changed
inline constexpr int webhook_tries_max = 10;

struct Happening {
  std::string type;      // "case.opened"
  base::Time timestamp;  // when it happened
  base::RawJson data{"{}"};
};

template <class Visitor>
void describe(Visitor& v, Happening& h) {
  v.field("type", h.type, {.most = 128, .may_be_empty = false,
                           .about = "What happened, such as case.opened"});
  v.field("timestamp", h.timestamp, {.about = "When it happened"});
  v.field("data", h.data, {.most = webhook_bytes_max, .about = "Of what, by its kind"});
}

// {"type","timestamp","data"}; refused over webhook_bytes_max.
base::Result<std::string> webhook_body(const Happening& happening);

struct WebhookReceiver {
  std::string url;
  std::vector<std::string> keys;  // bytes, of read_secret; the newest first
};

struct Delivered {
  enum class Kind : std::uint8_t {
    yes,       // 200 to 299
    again,     // try later
    disabled,  // 410: the receiver wants no more of anything
  };
  Kind kind = Kind::again;
  std::optional<base::Duration> wait;  // at least so long, as the receiver asks; a day at most
  std::string what;                    // a sentence, when it is not yes
};

Delivered deliver(Outside& outside, const WebhookReceiver& receiver, std::string_view id,
                  const std::string& body, base::Time now);

// How long after the one before try number `attempt` (from 1) is made: 0, 5 s, 5 min, 30 min, 2 h,
// 5 h, 10 h, 14 h, 20 h, 24 h; none after the last. `chance`, from 0 to 1, makes it up to a tenth
// longer, so that many webhooks that failed together do not come back together.
std::optional<base::Duration> next_try(int attempt, double chance);

// When try number `attempt` is due, after one that was made at `last`.
std::optional<base::Time> next_try_at(int attempt, double chance, base::Time last,
                                      const Delivered& delivered);

}  // namespace decorum::channels
