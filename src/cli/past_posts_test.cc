#include "cli/past_posts.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace decorum::cli {
namespace {

using State = review::PastPost::State;

TEST(PastPosts, EveryFieldIsRead) {
  const auto past = read_past_posts(
      "{\"id\":7,\"text\":\"a\",\"posted_at\":\"2026-01-01T00:00:00Z\",\"url\":\"u\","
      "\"state\":\"withdrawn\"}\r\n\n{\"text\":\"b\",\"state\":null,\"site\":\"x\"}\n"
      "{\"text\":\"c\",\"state\":\"complained_of\"}");
  ASSERT_TRUE(past) << past.error().what;
  ASSERT_EQ(past->size(), 3U);
  EXPECT_EQ((*past)[0].id, "7");
  EXPECT_EQ((*past)[0].text, "a");
  EXPECT_EQ((*past)[0].url, "u");
  EXPECT_EQ(base::format_rfc3339(*(*past)[0].posted_at), "2026-01-01T00:00:00Z");
  EXPECT_EQ((*past)[0].state, State::withdrawn);
  EXPECT_EQ((*past)[1].state, State::standing);
  EXPECT_EQ((*past)[2].state, State::complained_of);
  EXPECT_TRUE(read_past_posts("")->empty());
}

TEST(PastPosts, ABadLineIsToldWithItsNumber) {
  struct Row {
    std::string bytes;
    std::string_view where;
  };
  for (const Row& row : std::vector<Row>{{"{", "1"},
                                         {"{\"text\":\"a\"}\nnonsense", "2"},
                                         {"\n\n{\"id\":\"1\"}", "3 /text"},
                                         {"{\"text\":1}", "1 /text"},
                                         {"{\"text\":\"a\",\"state\":\"gone\"}", "1 /state"},
                                         {"{\"text\":\"a\",\"state\":1}", "1 /state"},
                                         {"{\"text\":\"a\",\"posted_at\":\"x\"}", "1 /posted_at"},
                                         {"{\"text\":\"\xFF\"}", "1"},
                                         {"[]", "1"}}) {
    const auto past = read_past_posts(row.bytes);
    ASSERT_FALSE(past) << row.bytes;
    EXPECT_EQ(past.error().where, row.where) << row.bytes;
  }
}

}  // namespace
}  // namespace decorum::cli
