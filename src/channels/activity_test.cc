#include "channels/activity.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "channels/activity_ids.h"
#include "channels/posts_for_test.h"

namespace decorum::channels {
namespace {

using Kind = Incoming::Kind;

Activities read_good(std::string_view json, const EntryScope& scope = {}) {
  const auto read = read_activities(json, scope);
  EXPECT_TRUE(read) << (read ? "" : read.error().what);
  return read.value_or(Activities{});
}

TEST(Activity, IsPlainJsonWithAFixedContext) {
  Incoming in;
  in.kind = Kind::edited;
  in.thread = "6";
  in.post = {.id = "a/7",
             .site = "mastodon",
             .account = "fediverse",
             .author = {"12", "ann", "Ann", 5, {}},
             .text = "Hi <b>",
             .lang = "en",
             .posted_at = base::parse_rfc3339("2026-11-24T09:30:00Z").value(),
             .in_reply_to = "6",
             .url = "https://social.example/7",
             .media = {{"image", "A cat", "Ben", "https://social.example/cat.png", {}}},
             .extra = {{"mood", "1"}}};
  EXPECT_EQ(to_activity(in),
            R"({"@context":"https://www.w3.org/ns/activitystreams","type":"Update",)"
            R"("actor":{"type":"Person","id":"urn:decorum:author:mastodon:12","name":"Ann",)"
            R"("preferredUsername":"ann"},"object":{"type":"Note",)"
            R"("id":"urn:decorum:post:mastodon:a%2F7",)"
            R"("attributedTo":{"type":"Person","id":"urn:decorum:author:mastodon:12",)"
            R"("name":"Ann","preferredUsername":"ann"},"content":"Hi <b>",)"
            R"("contentMap":{"en":"Hi <b>"},"mediaType":"text/plain",)"
            R"("published":"2026-11-24T09:30:00Z","inReplyTo":"urn:decorum:post:mastodon:6",)"
            R"("url":"https://social.example/7",)"
            R"("audience":"urn:decorum:account:mastodon:fediverse",)"
            R"("context":"urn:decorum:post:mastodon:6","attachment":[{"type":"Image",)"
            R"("name":"A cat","attributedTo":{"type":"Object","name":"Ben"},)"
            R"("url":"https://social.example/cat.png"}]}})");
}

TEST(Activity, PagesComeBackTheSame) {
  PostsForTest chance(3);
  for (int round = 0; round < 40; ++round) {
    std::vector<Incoming> incoming;
    for (int i = 0; i < 20; ++i) {
      Incoming in;
      in.kind = static_cast<Kind>(chance.below(3));
      in.post = chance.post();
      in.post.id += "x";
      in.post.author.followers.reset();
      if (in.kind == Kind::deleted) {
        post::Post gone;
        gone.id = in.post.id;
        gone.site = in.post.site;
        gone.account = in.post.account;
        in.post = gone;
      } else {
        in.thread = chance.text(2);
      }
      incoming.push_back(in);
    }
    const Activities read =
        read_good(activity_page({"https://desk.example/1", "https://desk.example/",
                                 "https://desk.example/2"}, incoming));
    EXPECT_EQ(read.next, "https://desk.example/2");
    EXPECT_TRUE(read.left_out.empty());
    ASSERT_EQ(read.incoming.size(), incoming.size());
    for (std::size_t i = 0; i < incoming.size(); ++i) {
      EXPECT_EQ(read.incoming[i].kind, incoming[i].kind);
      EXPECT_EQ(read.incoming[i].post, incoming[i].post);
      EXPECT_EQ(read.incoming[i].thread, incoming[i].thread);
    }
  }
}

TEST(Activity, WhatServersWrite) {
  const Activities read = read_good(R"({"@context":["https://www.w3.org/ns/activitystreams",
    {"sensitive":"as:sensitive"}],"id":"https://social.example/a/1","type":"Create",
    "actor":"https://social.example/users/ann","published":"2026-11-24T09:30:00Z",
    "object":{"id":"https://social.example/n/1","type":"Note","summary":null,
    "inReplyTo":{"type":"Note","id":"https://other.example/n/0"},
    "published":"2026-11-24T09:30:00Z",
    "url":[{"type":"Link","href":"https://social.example/@ann/1"}],
    "attributedTo":"https://social.example/users/ann","to":["as:Public"],
    "content":"<p>Hello <a href='x'>@<span>you</span></a> &amp; all</p>",
    "contentMap":{"en":"<p>Hello</p>"},
    "attachment":{"type":"Document","mediaType":"image/png","url":"https://social.example/a.png",
    "name":"A \"cat\""}}})", {.site = "mastodon", .account = "fediverse"});
  ASSERT_EQ(read.incoming.size(), 1u);
  const post::Post& post = read.incoming[0].post;
  EXPECT_EQ(post.id, "https://social.example/n/1");
  EXPECT_EQ(post.site, "mastodon");
  EXPECT_EQ(post.account, "fediverse");
  EXPECT_EQ(post.text, "Hello @you & all");
  EXPECT_EQ(post.lang, "en");
  EXPECT_EQ(post.author.id, "https://social.example/users/ann");
  EXPECT_EQ(post.in_reply_to, "https://other.example/n/0");
  EXPECT_EQ(post.url, "https://social.example/@ann/1");
  ASSERT_EQ(post.media.size(), 1u);
  EXPECT_EQ(post.media[0].alt, "A \"cat\"");

