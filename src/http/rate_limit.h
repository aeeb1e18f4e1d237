// How often somebody may ask: token buckets, one for each (who, class of route). Who is a person or
// token once they are known, and the address before that. Time is an argument.
//
//   const Spent spent = limiter.spend("person:ana", RateClass::write, now);
//   if (!spent.admitted) return too_many_requests("…", spent.retry_after_s);
//
// At most buckets_max buckets are kept; the one that was least recently used goes first, so that a
// flood of addresses forgets the idle ones and not those at work.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/time.h"

namespace decorum::http {

// What a route costs. The rates are in rates_of_persons() and rates_of_addresses().
enum class RateClass : std::uint8_t {
  unlimited,    // health and metrics
  read,
  write,
  heavy,        // exports, replays, imports, PDF
  sign_in,      // passwords, codes, one-time links
  public_form,  // what people without an account send in
};
inline constexpr std::size_t rate_class_count = 6;
inline constexpr std::array<std::string_view, rate_class_count> rate_class_names{
    "unlimited", "read", "write", "heavy", "sign-in", "public-form"};

// `burst` at once, then `per_minute`. Nought per minute: no bound.
struct Rate {
  std::int64_t per_minute = 0;
  std::int64_t burst = 0;
};
using Rates = std::array<Rate, rate_class_count>;

// A person's own: what hands can do, and a script that is not in a loop gone wrong.
constexpr Rates rates_of_persons() {
  return {{{0, 0}, {1200, 200}, {300, 60}, {20, 10}, {20, 10}, {20, 10}}};
}
// Of an address: an office of many people may stand behind one. Guessing a password may not.
constexpr Rates rates_of_addresses() {
  return {{{0, 0}, {12'000, 2000}, {3000, 600}, {60, 30}, {20, 10}, {20, 10}}};
}

struct Spent {
  bool admitted = true;
  std::int64_t limit = 0;      // the burst; 0: the class has no bound
  std::int64_t remaining = 0;  // whole requests that could follow at once
  int retry_after_s = 0;       // until one more is admitted; at least 1 when it was not
  int reset_after_s = 0;       // until the bucket is full again
};

inline constexpr std::size_t buckets_max = 100'000;

// Threads may share it.
class RateLimiter {
 public:
  explicit RateLimiter(const Rates& rates, std::size_t most = buckets_max)
      : rates_(rates), most_(most) {}

  Spent spend(std::string_view who, RateClass cost, base::Time now);
  std::size_t size() const;

 private:
  struct Bucket {
    std::string key;
    std::int64_t micro_tokens;  // a token is a request
    base::Time at;
  };

  const Rates rates_;
  const std::size_t most_;
  mutable std::mutex mutex_;
  std::list<Bucket> buckets_;  // the most recently used first
  std::unordered_map<std::string_view, std::list<Bucket>::iterator> by_key_;
};

}  // namespace decorum::http
