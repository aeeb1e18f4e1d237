#include "channels/outside.h"

#include <chrono>
#include <cstdlib>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "channels/server_for_test.h"

namespace decorum::channels {
namespace {

using namespace std::chrono_literals;
using Kind = Trouble::Kind;

class OutsideTest : public testing::Test {
 protected:
  static void SetUpTestSuite() { server = new ServerForTest("src/channels/outside_for_test.py"); }
  static void TearDownTestSuite() {
    delete server;
    server = nullptr;
  }

  static std::string port() { return server->words()[0]; }
  static std::string tls_port() { return server->words()[1]; }
  static std::string url(const std::string& path) { return "http://127.0.0.1:" + port() + path; }
  static std::string tls_url(const std::string& path) {
    return "https://127.0.0.1:" + tls_port() + path;
  }
  static OutsideRules rules() {
    return {.allowed = {"127.0.0.1:" + port(), "127.0.0.1:" + tls_port()},
            .authorities = server->words()[2]};
  }
  static tl::expected<Answer, Trouble> get(const std::string& address) {
    return Outside(rules()).call({.url = address, .total = 10s});
  }
  static void expect_trouble(const tl::expected<Answer, Trouble>& answer, Kind kind,
                             std::string_view what) {
    ASSERT_FALSE(answer) << answer->status << " " << answer->body.substr(0, 100);
    EXPECT_EQ(answer.error().kind, kind) << answer.error().what;
    EXPECT_NE(answer.error().what.find(what), std::string::npos) << answer.error().what;
  }

