#include "http/rate_limit.h"

#include <string>

#include <gtest/gtest.h>

namespace decorum::http {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr base::Time noon{hours(12)};

// Sixty a minute, three at once.
Rates one_a_second() {
  Rates rates{};
  rates[static_cast<std::size_t>(RateClass::write)] = {60, 3};
  rates[static_cast<std::size_t>(RateClass::read)] = {60, 1};
  return rates;
}

bool admits(RateLimiter& limiter, std::string_view who, base::Time now) {
  return limiter.spend(who, RateClass::write, now).admitted;
}

TEST(RateLimiter, AdmitsABurstAndThenTheRate) {
  RateLimiter limiter(one_a_second());
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(limiter.spend("ana", RateClass::write, noon).remaining, 2 - i);
  }
  const Spent refused = limiter.spend("ana", RateClass::write, noon);
  EXPECT_FALSE(refused.admitted);
  EXPECT_EQ(refused.retry_after_s, 1);
  EXPECT_EQ(refused.reset_after_s, 3);
  EXPECT_FALSE(admits(limiter, "ana", noon + milliseconds(999)));
  EXPECT_TRUE(admits(limiter, "ana", noon + seconds(1)));
  EXPECT_FALSE(admits(limiter, "ana", noon + seconds(1)));
}

TEST(RateLimiter, CountsEachForThemselvesAndEachClassApart) {
  RateLimiter limiter(one_a_second());
  EXPECT_TRUE(limiter.spend("ana", RateClass::read, noon).admitted);
  EXPECT_FALSE(limiter.spend("ana", RateClass::read, noon).admitted);
  EXPECT_TRUE(limiter.spend("ana", RateClass::write, noon).admitted);
  EXPECT_TRUE(limiter.spend("ben", RateClass::read, noon).admitted);
}

TEST(RateLimiter, SavesNoMoreThanABurst) {
  RateLimiter limiter(one_a_second());
  EXPECT_TRUE(admits(limiter, "ana", noon));
  const base::Time later = noon + hours(24 * 365);
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(admits(limiter, "ana", later));
  EXPECT_FALSE(admits(limiter, "ana", later));
}

TEST(RateLimiter, GivesNothingForAClockSetBack) {
  RateLimiter limiter(one_a_second());
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(admits(limiter, "ana", noon));
  EXPECT_FALSE(admits(limiter, "ana", noon - hours(1)));
  EXPECT_FALSE(admits(limiter, "ana", noon)) << "the hour is not counted twice";
  EXPECT_TRUE(admits(limiter, "ana", noon + seconds(1)));
}

TEST(RateLimiter, HasNoBoundForHealth) {
  RateLimiter limiter(rates_of_persons());
  for (int i = 0; i < 10'000; ++i) {
    ASSERT_TRUE(limiter.spend("probe", RateClass::unlimited, noon).admitted);
  }
  EXPECT_EQ(limiter.size(), 0u);
}

TEST(RateLimiter, ForgetsTheLeastRecentlyUsed) {
  RateLimiter limiter(one_a_second(), 3);
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(admits(limiter, "ana", noon));
  for (int i = 0; i < 1000; ++i) {
    admits(limiter, "stranger " + std::to_string(i), noon);
    EXPECT_LE(limiter.size(), 3u);
    EXPECT_FALSE(admits(limiter, "ana", noon)) << "who is at work is not forgotten";
  }
}

}  // namespace
}  // namespace decorum::http
