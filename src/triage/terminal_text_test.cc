#include "triage/terminal_text.h"

#include <gtest/gtest.h>

namespace decorum::triage {
namespace {

TEST(TerminalText, NothingThatDrivesATerminalGetsThrough) {
  using namespace std::string_view_literals;
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"plain text", "plain text"},
      {"\x1b[31mred\x1b[0m", "␛[31mred␛[0m"},
      {"a\0b"sv, "a␀b"},
      {"a\nb\r\nc\td", "a⏎b⏎⏎c d"},
      {"a\u2028b", "a⏎b"},
      {"\x7f", "␡"},
      {"\u009b31m", "<U+009B>31m"},
      {"abc\u202edef", "abc<U+202E>def"},
      {"\u2066x\u2069", "<U+2066>x<U+2069>"},
      {"zero\u200bwidth\ufeff", "zero<U+200B>width<U+FEFF>"},
      {"👩‍🚀 é ü", "👩‍🚀 é ü"},
      {"broken \xff", "broken \ufffd"},
      {"שלום", "\u2068שלום\u2069"},
  };
  for (const auto& [text, expected] : rows) EXPECT_EQ(safe_line(text), expected);
}

TEST(TerminalText, ColumnsAreThoseOfATerminal) {
  const std::pair<std::string_view, std::size_t> rows[] = {
      {"", 0}, {"abc", 3}, {"é", 1}, {"e\u0301", 1}, {"日本", 4}, {"🙂", 2}, {"ab🙂", 4}};
  for (const auto& [text, columns] : rows) EXPECT_EQ(columns_of(text), columns) << text;
}

TEST(TerminalText, ShorteningNeverCutsACharacter) {
  EXPECT_EQ(shortened("abcdef", 6), "abcdef");
  EXPECT_EQ(shortened("abcdef", 5), "abcd…");
  EXPECT_EQ(shortened("日本語", 5), "日本…");
  EXPECT_EQ(shortened("日本語", 4), "日…");
  EXPECT_EQ(shortened("", 3), "");
}

TEST(TerminalText, LinesBreakAtBlanksAndNothingIsLost) {
  using Lines = std::vector<std::string>;
  EXPECT_EQ(wrapped("one two three four", 10), (Lines{"one two", "three four"}));
  EXPECT_EQ(wrapped("abcdefghijklmnop", 10), (Lines{"abcdefghij", "klmnop"}));
  EXPECT_EQ(wrapped("a abcdefghijklmnop", 10), (Lines{"a", "abcdefghij", "klmnop"}));
  EXPECT_EQ(wrapped("exactly 10 columns", 10), (Lines{"exactly 10", "columns"}));
  EXPECT_EQ(wrapped("", 10), (Lines{""}));
  EXPECT_EQ(wrapped("   ", 10), (Lines{""}));
  EXPECT_EQ(wrapped("日本語日本語", 10), (Lines{"日本語日本", "語"}));
}

}  // namespace
}  // namespace decorum::triage
