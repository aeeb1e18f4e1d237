#include "http/paging.h"

#include <gtest/gtest.h>

#include "http/head.h"

namespace decorum::http {
namespace {

const Cursor sample{"cases by deadline", "2026-11-27T10:00:00Z é \" /", base::Id{12345678901234}};

TEST(Paging, ReadsTheCursorsItWrites) {
  for (const Cursor& cursor : {sample, Cursor{"", "", base::Id{1}}, Cursor{"a", "", base::Id{2}}}) {
    const std::string text = cursor_text(cursor);
    EXPECT_EQ(text.find_first_not_of(
                  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
              std::string::npos);
    EXPECT_EQ(parse_cursor(text), cursor);
  }
}

TEST(Paging, RefusesEveryOtherText) {
  const std::string text = cursor_text(sample);
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string changed = text;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(parse_cursor(changed).has_value()) << i;
    EXPECT_FALSE(parse_cursor(text.substr(0, i)).has_value()) << i;
  }
  for (const std::string& other : {text + "A", text + "=", " " + text, std::string("%%%"),
                                   std::string(cursor_bytes_max + 1, 'A')}) {
    EXPECT_FALSE(parse_cursor(other).has_value()) << other;
  }
}

TEST(Paging, ReadsWhatAPageIsWished) {
  Request request;
  EXPECT_EQ(page_of(request, "a")->limit, page_limit_default);
  request.query = {{"limit", "200"}, {"cursor", cursor_text({"a", "k", base::Id{7}})}};
  EXPECT_EQ(page_of(request, "a")->limit, 200);
  EXPECT_EQ(page_of(request, "a")->after->key, "k");
  EXPECT_EQ(page_of(request, "b").error().status, 422) << "the cursor of another list";
  for (const char* limit : {"0", "-1", "201", "1.5", "", "x", " 1", "99999999999999999999"}) {
    request.query = {{"limit", limit}};
    EXPECT_EQ(page_of(request, "a").error().status, 422) << limit;
  }
}

TEST(Paging, LinksToTheNextPageOfTheSameQuery) {
  Request request;
  request.path = "/api/cases/a b";
  request.query = {{"q", "two words & é"}, {"cursor", "old"}, {"limit", "5"}};
  Response response;
  add_next(response, request, "new");
  ASSERT_EQ(response.headers.size(), 1u);
  const std::string link = response.headers[0].second;
  EXPECT_EQ(link, "</api/cases/a%20b?q=two%20words%20%26%20%C3%A9&limit=5&cursor=new>; "
                  "rel=\"next\"");
  const auto target = parse_target(link.substr(1, link.find('>') - 1), Limits{});
  ASSERT_TRUE(target.has_value());
  EXPECT_EQ(target->path, request.path);
  EXPECT_EQ(target->query[0], request.query[0]);
}

}  // namespace
}  // namespace decorum::http
