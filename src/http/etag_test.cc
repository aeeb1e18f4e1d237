#include "http/etag.h"

#include <gtest/gtest.h>

namespace decorum::http {
namespace {

TEST(ETag, ReadsLists) {
  EXPECT_TRUE(parse_etags(" * ")->any);
  const auto list = parse_etags("\"a\",W/\"b\" , \"\"");
  ASSERT_TRUE(list.has_value());
  EXPECT_EQ(list->tags, (std::vector<ETag>{{"a"}, {"b", true}, {""}}));
}

TEST(ETag, RefusesWhatIsNoList) {
  std::string many = "\"0\"";
  for (std::size_t i = 1; i <= etags_max; ++i) many += ",\"a\"";
  for (const std::string& text :
       {std::string(""), std::string("a"), std::string("\"a"), std::string("a\""),
        std::string("\"a\" \"b\""), std::string("\"a\","), std::string(",\"a\""),
        std::string("w/\"a\""), std::string("W/a"), std::string("*,\"a\""), std::string("\"a b\""),
        std::string("\"a\tb\""), "\"" + std::string(etag_bytes_max + 1, 'a') + "\"", many}) {
    EXPECT_FALSE(parse_etags(text).has_value()) << text;
  }
}

TEST(ETag, ComparesAsTheStandardSays) {
  // RFC 9110 section 8.8.3.2.
  const ETag weak{"1", true}, strong{"1"};
  EXPECT_FALSE(matches_strongly({.any = false, .tags = {weak}}, weak));
  EXPECT_FALSE(matches_strongly({.any = false, .tags = {weak}}, strong));
  EXPECT_FALSE(matches_strongly({.any = false, .tags = {strong}}, weak));
  EXPECT_TRUE(matches_strongly({.any = false, .tags = {strong}}, strong));
  EXPECT_TRUE(matches_weakly({.any = false, .tags = {weak}}, strong));
  EXPECT_FALSE(matches_weakly({.any = false, .tags = {{"2"}}}, strong));
  EXPECT_TRUE(matches_strongly({.any = true, .tags = {}}, strong));
}

TEST(ETag, HoldsAChangeAgainstTheVersion) {
  Request request;
  EXPECT_EQ(refuse_if_stale(request, 7)->status, 428);
  request.headers = {{"if-match", "7"}};
  EXPECT_EQ(refuse_if_stale(request, 7)->status, 400);
  request.headers = {{"if-match", "W/\"7\""}};
  EXPECT_EQ(refuse_if_stale(request, 7)->status, 412);
  request.headers = {{"if-match", "\"6\""}};
  EXPECT_EQ(refuse_if_stale(request, 7)->status, 412);
  request.headers = {{"if-match", "\"6\", \"7\""}};
  EXPECT_FALSE(refuse_if_stale(request, 7).has_value());
}

TEST(ETag, LeavesOutOnlyWhatWasRead) {
  Request request;
  request.method = "POST";
  request.headers = {{"if-none-match", "\"7\""}};
  Response response = with_etag(Response{}, 7);
  response.body = "text";
  leave_out_what_is_held(request, response);
  EXPECT_EQ(response.status, 200) << "a change is answered whole";
  request.method = "GET";
  leave_out_what_is_held(request, response);
  EXPECT_EQ(response.status, 304);
  EXPECT_EQ(response.body, "");
}

}  // namespace
}  // namespace decorum::http
