#include "channels/webhook_out.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "channels/server_for_test.h"

namespace decorum::channels {
namespace {

using namespace std::chrono_literals;
using Kind = Delivered::Kind;

const base::Time now = *base::parse_rfc3339("2026-11-24T09:30:00Z");

TEST(NextTry, IsTheScheduleOfStandardWebhooks) {
  const base::Duration want[] = {0s, 5s, 5min, 30min, 2h, 5h, 10h, 14h, 20h, 24h};
  for (int attempt = 1; attempt <= webhook_tries_max; ++attempt) {
    const base::Duration wait = want[attempt - 1];
    EXPECT_EQ(next_try(attempt, 0), wait);
    EXPECT_EQ(next_try(attempt, 1), wait + wait / 10);
    EXPECT_EQ(next_try(attempt, 7), wait + wait / 10);
    EXPECT_EQ(next_try(attempt, -1), wait);
  }
  EXPECT_FALSE(next_try(11, 0));
}

TEST(NextTry, WhatTheReceiverAsksIsTheLeast) {
  EXPECT_EQ(next_try_at(2, 0, now, {Kind::again, {}, ""}), now + 5s);
  EXPECT_EQ(next_try_at(2, 0, now, {Kind::again, 2min, ""}), now + 2min);
  EXPECT_EQ(next_try_at(3, 0, now, {Kind::again, 2min, ""}), now + 5min);
  EXPECT_FALSE(next_try_at(11, 0, now, {Kind::again, 2min, ""}));
  EXPECT_FALSE(next_try_at(2, 0, now, {Kind::yes, {}, ""}));
  EXPECT_FALSE(next_try_at(2, 0, now, {Kind::disabled, {}, ""}));
}

TEST(WebhookBody, IsBounded) {
  EXPECT_EQ(*webhook_body({"case.opened", now, {R"({"case":"x"})"}}),
            R"({"type":"case.opened","timestamp":"2026-11-24T09:30:00Z","data":{"case":"x"}})");
  const std::string large = "\"" + std::string(webhook_bytes_max, 'x') + "\"";
  EXPECT_FALSE(webhook_body({"case.opened", now, {large}}));
}

class DeliverTest : public testing::Test {
 protected:
  Delivered to(const std::string& path) {
    Outside outside({.allowed = {"127.0.0.1:" + server.words()[0]}});
    return deliver(outside, {"http://127.0.0.1:" + server.words()[0] + path, keys}, "msg_1", "{}",
                   now);
  }

  ServerForTest server{"src/channels/outside_for_test.py"};
  std::vector<std::string> keys = {std::string(24, 'a'), std::string(24, 'b')};
};

TEST_F(DeliverTest, WhatAnAnswerMeans) {
  struct Case {
    std::string path;
    Kind kind;
    std::optional<base::Duration> wait;
  };
  for (const Case& c : std::vector<Case>{{"/status?code=200", Kind::yes, {}},
                                         {"/status?code=204", Kind::yes, {}},
                                         {"/status?code=410", Kind::disabled, {}},
                                         {"/status?code=404", Kind::again, {}},
                                         {"/status?code=400&wait=9", Kind::again, {}},
                                         {"/status?code=429&wait=9", Kind::again, 9s},
                                         {"/status?code=503&wait=90000", Kind::again, 24h},
                                         {"/status?code=500&wait=9", Kind::again, {}},
                                         {"/to?u=/hello", Kind::again, {}},
                                         {"/rubbish", Kind::again, {}},
                                         {"/cut", Kind::again, {}}}) {
    const Delivered delivered = to(c.path);
    EXPECT_EQ(delivered.kind, c.kind) << c.path << delivered.what;
    EXPECT_EQ(delivered.wait, c.wait) << c.path;
    EXPECT_EQ(delivered.what.empty(), c.kind == Kind::yes);
    EXPECT_EQ(delivered.what.find(c.path), std::string::npos);
  }
}

// The receiver, written in Python, checks the signature by its own means.
TEST_F(DeliverTest, TheReceiverCanCheckItWithEitherKey) {
  EXPECT_EQ(to("/hook?key=a").kind, Kind::yes);
  EXPECT_EQ(to("/hook?key=b").kind, Kind::yes);
  EXPECT_EQ(to("/hook?key=c").kind, Kind::again);
}

TEST(Deliver, NotToAPrivateAddress) {
  Outside outside;
  const Delivered delivered = deliver(outside, {"https://127.0.0.1/hook", {std::string(24, 'a')}},
                                      "msg_1", "{}", now);
  EXPECT_EQ(delivered.kind, Kind::again);
  EXPECT_NE(delivered.what.find("not public"), std::string::npos) << delivered.what;
}

}  // namespace
}  // namespace decorum::channels
