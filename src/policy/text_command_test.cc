#include "policy/text_command.h"

#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "post/json_check.h"

namespace decorum::policy {
namespace {

using std::string_view_literals::operator""sv;

base::Result<std::string> described(std::string_view text, std::string_view site) {
  std::ifstream file("data/sites.yaml", std::ios::binary);
  const auto sites =
      read_sites("data/sites.yaml", std::string{std::istreambuf_iterator<char>(file), {}});
  return describe_text(text, *sites->find(site));
}

TEST(TextCommand, LengthAndEntitiesAreOneLineOfJson) {
  EXPECT_EQ(described("Hello http://example.com @ann #tag $ABC", "x"),
            R"({"length":{"site":"x","valid":true,"caps":[{"unit":"weighted","used":44,)"
            R"("limit":280}]},"entities":[)"
            R"({"kind":"url","start":6,"end":24,"value":"http://example.com"},)"
            R"({"kind":"mention","start":25,"end":29,"value":"ann"},)"
            R"({"kind":"hashtag","start":30,"end":34,"value":"tag"},)"
            R"({"kind":"cashtag","start":35,"end":39,"value":"ABC"}]})");
}

TEST(TextCommand, TheDefaultSiteHasNoLimits) {
  EXPECT_EQ(described("", default_site),
            R"({"length":{"site":"web","valid":true,"caps":[]},"entities":[]})");
}

TEST(TextCommand, OddTextStaysJson) {
  const auto out = described("\"\\\n\0 😀 #日本"sv, "bluesky");
  ASSERT_TRUE(out);
  EXPECT_TRUE(post::check_json_document(*out, 8)) << *out;
  EXPECT_EQ(out->find('\n'), std::string::npos);
}

TEST(TextCommand, BrokenAndEndlessTextIsRefused) {
  EXPECT_EQ(described("ab\xFF", "x").error().what, "the text is not UTF-8: byte 2 is broken");
  EXPECT_FALSE(described(std::string(text_command_bytes_max + 1, 'a'), "web"));
}

}  // namespace
}  // namespace decorum::policy
