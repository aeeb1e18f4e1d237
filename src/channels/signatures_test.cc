#include "channels/signatures.h"

#include <cstdio>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "base/base64.h"
#include "channels/bytes.h"

namespace decorum::channels {
namespace {

using namespace std::chrono_literals;
using Headers = std::map<std::string, std::string, std::less<>>;

const base::Time now = *base::parse_rfc3339("2026-11-24T09:30:00Z");
const std::string stamp = "1795512600";  // the same

HeaderOf in(const Headers& headers) {
  return [&headers](std::string_view name) -> std::string_view {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string_view() : std::string_view(found->second);
  };
}

// The example of the specification and of its libraries' tests.
constexpr std::string_view public_secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
constexpr std::string_view public_id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
constexpr std::string_view public_body = R"({"test": 2432232314})";
constexpr std::string_view public_signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

TEST(Signatures, ThePublicExampleHolds) {
  const auto key = read_secret(public_secret);
  ASSERT_TRUE(key);
  const base::Time at{1614265330s};
  EXPECT_EQ(sign(*key, public_id, at, public_body), public_signature);
  const Headers headers = {{"webhook-id", std::string(public_id)},
                           {"webhook-timestamp", "1614265330"},
                           {"webhook-signature", std::string(public_signature)}};
  EXPECT_EQ(verify(Signer::standard, *key, in(headers), public_body, at), Signed::yes);
  EXPECT_EQ(verify(Signer::standard, *key, in(headers), public_body, at + 5min), Signed::yes);
  EXPECT_EQ(verify(Signer::standard, *key, in(headers), public_body, at - 5min), Signed::yes);
  EXPECT_EQ(verify(Signer::standard, *key, in(headers), public_body, at + 301s), Signed::stale);
  EXPECT_EQ(verify(Signer::standard, *key, in(headers), public_body, at - 301s), Signed::stale);
  EXPECT_EQ(write_secret(*key), public_secret);
}

TEST(Signatures, HmacOfRfc4231) {
  EXPECT_EQ(to_hex(hmac_sha256(std::string(20, '\x0b'), "Hi There")),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  EXPECT_EQ(to_hex(hmac_sha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(to_hex(hmac_sha256(std::string(131, '\xaa'),
                               "Test Using Larger Than Block-Size Key - Hash Key First")),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

// The example of GitHub's documentation ("Validating webhook deliveries").
TEST(Signatures, GitHubsExampleHolds) {
  const Headers headers = {
      {"x-hub-signature-256",
       "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"}};
  EXPECT_EQ(verify(Signer::github, "It's a Secret to Everybody", in(headers), "Hello, World!", now),
            Signed::yes);
}

TEST(Signatures, StandardWebhooksRefusesEverythingElse) {
  const std::string key(24, 'k');
  const std::string good = sign(key, "msg_1", now, "{}");
  const std::string digest = good.substr(3);
  struct Case {
    std::string id, at, signature;
    Signed want;
  };
  for (const Case& c : std::vector<Case>{
           {"msg_1", stamp, good, Signed::yes},
           {"msg_1", stamp, "v1,AAAA " + good, Signed::yes},
           {"msg_1", stamp, "v1a,xyz  " + good + " v2,q", Signed::yes},
           {"", stamp, good, Signed::missing},
           {"msg_1", "", good, Signed::missing},
           {"msg_1", stamp, "", Signed::missing},
           {"msg_2", stamp, good, Signed::wrong},
           {"msg_1", "1795512601", good, Signed::wrong},
           {"msg_1", "01795512600", good, Signed::wrong},
           {"msg_1", "1795512000", good, Signed::stale},
           {"msg_1", "1795513000", good, Signed::stale},
           {"msg_1", "0", good, Signed::stale},
           {"msg_1", "now", good, Signed::malformed},
           {"msg_1", "1795512600.0", good, Signed::malformed},
           {"msg_1", "+1795512600", good, Signed::malformed},
           {"msg_1", "-1", good, Signed::malformed},
           {"msg_1", "999999999999999999", good, Signed::malformed},
           {"msg_1", stamp, digest, Signed::malformed},
           {"msg_1", stamp, "v2," + digest, Signed::malformed},
           {"msg_1", stamp, "V1," + digest, Signed::malformed},
           {"msg_1", stamp, "v1," + digest.substr(1), Signed::malformed},
           {"msg_1", stamp, "v1,", Signed::malformed},
           {"msg_1", stamp, "v1", Signed::malformed},
           {"msg_1", stamp, std::string(5000, 'v'), Signed::malformed},
           {"msg_1", stamp, "a b c d e f g h i j k l m n o p " + good, Signed::malformed},
           {"msg_1", stamp, "v1," + base::base64(std::string(32, '\0')), Signed::wrong}}) {
    const Headers headers = {{"webhook-id", c.id},
                             {"webhook-timestamp", c.at},
                             {"webhook-signature", c.signature}};
    EXPECT_EQ(verify(Signer::standard, key, in(headers), "{}", now), c.want)
        << c.id << " " << c.at << " " << c.signature.substr(0, 80);
  }
  const Headers headers = {
      {"webhook-id", "msg_1"}, {"webhook-timestamp", stamp}, {"webhook-signature", good}};
  EXPECT_EQ(verify(Signer::standard, key, in(headers), "{} ", now), Signed::wrong);
  EXPECT_EQ(verify(Signer::standard, std::string(24, 'j'), in(headers), "{}", now), Signed::wrong);
}

TEST(Signatures, AnEmptyKeySignsNothing) {
  const Headers headers = {
      {"x-hub-signature-256", "sha256=" + to_hex(hmac_sha256("", "body"))}};
  EXPECT_EQ(verify(Signer::github, "", in(headers), "body", now), Signed::wrong);
}

TEST(Signatures, TheSitesOwn) {
  const std::string key = "site secret", body = "{\"caf\\u00e9\":1}";
  const std::string hex = to_hex(hmac_sha256(key, body));
  const std::string b64 = base::base64(hmac_sha256(key, body));
  const std::string linkedin = to_hex(hmac_sha256(key, "hmacsha256=" + body));
  const std::string tiktok = to_hex(hmac_sha256(key, stamp + "." + body));
  std::string capitals = hex;
  for (char& c : capitals) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  struct Case {
    Signer signer;
    std::string header, value;
    Signed want;
  };
  for (const Case& c : std::vector<Case>{
           {Signer::github, "x-hub-signature-256", "sha256=" + hex, Signed::yes},
           {Signer::meta, "x-hub-signature-256", "sha256=" + hex, Signed::yes},
           {Signer::mastodon, "x-hub-signature", "sha256=" + hex, Signed::yes},
           {Signer::websub, "x-hub-signature", "sha256=" + capitals, Signed::yes},
           {Signer::discourse, "x-discourse-event-signature", "sha256=" + hex, Signed::yes},
           {Signer::linkedin, "x-li-signature", linkedin, Signed::yes},
           {Signer::tiktok, "tiktok-signature", "t=" + stamp + ",s=" + tiktok, Signed::yes},
           {Signer::tiktok, "tiktok-signature", "s=" + tiktok + ",t=" + stamp, Signed::yes},
           {Signer::x, "x-twitter-webhooks-signature", "sha256=" + b64, Signed::yes},

           {Signer::github, "x-hub-signature", "sha256=" + hex, Signed::missing},
           {Signer::mastodon, "x-hub-signature-256", "sha256=" + hex, Signed::missing},
           {Signer::github, "x-hub-signature-256", hex, Signed::malformed},
           {Signer::github, "x-hub-signature-256", "sha1=" + hex.substr(24), Signed::malformed},
           {Signer::github, "x-hub-signature-256", "sha256=" + hex.substr(2), Signed::malformed},
           {Signer::github, "x-hub-signature-256", "sha256=" + hex + "00", Signed::malformed},
           {Signer::github, "x-hub-signature-256", "sha256=", Signed::malformed},
           {Signer::github, "x-hub-signature-256", "sha256=" + b64, Signed::malformed},
           {Signer::github, "x-hub-signature-256", "sha256=" + linkedin, Signed::wrong},
           {Signer::linkedin, "x-li-signature", hex, Signed::wrong},
           {Signer::linkedin, "x-li-signature", "hmacsha256=" + linkedin, Signed::malformed},
           {Signer::x, "x-twitter-webhooks-signature", "sha256=" + hex, Signed::malformed},
           {Signer::tiktok, "tiktok-signature", "t=" + stamp + ",s=" + hex, Signed::wrong},
           {Signer::tiktok, "tiktok-signature", "t=1795500000,s=" + tiktok, Signed::stale},
           {Signer::tiktok, "tiktok-signature", "s=" + tiktok, Signed::malformed},
           {Signer::tiktok, "tiktok-signature", "t=" + stamp, Signed::malformed},
           {Signer::tiktok, "tiktok-signature", "t=,s=", Signed::malformed}}) {
    const Headers headers = {{c.header, c.value}};
    EXPECT_EQ(verify(c.signer, key, in(headers), body, now), c.want) << c.header << " " << c.value;
    if (c.want == Signed::yes) {
      EXPECT_EQ(verify(c.signer, key, in(headers), body + "\n", now), Signed::wrong) << c.header;
      EXPECT_EQ(verify(c.signer, "other", in(headers), body, now), Signed::wrong) << c.header;
    }
  }
}

TEST(Signatures, SecretsAreReadStrictly) {
  EXPECT_TRUE(read_secret("whsec_" + base::base64(std::string(24, 'x'))));
  EXPECT_TRUE(read_secret("whsec_" + base::base64(std::string(64, 'x'))));
  for (const std::string& bad :
       {std::string(), std::string("whsec_"), base::base64(std::string(24, 'x')),
        "WHSEC_" + base::base64(std::string(24, 'x')),
        "whsec_" + base::base64(std::string(23, 'x')),
        "whsec_" + base::base64(std::string(65, 'x')), std::string("whsec_!!!!"),
        "whsec_" + base::base64(std::string(24, 'x')) + "\n"}) {
    const auto read = read_secret(bad);
    ASSERT_FALSE(read) << bad;
    EXPECT_EQ(read.error().what.find("eHh4"), std::string::npos);
  }
}

TEST(Signatures, Challenges) {
  EXPECT_EQ(challenge_answer(Signer::linkedin, "Jefe", "what do ya want for nothing?"),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(challenge_answer(Signer::x, "k", "c"),
            "sha256=" + base::base64(hmac_sha256("k", "c")));
  EXPECT_EQ(challenge_answer(Signer::github, "k", "c"), "");
}

// The example of docs/channels.md, run as it stands there, with curl and the clock replaced.
TEST(Signatures, TheExampleOfTheDocumentHolds) {
  std::ostringstream text;
  text << std::ifstream("docs/channels.md").rdbuf();
  const std::string document = text.str();
  const std::size_t start = document.find("```console\n") + 11;
  const std::string example = document.substr(start, document.find("```", start) - start);
  const std::string path = testing::TempDir() + "channels_example.sh";
  std::ofstream(path) << "curl() { printf '%s\\n' \"$@\"; }\ndate() { echo " << stamp << "; }\n"
                      << example;
  std::FILE* run = popen(("bash -eu " + path).c_str(), "r");
  ASSERT_NE(run, nullptr);
  Headers headers;
  std::string line, body, before;
  for (int c = std::fgetc(run); c != EOF; c = std::fgetc(run)) {
    if (c != '\n') {
      line.push_back(static_cast<char>(c));
      continue;
    }
    const std::size_t colon = line.find(": ");
    if (before == "-H" && colon != std::string::npos) {
      headers[line.substr(0, colon)] = line.substr(colon + 2);
    }
    if (before == "--data-raw") body = line;
    before = line;
    line.clear();
  }
  EXPECT_EQ(pclose(run), 0);
  std::remove(path.c_str());
  ASSERT_EQ(body.substr(0, 7), "{\"id\":\"");
  EXPECT_EQ(verify(Signer::standard, *read_secret(public_secret), in(headers), body, now),
            Signed::yes);
}

TEST(Signatures, OnlyWhoKnowsTheTokenSubscribes) {
  EXPECT_EQ(subscription_answer("subscribe", "hush", "1158201444", "hush"), "1158201444");
  EXPECT_FALSE(subscription_answer("unsubscribe", "hush", "1", "hush"));
  EXPECT_FALSE(subscription_answer("", "hush", "1", "hush"));
  EXPECT_FALSE(subscription_answer("subscribe", "hus", "1", "hush"));
  EXPECT_FALSE(subscription_answer("subscribe", "", "1", "hush"));
  EXPECT_FALSE(subscription_answer("subscribe", "", "1", ""));
  EXPECT_FALSE(subscription_answer("subscribe", "hush", "", "hush"));
  EXPECT_FALSE(subscription_answer("subscribe", "hush", std::string(1025, '1'), "hush"));
}

TEST(Signatures, EverySignerHasItsName) {
  const auto names = names_of(Signer::standard);
  ASSERT_EQ(names.size(), static_cast<std::size_t>(Signer::x) + 1);
  EXPECT_EQ(names[static_cast<std::size_t>(Signer::discourse)], "discourse");
  EXPECT_EQ(names[static_cast<std::size_t>(Signer::x)], "x");
}

}  // namespace
}  // namespace decorum::channels
