#include "http/rate_limit.h"

#include <algorithm>

#include <fmt/format.h>

namespace decorum::http {

namespace {

constexpr std::int64_t micro = 1'000'000;
constexpr std::int64_t seconds_a_minute = 60;

// Rounded up: whoever comes back then is admitted.
int seconds_for(std::int64_t micro_tokens, const Rate& rate) {
  const std::int64_t needed = micro_tokens * seconds_a_minute;
  const std::int64_t a_second = rate.per_minute * micro;
  return static_cast<int>((needed + a_second - 1) / a_second);
}

}  // namespace

Spent RateLimiter::spend(std::string_view who, RateClass cost, base::Time now) {
  const auto index = static_cast<std::size_t>(cost);
  const Rate& rate = rates_[index];
  if (rate.per_minute == 0) return {};
  const std::int64_t full = rate.burst * micro;
  std::string key = fmt::format("{} {}", index, who);

  const std::lock_guard lock(mutex_);
  const auto held = by_key_.find(key);
  if (held == by_key_.end()) {
    if (buckets_.size() >= most_) {
      by_key_.erase(buckets_.back().key);
      buckets_.pop_back();
    }
    buckets_.push_front({std::move(key), full, now});
    by_key_.emplace(buckets_.front().key, buckets_.begin());
  } else {
    buckets_.splice(buckets_.begin(), buckets_, held->second);
  }
  Bucket& bucket = buckets_.front();
  // A clock that was set back gives nothing; a long time gives no more than a full bucket.
  const std::int64_t time_to_fill = full * seconds_a_minute / rate.per_minute;
  const std::int64_t passed =
      std::clamp<std::int64_t>((now - bucket.at).count(), 0, time_to_fill);
  bucket.micro_tokens =
      std::min(full, bucket.micro_tokens + passed * rate.per_minute / seconds_a_minute);
  bucket.at = std::max(bucket.at, now);

  Spent spent{.limit = rate.burst};
  spent.admitted = bucket.micro_tokens >= micro;
  if (spent.admitted) {
    bucket.micro_tokens -= micro;
  } else {
    spent.retry_after_s = std::max(1, seconds_for(micro - bucket.micro_tokens, rate));
  }
  spent.remaining = bucket.micro_tokens / micro;
  spent.reset_after_s = seconds_for(full - bucket.micro_tokens, rate);
  return spent;
}

std::size_t RateLimiter::size() const {
  const std::lock_guard lock(mutex_);
  return buckets_.size();
}

}  // namespace decorum::http