  static inline ServerForTest* server = nullptr;
};

TEST_F(OutsideTest, AnAddressOnTheListAnswers) {
  const auto answer = get(url("/hello"));
  ASSERT_TRUE(answer) << answer.error().what;
  EXPECT_EQ(answer->status, 200);
  EXPECT_EQ(answer->body, "hello");
  EXPECT_EQ(answer->header("x-twice"), "1");
  EXPECT_EQ(answer->header("not-there"), "");
  const auto secure = get(tls_url("/hello"));
  ASSERT_TRUE(secure) << secure.error().what;
  EXPECT_EQ(secure->body, "hello");
}

TEST_F(OutsideTest, TheSameAddressIsRefusedWhenItIsNotOnTheList) {
  OutsideRules strict{.plain_http = true};
  for (const std::string host : {"127.0.0.1", "localhost", "127.1", "2130706433", "0x7f.0.0.1",
                                  "0177.0.0.1", "0.0.0.0", "[::1]", "[::ffff:127.0.0.1]",
                                  "[64:ff9b::7f00:1]"}) {
    const auto answer = Outside(strict).call({.url = "http://" + host + ":" + port() + "/hello",
                                              .total = 5s});
    ASSERT_FALSE(answer) << host;
  }
  expect_trouble(Outside(strict).call({.url = url("/hello")}), Kind::refused, "not public");
  // Another port of the same machine is another address.
  OutsideRules other{.allowed = {"127.0.0.1:" + tls_port()}, .plain_http = true};
  expect_trouble(Outside(other).call({.url = url("/hello")}), Kind::refused, "not public");
}

TEST_F(OutsideTest, AddressesThatAreNotFetched) {
  struct Bad {
    std::string url;
    std::string_view what;
  };
  for (const Bad& bad : std::vector<Bad>{
           {"", "not an address"},
           {"example.org/feed", "not an address"},
           {"//example.org/feed", "not an address"},
           {"https://", "not an address"},
           {"https://exa mple.org/", "not an address"},
           {std::string("https://example.org/\0x", 22), "not an address"},
           {"https://example.org/" + std::string(10'000, 'a'), "not an address"},
           {"file:///etc/passwd", "https://"},
           {"ftp://example.org/", "https://"},
           {"gopher://example.org/", "https://"},
           {"smtp://example.org/", "https://"},
           {"javascript:alert(1)", "not an address"},
           {"http://example.org/", "without encryption"},
           {"https://ann:secret@example.org/", "name or password"},
           {"https://ann@example.org/", "name or password"},
           {"https://example.org:25/", "port 25"},
           {"https://example.org:22/", "port 22"}}) {
    const auto answer = Outside().call({.url = bad.url, .total = 5s});
    expect_trouble(answer, Kind::refused, bad.what);
    EXPECT_EQ(answer.error().what.find("secret"), std::string::npos);
  }
}

TEST_F(OutsideTest, RedirectsAreFollowedAndHeldToTheSame) {
  const auto good = get(url("/to?u=/to%3Fu=/hello"));
  ASSERT_TRUE(good) << good.error().what;
  EXPECT_EQ(good->body, "hello");
  EXPECT_EQ(good->url, url("/hello"));

  expect_trouble(get(url("/loop")), Kind::refused, "more than 3 times");
  for (const std::string forbidden :
       {"http://10.0.0.1/", "http://169.254.169.254/latest/meta-data", "http://[::1]:8080/",
        "file:///etc/passwd", "http://ann:secret@127.0.0.1/", "ftp://127.0.0.1/"}) {
    const auto answer = get(url("/to?u=" + forbidden));
    ASSERT_FALSE(answer) << forbidden;
    EXPECT_EQ(answer.error().kind, Kind::refused) << answer.error().what;
    EXPECT_EQ(answer.error().what.find("secret"), std::string::npos);
  }
  expect_trouble(get(tls_url("/to?u=" + url("/hello"))), Kind::refused, "without encryption");
  // From http to https is a step up.
  EXPECT_TRUE(get(url("/to?u=" + tls_url("/hello"))));
}

TEST_F(OutsideTest, WhatIsSentIsNeverSentOn) {
  const auto answer =
      Outside(rules()).call({.method = "POST", .url = url("/to?status=307&u=/echo"), .body = "x"});
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 307);
}

TEST_F(OutsideTest, ASecretDoesNotGoAlongToAnotherHost) {
  Call call{.url = url("/to?u=" + tls_url("/echo")),
            .headers = {{"Authorization", "Bearer hush"}, {"If-None-Match", "\"tag\""}}};
  const auto other = Outside(rules()).call(call);
  ASSERT_TRUE(other) << other.error().what;
  EXPECT_EQ(other->body.find("hush"), std::string::npos) << other->body;
  EXPECT_NE(other->body.find("tag"), std::string::npos) << other->body;
  call.url = url("/to?u=/echo");
  const auto same = Outside(rules()).call(call);
  ASSERT_TRUE(same) << same.error().what;
  EXPECT_NE(same->body.find("Bearer hush"), std::string::npos) << same->body;
}

TEST_F(OutsideTest, BodiesAreBounded) {
  const auto small_call = [&](const std::string& path) {
    return Outside(rules()).call({.url = url(path), .total = 20s, .bytes_max = 100'000});
  };
  expect_trouble(small_call("/endless"), Kind::rubbish, "more than 100000 bytes");
  expect_trouble(small_call("/bomb"), Kind::rubbish, "more than 100000 bytes");
  expect_trouble(small_call("/headers"), Kind::rubbish, "more than");
}

TEST_F(OutsideTest, TimesAreBounded) {
  for (const std::string path : {"/slow", "/silent"}) {
    expect_trouble(Outside(rules()).call({.url = url(path), .total = 700ms}), Kind::slow,
                   "did not answer in time");
  }
  expect_trouble(Outside(rules()).call({.url = url("/hello"), .total = 0s}), Kind::slow, "in time");
}

TEST_F(OutsideTest, RubbishAndSilenceAreTroubles) {
  expect_trouble(get(url("/rubbish")), Kind::rubbish, "no HTTP");
  expect_trouble(get(url("/cut")), Kind::unreachable, "could not be reached");
  expect_trouble(get("http://127.0.0.1:" + tls_port() + "/hello"), Kind::unreachable, "127.0.0.1");
  // A certificate that nobody vouches for.
  OutsideRules trusting{.allowed = rules().allowed};
  expect_trouble(Outside(trusting).call({.url = tls_url("/hello")}), Kind::unreachable,
                 "certificate");
  const auto nobody = Outside({.allowed = {"127.0.0.1:1"}}).call({.url = "http://127.0.0.1:1/"});
  expect_trouble(nobody, Kind::unreachable, "could not be reached");
}

TEST_F(OutsideTest, NothingGoesAlongUnasked) {
  setenv("http_proxy", "http://127.0.0.1:1", 1);
  setenv("all_proxy", "http://127.0.0.1:1", 1);
  Outside outside(rules());
  ASSERT_TRUE(outside.call({.url = url("/hello")}));
  const auto answer = outside.call({.url = url("/echo")});
  unsetenv("http_proxy");
  unsetenv("all_proxy");
  ASSERT_TRUE(answer) << answer.error().what;
  EXPECT_EQ(answer->body.find("cookie"), std::string::npos) << answer->body;
  EXPECT_EQ(answer->body.find("authorization"), std::string::npos) << answer->body;
  EXPECT_NE(answer->body.find("Decorum (social media desk)"), std::string::npos) << answer->body;
}

TEST_F(OutsideTest, BodiesAndHeadersGoAsTheyAre) {
  const auto answer = Outside(rules()).call({.method = "POST",
                                             .url = url("/echo"),
                                             .headers = {{"Content-Type", "application/json"},
                                                         {"x-empty", ""}},
                                             .body = R"({"a":1})"});
  ASSERT_TRUE(answer) << answer.error().what;
  EXPECT_NE(answer->body.find(R"("body": "{\"a\":1}")"), std::string::npos) << answer->body;
  EXPECT_NE(answer->body.find(R"("x-empty": "")"), std::string::npos) << answer->body;
  EXPECT_EQ(answer->body.find("expect"), std::string::npos) << answer->body;
  expect_trouble(Outside(rules()).call({.url = url("/echo"), .headers = {{"a", "b\r\nc: d"}}}),
                 Kind::refused, "line's end");
  expect_trouble(Outside(rules()).call({.url = url("/echo"), .headers = {{"a\r\nb", "c"}}}),
                 Kind::refused, "line's end");
}

TEST_F(OutsideTest, WhatAStatusMeans) {
  struct Case {
    std::string query;
    Kind kind;
    std::optional<base::Duration> wait;
  };
  for (const Case& c : std::vector<Case>{{"code=401", Kind::signed_out, {}},
                                         {"code=404", Kind::refused, {}},
                                         {"code=408", Kind::slow, {}},
                                         {"code=429&wait=7", Kind::rate_limited, 7s},
                                         {"code=429&wait=999999999999999999999",
                                          Kind::rate_limited, 24h},
                                         {"code=429&wait=-1", Kind::rate_limited, {}},
                                         {"code=429&wait=soon", Kind::rate_limited, {}},
                                         {"code=500", Kind::unreachable, {}},
                                         {"code=503&wait=0", Kind::unreachable, 0s}}) {
    const auto answer = get(url("/status?" + c.query));
    ASSERT_TRUE(answer) << answer.error().what;
    const auto trouble = trouble_of(*answer);
    ASSERT_TRUE(trouble) << c.query;
    EXPECT_EQ(trouble->kind, c.kind) << c.query;
    EXPECT_EQ(trouble->wait, c.wait) << c.query;
    EXPECT_EQ(trouble->what.find("wait"), std::string::npos) << trouble->what;
  }
}

TEST(AskedWait, ADateIsHeldAgainstTheAnswersOwn) {
  Answer answer{.headers = {{"retry-after", "Tue, 24 Nov 2026 09:31:00 GMT"}}};
  EXPECT_FALSE(asked_wait(answer));
  answer.headers.emplace_back("date", "Tue, 24 Nov 2026 09:30:00 GMT");
  EXPECT_EQ(asked_wait(answer), base::Duration(60s));
  answer.headers[0].second = "Tue, 24 Nov 2026 09:29:00 GMT";
  EXPECT_EQ(asked_wait(answer), base::Duration(0s));
  answer.headers[0].second = "Tue, 24 Nov 2037 09:29:00 GMT";
  EXPECT_EQ(asked_wait(answer), base::Duration(24h));
}

TEST(ResolvedUrl, OnlyPagesComeOut) {
  constexpr std::string_view page = "https://example.org/a/b?c#d";
  EXPECT_EQ(resolved_url(page, "/x"), "https://example.org/x");
  EXPECT_EQ(resolved_url(page, "x y"), "https://example.org/a/x%20y");
  EXPECT_EQ(resolved_url(page, "//other.example/x"), "https://other.example/x");
  EXPECT_EQ(resolved_url(page, "http://other.example/x"), "http://other.example/x");
  EXPECT_EQ(resolved_url("", "https://other.example/x"), "https://other.example/x");
  for (const std::string_view bad : {"", "javascript:alert(1)", "data:text/html,x", "mailto:a@b",
                                     "ftp://example.org/"}) {
    EXPECT_EQ(resolved_url(page, bad), "") << bad;
  }
  EXPECT_EQ(resolved_url("https://exa\xffmple.org/", "/x"), "");
  EXPECT_EQ(resolved_url("", "/x"), "");
  EXPECT_EQ(resolved_url("nothing", "/x"), "");
  EXPECT_EQ(resolved_url(page, std::string(10'000, 'x')), "");
}

}  // namespace
}  // namespace decorum::channels
