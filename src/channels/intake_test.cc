#include "channels/intake.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace decorum::channels {
namespace {

using Kind = Incoming::Kind;

TEST(Intake, OneAndMany) {
  const auto one = read_intake(R"( {"id":7,"text":"Hello","lang":"en","mood":"good"} )",
                               {.site = "web", .account = "main"});
  ASSERT_TRUE(one) << one.error().what;
  ASSERT_EQ(one->size(), 1u);
  EXPECT_EQ((*one)[0].kind, Kind::posted);
  EXPECT_EQ((*one)[0].post.id, "7");
  EXPECT_EQ((*one)[0].post.site, "web");
  EXPECT_EQ((*one)[0].post.account, "main");
  ASSERT_EQ((*one)[0].post.extra.size(), 1u);  // kept, as everywhere

  const auto many = read_intake(
      R"([ {"id":"a","text":"x","thread":"r","edited":true} , {"deleted":"b","site":"x"},
           {"id":"c","text":"says \"deleted\"","history":true,"edited":null} ])",
      {});
  ASSERT_TRUE(many) << many.error().what << many.error().where;
  ASSERT_EQ(many->size(), 3u);
  EXPECT_EQ((*many)[0].kind, Kind::edited);
  EXPECT_EQ((*many)[0].thread, "r");
  EXPECT_TRUE((*many)[0].post.extra.empty());
  EXPECT_EQ((*many)[1].kind, Kind::deleted);
  EXPECT_EQ((*many)[1].post.id, "b");
  EXPECT_EQ((*many)[1].post.site, "x");
  EXPECT_EQ((*many)[2].kind, Kind::posted);
  EXPECT_TRUE((*many)[2].history);
  EXPECT_TRUE(read_intake("[]", {})->empty());
}

TEST(Intake, WhatIsRefusedHasAPlace) {
  struct Bad {
    std::string body;
    std::string_view where, what;
  };
  for (const Bad& bad : std::vector<Bad>{
           {"", "", ""},
           {"7", "", "object"},
           {"\"text\"", "", "object"},
           {"null", "", "object"},
           {"[", "", "not JSON"},
           {"[{\"id\":\"a\",\"text\":\"x\"},]", "", "not JSON"},
           {"[{\"id\":\"a\",\"text\":\"x\"}] []", "", "not JSON"},
           {"[7]", "/0", "object"},
           {"[[]]", "/0", "object"},
           {"[{\"id\":\"a\",\"text\":\"x\"},{\"id\":\"b\"}]", "/1/text", "text"},
           {"[{\"id\":\"a\",\"text\":7}]", "/0/text", "string"},
           {"{\"text\":\"no id\"}", "/id", "needs an id"},
           {"{\"id\":\"\",\"text\":\"x\"}", "/id", "needs an id"},
           {"{\"id\":\"a\",\"text\":\"x\",\"site\":\"reddit\"}", "/site", "web only"},
           {"{\"id\":\"a\",\"text\":\"x\",\"account\":\"chief\"}", "/account", "main only"},
           {"{\"id\":\"a\",\"text\":\"x\",\"edited\":1}", "/edited", "true or false"},
           {"{\"id\":\"a\",\"text\":\"x\",\"history\":\"yes\"}", "/history", "true or false"},
           {"{\"id\":\"a\",\"text\":\"x\",\"thread\":5}", "/thread", "string"},
           {"{\"id\":\"a\",\"text\":\"x\",\"thread\":\"" + std::string(2000, 't') + "\"}",
            "/thread", "bytes"},
           {"{\"deleted\":7}", "/deleted", "text"},
           {"{\"deleted\":\"\"}", "/deleted", ""},
           {"{\"deleted\":\"a\",\"why\":\"x\"}", "/why", ""},
           {"{\"deleted\":\"a\",\"site\":\"x\"}", "/site", "web only"},
           {"{\"deleted\":\"a\",\"deleted_at\":\"soon\"}", "/deleted_at", ""},
           {"{\"id\":\"\xff\",\"text\":\"x\"}", "", ""},
           {std::string(intake_bytes_max + 1, ' '), "", "at most"}}) {
    const auto read = read_intake(bad.body, {.site = "web", .account = "main"});
    ASSERT_FALSE(read) << bad.body.substr(0, 100);
    EXPECT_EQ(read.error().where, bad.where) << bad.body.substr(0, 100) << read.error().what;
    EXPECT_NE(read.error().what.find(bad.what), std::string::npos) << read.error().what;
  }
}

TEST(Intake, AListIsBounded) {
  std::string body = "[";
  for (std::size_t i = 0; i < fetched_max; ++i) {
    body += (i > 0 ? "," : "") + std::string(R"({"id":")") + std::to_string(i) + R"(","text":""})";
  }
  EXPECT_EQ(read_intake(body + "]", {})->size(), fetched_max);
  const auto more = read_intake(body + R"(,{"deleted":"x"}])", {});
  ASSERT_FALSE(more);
  EXPECT_NE(more.error().what.find("at most"), std::string::npos);
}

}  // namespace
}  // namespace decorum::channels
