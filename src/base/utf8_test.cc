#include "base/utf8.h"

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include <gtest/gtest.h>

namespace decorum::base {
namespace {

using std::string_view_literals::operator""sv;

TEST(Utf8, EveryCodePointComesBack) {
  for (char32_t code = 0; code <= 0x10FFFF; ++code) {
    if (code >= 0xD800 && code <= 0xDFFF) continue;
    std::string text;
    append_utf8(text, code);
    const CodePoint point = decode_at(text, 0);
    ASSERT_TRUE(point.valid) << std::hex << static_cast<unsigned>(code);
    ASSERT_EQ(point.code, code);
    ASSERT_EQ(point.length, text.size());
  }
}

TEST(Utf8, WhatIsNoCodePointIsWrittenAsReplacement) {
  for (const char32_t code : {char32_t{0xD800}, char32_t{0xDFFF}, char32_t{0x110000}}) {
    std::string text;
    append_utf8(text, code);
    EXPECT_EQ(text, "\uFFFD");
  }
}

// Unicode 15, tables 3-8 to 3-11, and the usual anomalies.
TEST(Utf8, MaximalIllFormedPartsAreReplacedOnce) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 16> cases = {{
      {"\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41"sv,
       "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\x41"sv},
      {"\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41"sv,
       "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\x41"sv},
      {"\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42"sv,
       "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\x41\uFFFD\uFFFD\x42"sv},
      {"\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41"sv, "\uFFFD\uFFFD\uFFFD\uFFFD\x41"sv},
      {"\x80"sv, "\uFFFD"sv},
      {"a\xFFz"sv, "a\uFFFDz"sv},
      {"\xF5\x80\x80\x80"sv, "\uFFFD\uFFFD\uFFFD\uFFFD"sv},
      {"\xC3"sv, "\uFFFD"sv},
      {"\xE2\x82"sv, "\uFFFD"sv},
      {"\xF0\x9F\x98"sv, "\uFFFD"sv},
      {"\xF0\x9F\x98\x80"sv, "\xF0\x9F\x98\x80"sv},
      {"\xE2\x82 \xE2\x82\xAC"sv, "\uFFFD \u20AC"sv},
      {"a\0b"sv, "a\0b"sv},
      {"\xEF\xBF\xBE\xEF\xBF\xBF"sv, "\uFFFE\uFFFF"sv},
      {"\xEF\xBB\xBFtext"sv, "\uFEFFtext"sv},
      {""sv, ""sv},
  }};
  for (const auto& [bytes, expected] : cases) {
    EXPECT_EQ(mended(bytes), expected);
    EXPECT_EQ(is_valid_utf8(bytes), bytes == expected);
    EXPECT_TRUE(is_valid_utf8(mended(bytes)));
  }
}

TEST(Utf8, TheFirstBadByteIsFoundBehindLongAsciiRuns) {
  for (std::size_t length = 0; length < 40; ++length) {
    std::string text(length, 'a');
    EXPECT_EQ(find_invalid_utf8(text), std::string_view::npos);
    text += "\xC3\xA9\xE2\x28\xA1";
    EXPECT_EQ(find_invalid_utf8(text), length + 2);
  }
}

TEST(Utf8, ABadByteIsDecodedAlone) {
  const CodePoint point = decode_at("\xE2\x82", 0);
  EXPECT_FALSE(point.valid);
  EXPECT_EQ(point.length, 1);
  EXPECT_EQ(point.code, 0xFFFDU);
}

TEST(Utf8, TextIsClippedBetweenCodePoints) {
  constexpr std::string_view text = "a\u20ACb";
  EXPECT_EQ(clipped(text, 0), "");
  EXPECT_EQ(clipped(text, 1), "a");
  EXPECT_EQ(clipped(text, 2), "a");
  EXPECT_EQ(clipped(text, 3), "a");
  EXPECT_EQ(clipped(text, 4), "a\u20AC");
  EXPECT_EQ(clipped(text, 99), text);
  EXPECT_EQ(clipped("\x80\x80\x80\x80\x80", 4), "\x80");
}

TEST(Utf8, UnitsAreCounted) {
  constexpr std::string_view text = "a\u00E9\u20AC\U0001F600";
  EXPECT_EQ(text.size(), 10U);
  EXPECT_EQ(count_code_points(text), 4U);
  EXPECT_EQ(count_utf16_units(text), 5U);
  EXPECT_EQ(count_code_points(""), 0U);
  EXPECT_EQ(count_code_points("\xFF\xFF"), 2U);
}

}  // namespace
}  // namespace decorum::base
