#include "base/unicode.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace decorum::base {
namespace {

using std::string_view_literals::operator""sv;

std::string shared_file(const std::string& name) {
  const char* root = std::getenv("DECORUM_SHARED");
  return std::string(root != nullptr ? root : "../shared") + "/conformance/unicode/" + name;
}

struct BreakCase {
  std::string text;
  std::vector<Span> clusters;
};

// One line of GraphemeBreakTest.txt: hexadecimal code points between ÷ (break) and × (none).
BreakCase break_case(const std::string& line) {
  BreakCase out;
  std::istringstream words(line);
  std::uint32_t start = 0;
  for (std::string word; words >> word && word != "#";) {
    const auto size = static_cast<std::uint32_t>(out.text.size());
    if (word == "÷") {
      if (size > start) out.clusters.push_back({start, size});
      start = size;
    } else if (word != "×") {
      append_utf8(out.text, static_cast<char32_t>(std::stoul(word, nullptr, 16)));
    }
  }
  return out;
}

TEST(Nfkc, MakesCompatibilityFormsPlainAndKeepsCase) {
  EXPECT_EQ(nfkc("Plain"), "Plain");
  EXPECT_EQ(nfkc("\uFB01t \uFF21\u24B7 \U0001D5D5"), "fit AB B");
  EXPECT_EQ(nfkc("e\u0301"), "\u00E9");
  EXPECT_EQ(nfkc(""), "");
}

TEST(Unicode, GraphemeBreakTestCasesHold) {
  const std::string path = shared_file("GraphemeBreakTest.txt");
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "GraphemeBreakTest.txt is not there";
  std::ifstream file(path);
  int cases = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.front() == '#') continue;
    const BreakCase expected = break_case(line);
    EXPECT_EQ(graphemes(expected.text), expected.clusters) << line;
    EXPECT_EQ(count_graphemes(expected.text), expected.clusters.size()) << line;
    ++cases;
  }
  EXPECT_EQ(cases, 602);
}

// Every sequence that Unicode recommends for interchange is one cluster and an emoji, unless the
// file calls it unqualified (no U+FE0F) or a component.
TEST(Unicode, EmojiTestSequencesAreEmojiClusters) {
  const std::string path = shared_file("emoji-test.txt");
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "emoji-test.txt is not there";
  std::ifstream file(path);
  int qualified = 0;
  for (std::string line; std::getline(file, line);) {
    const auto semicolon = line.find(';');
    if (line.empty() || line.front() == '#' || semicolon == std::string::npos) continue;
    std::string text;
    std::istringstream codes(line.substr(0, semicolon));
    for (std::string code; codes >> code;) {
      append_utf8(text, static_cast<char32_t>(std::stoul(code, nullptr, 16)));
    }
    EXPECT_EQ(count_graphemes(text), 1U) << line;
    if (line.find("; fully-qualified") == std::string::npos) continue;
    EXPECT_TRUE(is_emoji_cluster(text)) << line;
    ++qualified;
  }
  EXPECT_GT(qualified, 3'500);
}

TEST(Unicode, EmojiClustersWithoutTheSharedFile) {
  for (const std::string_view cluster :
       {"😀"sv, "❤️"sv, "👍🏽"sv, "👨‍👩‍👧‍👦"sv, "🇬🇧"sv,
        "1️⃣"sv, "1⃣"sv, "🏴󠁧󠁢󠁥󠁮󠁧󠁿"sv, "⌚"sv, "☝🏽"sv}) {
    EXPECT_TRUE(is_emoji_cluster(cluster)) << cluster;
    EXPECT_EQ(count_graphemes(cluster), 1U) << cluster;
  }
}

TEST(Unicode, WhatOnlyLooksLikeAnEmojiIsNone) {
  for (const std::string_view cluster :
       {""sv, "a"sv, "1"sv, "#"sv, "1️"sv, "❤"sv, "❤︎"sv, "⌚︎"sv, "©"sv,
        "🇬"sv, "é"sv, "‍"sv, "\xFF"sv, "\r\n"sv, "中"sv}) {
    EXPECT_FALSE(is_emoji_cluster(cluster)) << cluster;
  }
}

TEST(Unicode, PictographsAreEmojiBases) {
  for (const char32_t code : {U'\u2764', U'\u00A9', U'\U0001F600', U'\u263A'}) {
    EXPECT_TRUE(is_pictograph(code));
  }
  for (const char32_t code : {U'1', U'#', U'a', U'\U0001F1EC', U'\u4E2D', U'\uFE0F'}) {
    EXPECT_FALSE(is_pictograph(code));
  }
}

TEST(Unicode, ClustersCoverTheText) {
  for (const std::string_view text : {"plain"sv, "e\u0301\u0302"sv, "\r\n\r"sv, "\xFF\xFE"sv,
                                      "a\0b"sv, "🇬🇧🇫🇷🇩"sv}) {
    std::uint32_t end = 0;
    for (const Span& span : graphemes(text)) {
      EXPECT_EQ(span.start, end);
      EXPECT_LT(span.start, span.end);
      EXPECT_EQ(end_of_grapheme(text, span.start), span.end);
      end = span.end;
    }
    EXPECT_EQ(end, text.size());
  }
  EXPECT_TRUE(graphemes("").empty());
  EXPECT_EQ(count_graphemes(""), 0U);
}

TEST(Unicode, NormalFormsAreThoseOfTheStandard) {
  EXPECT_EQ(nfc("cafe\u0301"), "café");
  EXPECT_EQ(nfc("\u1E9B\u0323"), "\u1E9B\u0323");
  EXPECT_EQ(nfc("\uAC00"), nfc("\u1100\u1161"));
  EXPECT_EQ(nfc("plain ASCII"), "plain ASCII");
  EXPECT_EQ(nfc("a\0b"sv), "a\0b"sv);
  EXPECT_EQ(nfkc_casefold("ＨＥＬＬＯ Straße"), "hello strasse");
  EXPECT_EQ(nfkc_casefold("so\u00ADft\u200B"), "soft");
  EXPECT_EQ(nfkc_casefold("ﬁNE"), "fine");
  EXPECT_EQ(nfkc_casefold("Plain ASCII"), "plain ascii");
}

}  // namespace
}  // namespace decorum::base
