#include "policy/text_length.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>
#include <yaml-cpp/yaml.h>

namespace decorum::policy {
namespace {

const Sites& sites() {
  static const Sites shipped = [] {
    std::ifstream file("data/sites.yaml", std::ios::binary);
    return *read_sites("data/sites.yaml", std::string{std::istreambuf_iterator<char>(file), {}});
  }();
  return shipped;
}

Length on(std::string_view site, std::string_view text) {
  return measure(text, *sites().find(site));
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

std::string twitter_text_file() {
  const char* root = std::getenv("DECORUM_SHARED");
  return std::string(root != nullptr ? root : "../shared") +
         "/conformance/twitter-text/validate.yml";
}

// Every case of one section of validate.yml, weighed as `counting` and `weights` say.
void expect_section(const std::string& section, const Counting& counting, const Weights& weights,
                    std::size_t least) {
  const YAML::Node cases = YAML::LoadFile(twitter_text_file())["tests"][section];
  std::size_t seen = 0;
  for (const YAML::Node& node : cases) {
    const auto text = node["text"].as<std::string>();
    const YAML::Node expected = node["expected"];
    const Weighing got = weigh(text, counting, weights, 280);
    const auto why = section + ": " + node["description"].as<std::string>();
    EXPECT_EQ(got.length, expected["weightedLength"].as<std::int64_t>()) << why;
    EXPECT_EQ(got.valid, expected["valid"].as<bool>()) << why;
    EXPECT_EQ(got.permillage, expected["permillage"].as<std::int64_t>()) << why;
    EXPECT_EQ(got.display_end, expected["displayRangeEnd"].as<std::int64_t>()) << why;
    EXPECT_EQ(got.valid_end, expected["validRangeEnd"].as<std::int64_t>()) << why;
    ++seen;
  }
  EXPECT_GE(seen, least) << section;
}

TEST(TextLength, WeightedCasesOfTwitterTextHoldForX) {
  if (!std::filesystem::exists(twitter_text_file())) GTEST_SKIP() << "validate.yml is not there";
  const Site& x = *sites().find("x");
  expect_section("WeightedTweetsWithDiscountedEmojiCounterTest", x.counting, x.weights, 20);
  expect_section("UnicodeDirectionalMarkerCounterTest", x.counting, x.weights, 2);
}

// Version 2 weighs the parts of an emoji one by one; no site counts so any more.
TEST(TextLength, WeightedCasesOfTwitterTextVersion2Hold) {
  if (!std::filesystem::exists(twitter_text_file())) GTEST_SKIP() << "validate.yml is not there";
  const Site& x = *sites().find("x");
  Counting counting = x.counting;
  counting.emoji.reset();
  expect_section("WeightedTweetsCounterTest", counting, x.weights, 18);
}

// Version 1: every code point is one, and 140 are the limit.
TEST(TextLength, PlainCasesOfTwitterTextVersion1Hold) {
  if (!std::filesystem::exists(twitter_text_file())) GTEST_SKIP() << "validate.yml is not there";
  Counting counting = sites().find("x")->counting;
  counting.emoji.reset();
  const YAML::Node sections = YAML::LoadFile(twitter_text_file())["tests"];
  const YAML::Node whole_texts = sections.begin()->second;  // the first section
  ASSERT_EQ(whole_texts.size(), 8U);
  for (const YAML::Node& node : whole_texts) {
    EXPECT_EQ(weigh(node["text"].as<std::string>(), counting, {}, 140).valid,
              node["expected"].as<bool>())
        << node["description"].as<std::string>();
  }
}

TEST(TextLength, XCountsWeights) {
  struct Case {
    std::string text;
    std::int64_t used;
    bool valid;
  };
  const std::vector<Case> cases = {
      {"", 0, false},
      {"a", 1, true},
      {repeated("a", 280), 280, true},
      {repeated("a", 281), 281, false},
      {repeated("中", 140), 280, true},
      {repeated("中", 141), 282, false},
      {repeated("👨‍👩‍👧‍👦", 140), 280, true},
      {"cafe\u0301", 4, true},
      {"see example.com", 27, true},
      {"see http://example.com/a-long-path?with=query", 27, true},
      {"ann@example.com", 15, true},
      {"1⃣ #️⃣ 🇬🇧 👍🏽", 11, true},
      {"⚡\uFE0F ⚡\uFE0F\uFE0F", 7, true},
      {"🇽🇽 🙍\u200D♂ 🧔‍♀️", 4 + 1 + 5 + 1 + 2, true},
      {"😀\u0301", 3, true},
      {"a\uFEFFb", 4, false},
      {"a\uFFFEb", 4, false},
      {"a\u202Eb", 4, true},
      {"\n", 1, true},
      {"“quoted” – text…", 16 + 1, true},
  };
  for (const Case& c : cases) {
    const Length length = on("x", c.text);
    ASSERT_EQ(length.caps.size(), 1U);
    EXPECT_EQ(length.caps[0], (CapUse{Unit::weighted, c.used, 280})) << c.text;
    EXPECT_EQ(length.valid, c.valid) << c.text;
  }
}

TEST(TextLength, BlueskyHasTwoCaps) {
  const Length fits = on("bluesky", repeated("👨‍👩‍👧‍👦", 120));
  EXPECT_EQ(fits.caps, (std::vector<CapUse>{{Unit::grapheme, 120, 300}, {Unit::byte, 3000, 3000}}));
  EXPECT_TRUE(fits.valid);
  EXPECT_FALSE(on("bluesky", repeated("👨‍👩‍👧‍👦", 121)).valid);
  EXPECT_TRUE(on("bluesky", repeated("e\u0301", 300)).valid);
  EXPECT_FALSE(on("bluesky", repeated("a", 301)).valid);
  EXPECT_TRUE(on("bluesky", "").valid);
}

TEST(TextLength, MastodonCountsUrlsAndMentionsShort) {
  struct Case {
    std::string text;
    std::int64_t used;
  };
  const std::vector<Case> cases = {
      {"http://example.com/" + repeated("a", 100), 23},
      {"http://a.co", 23},
      {"example.com", 11},
      {"@ann@example.social hi", 7},
      {"@ann hi", 7},
      {"@ann@example.social.", 5},
      {"(@ann.b@example.social)", 8},
      {"@ann@example.social @bob@b.example", 9},
      {"ann@example.com", 15},
      {"mail ann@example.com", 20},
      {"/@ann@example.com", 17},
      {"@@ann@b.c", 5},
      {"@", 1},
      {"@ann@", 5},
      {"👨‍👩‍👧‍👦e\u0301", 2},
      {"http://example.com/@ann@example.com", 23},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(on("mastodon", c.text).caps,
              (std::vector<CapUse>{{Unit::grapheme, c.used, 500}}))
        << c.text;
  }
  EXPECT_TRUE(on("mastodon", repeated("é", 500)).valid);
  EXPECT_FALSE(on("mastodon", repeated("é", 501)).valid);
}

TEST(TextLength, ThreadsCountsEmojiByTheirBytes) {
  EXPECT_EQ(on("threads", "aé中").caps[0].used, 3);
  EXPECT_EQ(on("threads", "a😀").caps[0].used, 5);
  EXPECT_EQ(on("threads", "👨‍👩‍👧‍👦").caps[0].used, 25);
  EXPECT_TRUE(on("threads", repeated("😀", 125)).valid);
  EXPECT_FALSE(on("threads", repeated("😀", 126)).valid);
}

TEST(TextLength, TextMessagesAreMeasuredInTheirAlphabet) {
  EXPECT_EQ(on("sms", repeated("a", 160)).caps, (std::vector<CapUse>{{Unit::septet, 160, 160}}));
  EXPECT_TRUE(on("sms", repeated("a", 160)).valid);
  EXPECT_FALSE(on("sms", repeated("a", 161)).valid);
  EXPECT_EQ(on("sms", repeated("€", 80)).caps[0].used, 160);
  EXPECT_EQ(on("sms", "“hi” 😀").caps, (std::vector<CapUse>{{Unit::utf16, 7, 70}}));
  EXPECT_FALSE(on("sms", repeated("中", 71)).valid);
}

TEST(TextLength, OtherSitesCountInTheirUnit) {
  EXPECT_EQ(on("tiktok", "😀").caps, (std::vector<CapUse>{{Unit::utf16, 2, 2200}}));
  EXPECT_EQ(on("telegram", "é😀").caps, (std::vector<CapUse>{{Unit::utf16, 3, 4096}}));
  EXPECT_EQ(on("facebook", "😀").caps, (std::vector<CapUse>{{Unit::codepoint, 1, 63206}}));
  EXPECT_FALSE(on("instagram", repeated("a", 2201)).valid);
  EXPECT_FALSE(on("linkedin", repeated("a", 3001)).valid);
  for (const std::string_view site : {"email", "web"}) {
    EXPECT_EQ(on(site, repeated("a", 100'000)), (Length{std::string(site), true, {}}));
    EXPECT_TRUE(on(site, "").valid);
  }
}

TEST(TextLength, APolicyTightensAndNeverWidens) {
  const Site& x = *sites().find("x");
  EXPECT_EQ(measure("hello", x, 4).caps, (std::vector<CapUse>{{Unit::weighted, 5, 4}}));
  EXPECT_FALSE(measure("hello", x, 4).valid);
  EXPECT_TRUE(measure("hello", x, 5).valid);
  EXPECT_EQ(measure("hello", x, 1000).caps[0].limit, 280);
  const Length web = measure("hé", *sites().find("web"), 1);
  EXPECT_EQ(web.caps, (std::vector<CapUse>{{Unit::codepoint, 2, 1}}));
  EXPECT_FALSE(web.valid);
  const Length bluesky = measure("hello", *sites().find("bluesky"), 4);
  EXPECT_EQ(bluesky.caps[0].limit, 4);
  EXPECT_EQ(bluesky.caps[1].limit, 3000);
}

TEST(TextLength, IsWrittenAsJson) {
  EXPECT_EQ(to_json(on("bluesky", "é")),
            R"({"site":"bluesky","valid":true,"caps":[{"unit":"grapheme","used":1,"limit":300},)"
            R"({"unit":"byte","used":2,"limit":3000}]})");
  EXPECT_EQ(to_json(on("web", "")), R"({"site":"web","valid":true,"caps":[]})");
}

}  // namespace
}  // namespace decorum::policy
