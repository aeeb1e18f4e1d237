#include "post/stream.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace decorum::post {
namespace {

using std::string_view_literals::operator""sv;

// What came out, one text a line: "1:text", or "1!" for an over-long line.
std::vector<std::string> split(std::string_view bytes, std::size_t chunk, std::size_t bytes_max) {
  std::vector<std::string> out;
  const LineSplitter::OnLine note = [&](const Line& line) {
    out.push_back(std::to_string(line.number) +
                  (line.over_long ? "!" : ":" + std::string(line.text)));
  };
  LineSplitter splitter(bytes_max);
  for (std::size_t i = 0; i < bytes.size(); i += chunk) {
    splitter.push(bytes.substr(i, chunk), note);
  }
  splitter.finish(note);
  return out;
}

struct Case {
  std::string_view bytes;
  std::vector<std::string> lines;
};

TEST(Stream, LinesAreTheSameForEveryChunkSize) {
  const std::vector<Case> cases = {
      {"", {}},
      {"a", {"1:a"}},
      {"a\n", {"1:a"}},
      {"a\nb", {"1:a", "2:b"}},
      {"a\r\nb\r\n", {"1:a", "2:b"}},
      {"a\rb\n", {"1:a\rb"}},
      {"a\r", {"1:a"}},
      {"a\r\r\n", {"1:a\r"}},
      {"\n\n", {"1:", "2:"}},
      {"\r\n\n", {"1:", "2:"}},
      {"\xEF\xBB\xBF"sv "a\nb\n", {"1:a", "2:b"}},
      {"\xEF\xBB\xBF\n", {"1:"}},
      {"\xEF\xBB\xBF", {"1:"}},
      {"\xEF\xBB", {"1:\xEF\xBB"}},
      {"a\n\xEF\xBB\xBF"sv "b\n", {"1:a", "2:\xEF\xBB\xBF"
                                           "b"}},
      {"12345678\n", {"1:12345678"}},
      {"12345678\r\n", {"1:12345678"}},
      {"\xEF\xBB\xBF"sv "12345678\r\nx", {"1:12345678", "2:x"}},
      {"123456789\nx\n", {"1!", "2:x"}},
      {"123456789", {"1!"}},
      {"12345678\rx", {"1!"}},
      {"a\n123456789012345678901234567890\nb", {"1:a", "2!", "3:b"}},
      {"a\n123456789012345678901234567890", {"1:a", "2!"}},
      {"123456789012345\n123456789012345\n", {"1!", "2!"}},
  };
  for (const Case& c : cases) {
    for (std::size_t chunk = 1; chunk <= c.bytes.size() + 1; ++chunk) {
      EXPECT_EQ(split(c.bytes, chunk, 8), c.lines) << c.bytes << " in chunks of " << chunk;
    }
  }
}

TEST(Stream, NulsAndBrokenUtf8PassThrough) {
  const std::vector<std::string> expected = {"1:" + std::string("a\0b", 3), "2:\xFF\xC3"};
  EXPECT_EQ(split("a\0b\n\xFF\xC3\n"sv, 2, 8), expected);
}

TEST(Stream, AnEndlessLineNeedsNoMemoryAndCostsNoNeighbour) {
  LineSplitter splitter(1000);
  const std::string chunk(64 * 1024, 'x');
  std::vector<Line> lines;
  const LineSplitter::OnLine note = [&](const Line& line) {
    lines.push_back({line.number, {}, line.over_long});
  };
  splitter.push("first\n", note);
  for (int i = 0; i < 4000; ++i) splitter.push(chunk, note);
  splitter.push("\nlast", note);
  splitter.finish(note);
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_FALSE(lines[0].over_long);
  EXPECT_TRUE(lines[1].over_long);
  EXPECT_FALSE(lines[2].over_long);
  EXPECT_EQ(lines[2].number, 3U);
}

}  // namespace
}  // namespace decorum::post
