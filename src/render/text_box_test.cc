#include "render/text_box.h"

#include <gtest/gtest.h>

namespace decorum::render {
namespace {

constexpr Font font{.size = 10, .bold = false};
using Lines = std::vector<std::string>;

TEST(TextBox, WiderWordsAreWider) {
  EXPECT_EQ(width_of("", font), 0);
  EXPECT_GT(width_of("mm", font), width_of("ii", font));
  EXPECT_GT(width_of("a", {.size = 10, .bold = true}), width_of("a", font));
  EXPECT_GT(width_of("a", {.size = 11, .bold = false}), width_of("a", font));
  EXPECT_GT(width_of("日", font), width_of("a", font));
  EXPECT_DOUBLE_EQ(width_of("ab", font), width_of("a", font) + width_of("b", font));
}

TEST(TextBox, LinesBreakAtBlanks) {
  EXPECT_EQ(wrapped("one two three", font, 1000, 3), (Lines{"one two three"}));
  EXPECT_EQ(wrapped("one two three", font, 45, 3), (Lines{"one two", "three"}));
  EXPECT_EQ(wrapped("", font, 45, 3), Lines{});
}

TEST(TextBox, WhatDoesNotFitEndsInAnEllipsis) {
  EXPECT_EQ(wrapped("one two three", font, 20, 2), (Lines{"one", "two…"}));
}

TEST(TextBox, ALongWordIsCutBetweenClusters) {
  const Lines lines = wrapped(std::string(40, 'w'), font, 60, 10);
  EXPECT_GT(lines.size(), 3u);
  std::string joined;
  for (const std::string& line : lines) {
    EXPECT_LE(width_of(line, font), 60);
    joined += line;
  }
  EXPECT_EQ(joined, std::string(40, 'w'));
  // An e and its accent, many times: no line begins with the accent.
  std::string accents;
  for (int count = 0; count < 40; ++count) accents += "e\xcc\x81";
  for (const std::string& line : wrapped(accents, font, 60, 100)) EXPECT_EQ(line[0], 'e');
}

TEST(TextBox, ANarrowBoxStillEnds) {
  EXPECT_EQ(wrapped("ab c", font, 0, 10), (Lines{"a", "b", "c"}));
  EXPECT_LE(wrapped(std::string(100'000, 'x'), font, 1, 4).size(), 4u);
}

TEST(TextBox, BalancedLinesAreAsManyAndMoreEqual) {
  const std::string words = "if unsure: Responder, within 2 hours";
  const Lines greedy = wrapped(words, font, 160, 3);
  const Lines even = balanced(words, font, 160, 3);
  ASSERT_EQ(greedy.size(), 2u);
  ASSERT_EQ(even.size(), 2u);
  EXPECT_GT(width_of(even[1], font), width_of(greedy[1], font));
  EXPECT_EQ(balanced("one", font, 160, 3), Lines{"one"});
  EXPECT_EQ(balanced("", font, 160, 3), Lines{});
  EXPECT_EQ(balanced("one two three", font, 20, 2), wrapped("one two three", font, 20, 2));
}

}  // namespace
}  // namespace decorum::render