  const Activities more = read_good(R"([
    {"type":"Delete","actor":"https://a.example/u","object":"https://a.example/n/1"},
    {"type":"Delete","object":{"type":"Tombstone","id":"https://a.example/n/2"}},
    {"type":["Article"],"id":"3","name":"Title","content":"<p>Body</p>"},
    {"type":"Article","id":"4","name":"Title alone"},
    {"type":"Note","id":"5","contentMap":{"cy":"Bore da","en":"Morning"}},
    {"type":"Tombstone","id":"6"}])");
  ASSERT_EQ(more.incoming.size(), 6u);
  EXPECT_EQ(more.incoming[0].kind, Kind::deleted);
  EXPECT_EQ(more.incoming[0].post.id, "https://a.example/n/1");
  EXPECT_EQ(more.incoming[1].post.id, "https://a.example/n/2");
  EXPECT_EQ(more.incoming[2].post.text, "Title\n\nBody");
  EXPECT_EQ(more.incoming[3].post.text, "Title alone");
  EXPECT_EQ(more.incoming[4].post.text, "Bore da");
  EXPECT_EQ(more.incoming[4].post.lang, "");
  EXPECT_EQ(more.incoming[5].kind, Kind::deleted);
}

TEST(Activity, FlagsComeBackTheSame) {
  const Flag flag{.id = "https://a.example/f/1",
                  .actor = "https://a.example/actor",
                  .content = "A threat",
                  .objects = {"https://b.example/u/bob", "https://b.example/n/1"},
                  .published = base::parse_rfc3339("2026-11-24T09:30:00Z").value()};
  const Activities read = read_good(to_activity(flag));
  ASSERT_EQ(read.flags.size(), 1u);
  EXPECT_EQ(read.flags[0], flag);
  EXPECT_EQ(read_good(R"({"type":"Flag","object":"https://b.example/u"})").flags.size(), 1u);
}

TEST(Activity, WhatIsNoneCostsItsNeighboursNothing) {
  const Activities read = read_good(R"([7, null, "x", [], {}, {"type":7},
    {"type":"Like","object":"a"},
    {"type":"Create"}, {"type":"Create","object":"https://a.example/n"},
    {"type":"Create","object":{"type":"Person","id":"p"}}, {"type":"Update","object":[]},
    {"type":"Note","content":"no id"}, {"type":"Note","id":""}, {"type":"Note","id":7},
    {"type":"Delete"}, {"type":"Delete","object":{}}, {"type":"Delete","object":[null]},
    {"type":"Flag"}, {"type":"Flag","object":[]}, {"type":"Flag","object":[7,{}]},
    {"type":"Note","id":"good","content":7,"published":"soon","attributedTo":[],"url":{},
     "attachment":[7,null,{"type":"Image"}],"contentMap":[]}])");
  EXPECT_EQ(read.left_out.size(), 20u);
  ASSERT_EQ(read.incoming.size(), 1u);
  EXPECT_EQ(read.incoming[0].post.id, "good");
  EXPECT_EQ(read.incoming[0].post.media.size(), 1u);
  const std::string large = R"([{"type":"Note","id":"a","mediaType":"text/plain","content":")" +
                            std::string(post::text_bytes_max + 1, 'x') +
                            R"("},{"type":"Note","id":"b"}])";
  EXPECT_EQ(read_good(large).incoming.size(), 1u);
}

TEST(Activity, WhatIsRefused) {
  std::string many = "[{}";
  for (std::size_t i = 0; i < fetched_max; ++i) many += ",{}";
  for (const std::string& bad :
       {std::string(), std::string("{"), std::string("7"), std::string("\"x\""), many + "]",
        std::string("\xff"), std::string(2000, '[') + std::string(2000, ']'),
        std::string(activity_bytes_max + 1, ' ')}) {
    EXPECT_FALSE(read_activities(bad, {})) << bad.substr(0, 40);
  }
}

TEST(ActivityIds, OnlyWhatWeWroteIsTakenApart) {
  const auto ours = read_urn("post", urn_of("post", "x", "a:b/c %é"));
  ASSERT_TRUE(ours);
  EXPECT_EQ(ours->site, "x");
  EXPECT_EQ(ours->id, "a:b/c %é");
  for (const std::string_view other :
       {"", "urn:decorum:post:x", "urn:decorum:author:x:1", "urn:decorum:post:x:a b",
        "urn:decorum:post:x:%4", "urn:decorum:post:x:%41", "urn:decorum:post:x:%zz",
        "urn:decorum:post:x:%2f", "urn:decorum:post:x:a:b", "URN:decorum:post:x:1",
        "https://x.example/1"}) {
    EXPECT_FALSE(read_urn("post", other)) << other;
  }
}

}  // namespace
}  // namespace decorum::channels
