#include "record/named_texts.h"

#include <gtest/gtest.h>

#include "record/testing.h"

namespace decorum::record {
namespace {

std::string ref(std::int64_t id) {
  return base::write_shape(TextRef{{id}, salted_digest("salt", std::to_string(id))});
}

std::string where_named(const std::string& data) {
  Event event;
  event.data = {data};
  const auto named = texts_named_in(event);
  if (!named) return "error: " + named.error().what;
  std::string out;
  for (const NamedText& one : *named) {
    EXPECT_EQ(one.ref.digest, salted_digest("salt", std::to_string(one.ref.id.value)));
    out += one.where + "=" + std::to_string(one.ref.id.value) + ' ';
  }
  return out;
}

TEST(NamedTexts, AreFoundWhereverTheyStand) {
  EXPECT_EQ(where_named(ref(5)), "=5 ");
  EXPECT_EQ(where_named("{\"reason\":" + ref(5) + ",\"to\":\"ana\"}"), "/reason=5 ");
  EXPECT_EQ(where_named("{\"a\":[1," + ref(6) + ",{\"b/c~\":" + ref(7) + "}]}"),
            "/a/1=6 /a/2/b~1c~0=7 ");
}

TEST(NamedTexts, OtherObjectsAreNone) {
  const std::string id = base::to_text(base::Id{5});
  const std::string digest = salted_digest("salt", "x");
  for (const std::string& data :
       {std::string("{}"), std::string("[]"), std::string("3"), "{\"id\":\"" + id + "\"}",
        "{\"id\":\"" + id + "\",\"digest\":\"" + digest + "\",\"more\":1}",
        "{\"id\":\"" + id + "\",\"digest\":\"" + digest.substr(1) + "\"}",
        "{\"id\":\"" + id + "\",\"digest\":\"" + std::string(64, 'A') + "\"}",
        "{\"id\":\"x\",\"digest\":\"" + digest + "\"}",
        "{\"id\":5,\"digest\":\"" + digest + "\"}"}) {
    EXPECT_EQ(where_named(data), "") << data;
  }
}

TEST(NamedTexts, BrokenOrBoundlessDataIsRefused) {
  EXPECT_TRUE(where_named("{").starts_with("error"));
  EXPECT_TRUE(where_named("").starts_with("error"));
  EXPECT_TRUE(where_named(std::string(100, '[') + std::string(100, ']')).starts_with("error"));
  std::string many = "[" + ref(1);
  for (std::size_t i = 1; i < named_texts_max; ++i) many += "," + ref(1);
  EXPECT_FALSE(where_named(many + "]").starts_with("error"));
  EXPECT_TRUE(where_named(many + "," + ref(1) + "]").starts_with("error"));
}

}  // namespace
}  // namespace decorum::record
