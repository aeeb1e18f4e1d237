#include "cli/review_input.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace decorum::cli {
namespace {

TEST(ReviewInput, ATextIsOneDraftWithoutMarkAndFinalNewline) {
  struct Row {
    std::string bytes, text;
    std::size_t start;
  };
  for (const Row& row : std::vector<Row>{{"a", "a", 0},
                                         {"a\n", "a", 0},
                                         {"a\r\n", "a", 0},
                                         {"a\n\n", "a\n", 0},
                                         {"\n", "", 0},
                                         {"", "", 0},
                                         {"\xEF\xBB\xBF" "a\n", "a", 3},
                                         {"\xEF\xBB\xBF", "", 3},
                                         {"a\r", "a\r", 0},
                                         {{"a\0b", 3}, {"a\0b", 3}, 0}}) {
    const InputFile file = text_input("f", row.bytes);
    ASSERT_EQ(file.drafts.size(), 1U);
    EXPECT_EQ(file.drafts[0].draft.text, row.text);
    EXPECT_EQ(file.drafts[0].start, row.start);
    EXPECT_FALSE(file.mended || file.drafts[0].error);
    EXPECT_EQ(file.with_texts({std::nullopt}), row.bytes);
    EXPECT_EQ(file.with_texts({row.text}), row.bytes);
  }
}

TEST(ReviewInput, ATextThatIsNotUtf8IsMended) {
  const InputFile file = text_input("f", "\xFF" "a\n");
  EXPECT_TRUE(file.mended);
  EXPECT_EQ(file.drafts[0].draft.text, "\uFFFD" "a");
}

TEST(ReviewInput, ATextThatIsTooLongIsAnError) {
  EXPECT_FALSE(text_input("f", std::string(256 * 1024, 'a')).drafts[0].error);
  EXPECT_TRUE(text_input("f", std::string(256 * 1024 + 1, 'a')).drafts[0].error);
}

TEST(ReviewInput, JsonIsOneObjectOrOneALine) {
  struct Row {
    std::string bytes;
    std::vector<std::string> names;
  };
  for (const Row& row : std::vector<Row>{
           {R"({"text":"a"})", {"f"}},
           {"{\n \"text\":\"a\"\n}\n", {"f"}},
           {"{\"text\":\"a\",\"media\":[\n{},\n{}\n]}", {"f"}},
           {"{\"text\":\"a\"}\n{\"text\":\"b\"}", {"f:1", "f:2"}},
           {"\n\n{\"text\":\"a\"}\r\n  \n {\"text\":\"b\"}\n\n", {"f:3", "f:5"}},
           {"\xEF\xBB\xBF{\"text\":\"a\"}\n{\"text\":\"b\"}\n", {"f:1", "f:2"}},
           {"\xEF\xBB\xBF{\"text\":\"a\"}\n", {"f"}},
       }) {
    const InputFile file = json_input("f", row.bytes);
    std::vector<std::string> names;
    for (const InputDraft& one : file.drafts) {
      EXPECT_FALSE(one.error) << row.bytes << one.error->what;
      names.push_back(one.name);
    }
    EXPECT_EQ(names, row.names) << row.bytes;
  }
}

TEST(ReviewInput, ABadLineCostsItsNeighboursNothing) {
  const InputFile file = json_input("f", "nonsense\n{\"text\":\"a\"}\n{\"piad\":1}\n[]\n{");
  ASSERT_EQ(file.drafts.size(), 5U);
  EXPECT_TRUE(file.drafts[0].error && file.drafts[2].error && file.drafts[3].error &&
              file.drafts[4].error);
  EXPECT_FALSE(file.drafts[1].error);
  EXPECT_EQ(file.drafts[2].error->where, "/piad");
}

TEST(ReviewInput, WhatIsNoJsonAtAllIsOneError) {
  for (const std::string bytes : {"", "\n", "{", "nonsense", "a\nb\nc", "[]", "{\"text\":\n1}"}) {
    const InputFile file = json_input("f", bytes);
    ASSERT_EQ(file.drafts.size(), 1U) << bytes;
    EXPECT_TRUE(file.drafts[0].error) << bytes;
  }
}

TEST(ReviewInput, OnlyTheTextsOfJsonAreReplaced) {
  const InputFile lines =
      json_input("f", "{\"text\":\"a\" , \"paid\":true}\r\n\nbad\n{ \"text\":\"b\"}");
  ASSERT_EQ(lines.drafts.size(), 3U);
  EXPECT_EQ(lines.with_texts({"A\"", std::nullopt, std::nullopt}),
            "{\"text\":\"A\\\"\" , \"paid\":true}\r\n\nbad\n{ \"text\":\"b\"}");
  EXPECT_EQ(lines.with_texts({std::nullopt, std::nullopt, "B"}),
            "{\"text\":\"a\" , \"paid\":true}\r\n\nbad\n{ \"text\":\"B\"}");
}

}  // namespace
}  // namespace decorum::cli
