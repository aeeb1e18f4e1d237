#include "post/json.h"

#include <array>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "base/utf8.h"
#include "post/json_check.h"

namespace decorum::post {
namespace {

struct Bad {
  std::string json;
  std::string_view what;
  std::string_view where;
};

void expect_refused(const std::vector<Bad>& cases) {
  PostReader reader;
  Post post;
  for (const Bad& bad : cases) {
    const auto done = reader.read(bad.json, post);
    ASSERT_FALSE(done) << bad.json.substr(0, 200);
    EXPECT_EQ(done.error().what, bad.what) << bad.json.substr(0, 200);
    EXPECT_EQ(done.error().where, bad.where) << bad.json.substr(0, 200);
  }
}

std::string with_text(const std::string& field) { return R"({"text":"t",)" + field + "}"; }

TEST(PostJson, EveryFieldIsRead) {
  const auto post = read_post(
      R"({"id":"7","site":"mastodon","account":"main","author":{"id":12,"handle":"ann",)"
      R"("name":"Ann","followers":9223372036854775807,"bot":false},"text":"Hi","lang":"en-GB",)"
      R"("posted_at":"2026-11-22T09:30:00+01:00","in_reply_to":5,"url":"https://a.example/7",)"
      R"("media":[{"kind":"image","alt":"","url":"u","w":3},{"credit":"PA"}],"likes":[1, 2.50]})");
  ASSERT_TRUE(post) << post.error().what;
  EXPECT_EQ(post->id, "7");
  EXPECT_EQ(post->site, "mastodon");
  EXPECT_EQ(post->account, "main");
  EXPECT_EQ(post->author.id, "12");
  EXPECT_EQ(post->author.handle, "ann");
  EXPECT_EQ(post->author.name, "Ann");
  EXPECT_EQ(post->author.followers, 9223372036854775807);
  EXPECT_EQ(post->author.extra, (std::vector<ExtraField>{{"bot", "false"}}));
  EXPECT_EQ(post->text, "Hi");
  EXPECT_EQ(post->lang, "en-GB");
  EXPECT_EQ(base::format_rfc3339(*post->posted_at), "2026-11-22T08:30:00Z");
  EXPECT_EQ(post->in_reply_to, "5");
  EXPECT_EQ(post->url, "https://a.example/7");
  ASSERT_EQ(post->media.size(), 2U);
  EXPECT_EQ(post->media[0].kind, "image");
  EXPECT_EQ(post->media[0].alt, "");
  EXPECT_EQ(post->media[0].credit, std::nullopt);
  EXPECT_EQ(post->media[0].extra, (std::vector<ExtraField>{{"w", "3"}}));
  EXPECT_EQ(post->media[1].alt, std::nullopt);
  EXPECT_EQ(post->media[1].credit, "PA");
  EXPECT_EQ(post->extra, (std::vector<ExtraField>{{"likes", "[1, 2.50]"}}));
}

TEST(PostJson, NothingOfTheLastPostStays) {
  PostReader reader;
  Post post;
  ASSERT_TRUE(reader.read(
      R"({"text":"a","id":1,"author":{"followers":1,"x":1},"media":[{}],"posted_at":)"
      R"("2026-11-22T09:30:00Z","y":2,"lang":"en","site":"x","account":"a","url":"u"})",
      post));
  ASSERT_TRUE(reader.read(R"({"text":"b"})", post));
  Post expected;
  expected.text = "b";
  EXPECT_EQ(post, expected);
}

TEST(PostJson, WhatStandsForNothingIsAbsent) {
  const auto post = read_post(
      R"({"text":"t","id":null,"author":null,"posted_at":null,"media":null,"url":null})");
  ASSERT_TRUE(post);
  Post expected;
  expected.text = "t";
  EXPECT_EQ(*post, expected);
  const auto inner = read_post(
      R"({"text":"","author":{"followers":null,"id":null},"media":[{"alt":null}],"x":null})");
  ASSERT_TRUE(inner);
  EXPECT_EQ(inner->text, "");
  EXPECT_EQ(inner->author.followers, std::nullopt);
  EXPECT_EQ(inner->media.at(0).alt, std::nullopt);
  EXPECT_EQ(inner->extra.at(0).json, "null");
}

TEST(PostJson, MissingTextIsRefused) {
  expect_refused({{"{}", "text is missing", "/text"},
                  {R"({"text":null})", "text is missing", "/text"},
                  {R"({"Text":"a"})", "text is missing", "/text"},
                  {R"({"id":"a"})", "text is missing", "/text"}});
}

TEST(PostJson, WrongTypesAreRefusedWithAPointer) {
  expect_refused({
      {R"({"text":1})", "text must be a string, not a number", "/text"},
      {R"({"text":1.5})", "text must be a string, not a fraction", "/text"},
      {R"({"text":["a"]})", "text must be a string, not a list", "/text"},
      {R"({"text":{"a":1}})", "text must be a string, not an object", "/text"},
      {R"({"text":true})", "text must be a string, not true or false", "/text"},
      {with_text(R"("id":1.5)"), "id must be a string or a whole number, not a fraction", "/id"},
      {with_text(R"("id":1e3)"), "id must be a string or a whole number, not a fraction", "/id"},
      {with_text(R"("id":[])"), "id must be a string or a whole number, not a list", "/id"},
      {with_text(R"("site":7)"), "site must be a string, not a number", "/site"},
      {with_text(R"("author":"ann")"), "author must be an object, not a string", "/author"},
      {with_text(R"("author":[])"), "author must be an object, not a list", "/author"},
      {with_text(R"("author":{"handle":false})"), "handle must be a string, not true or false",
       "/author/handle"},
      {with_text(R"("author":{"followers":"12"})"),
       "followers must be a whole number, not a string", "/author/followers"},
      {with_text(R"("author":{"followers":1.0})"),
       "followers must be a whole number, not a fraction", "/author/followers"},
      {with_text(R"("author":{"followers":{}})"),
       "followers must be a whole number, not an object", "/author/followers"},
      {with_text(R"("media":{})"), "media must be a list, not an object", "/media"},
      {with_text(R"("media":[1])"), "each entry of media must be an object, not a number",
       "/media/0"},
      {with_text(R"("media":[{},{},null])"), "each entry of media must be an object, not null",
       "/media/2"},
      {with_text(R"("media":[{},{},{},{"alt":7}])"), "alt must be a string, not a number",
       "/media/3/alt"},
      {with_text(R"("posted_at":1700000000)"), "posted_at must be a string, not a number",
       "/posted_at"},
      {with_text(R"("posted_at":"yesterday")"),
       "'yesterday' is not a date and time such as 2026-11-22T09:30:00Z", "/posted_at"},
      {with_text(R"("posted_at":"2026-02-30T00:00:00Z")"), "the date 2026-02-30 does not exist",
       "/posted_at"},
  });
}

TEST(PostJson, NumbersOutOfRangeAreRefused) {
  constexpr std::string_view what = "followers must be from 0 to 9223372036854775807";
  expect_refused({{with_text(R"("author":{"followers":9223372036854775808})"), what,
                   "/author/followers"},
                  {with_text(R"("author":{"followers":123456789012345678901234567890})"), what,
                   "/author/followers"},
                  {with_text(R"("author":{"followers":-1})"), what, "/author/followers"}});
  // What is not a count is kept digit by digit.
  const auto post = read_post(with_text(R"("id":123456789012345678901234567890,"n":1e999)"));
  ASSERT_TRUE(post);
  EXPECT_EQ(post->id, "123456789012345678901234567890");
  EXPECT_EQ(post->extra.at(0).json, "1e999");
}

TEST(PostJson, OverLongFieldsAreRefusedNeverCut) {
  const std::string over(text_bytes_max + 1, 'a');
  const std::string name_over(name_bytes_max + 1, 'n');
  std::string many_media;
  for (std::size_t i = 0; i <= media_max; ++i) many_media += i == 0 ? "{}" : ",{}";
  std::string many_fields = R"({"text":"t")";
  for (std::size_t i = 0; i <= extra_max; ++i) many_fields += ",\"f" + std::to_string(i) + "\":0";
  constexpr std::string_view unknown =
      "the fields that are not known may be 256 and have 65536 bytes together at most";
  expect_refused({
      {R"({"text":")" + over + "\"}", "text may have 262144 bytes at most, and this has 262145",
       "/text"},
      {R"({"text":")" + std::string(10 * 1024 * 1024, 'a') + "\"}",
       "text may have 262144 bytes at most, and this has 10485760", "/text"},
      {with_text(R"("id":")" + name_over + "\""),
       "id may have 1024 bytes at most, and this has 1025", "/id"},
      {with_text(R"("id":1)" + std::string(name_bytes_max, '0')),
       "id may have 1024 digits at most", "/id"},
      {with_text(R"("url":")" + std::string(url_bytes_max + 1, 'u') + "\""),
       "url may have 8192 bytes at most, and this has 8193", "/url"},
      {with_text(R"("media":[)" + many_media + "]"), "media may have 64 entries at most", "/media"},
      {with_text("\"" + name_over + "\":1"), "the name of a field is over 1024 bytes", ""},
      {with_text(R"("x":")" + std::string(extra_bytes_max, 'x') + "\""), unknown, ""},
      {with_text(R"("author":{"x":")" + std::string(extra_bytes_max, 'x') + "\"}"), unknown,
       "/author"},
      {many_fields + "}", unknown, ""},
      {std::string(line_bytes_max + 1, ' '), "a line may have 16777216 bytes at most", ""},
  });
  EXPECT_TRUE(read_post(R"({"text":")" + std::string(text_bytes_max, 'a') + "\"}"));
}

TEST(PostJson, TheSameFieldTwiceIsRefused) {
  expect_refused({
      {R"({"text":"a","text":"a"})", "text is given twice", "/text"},
      {R"({"text":"a","te\u0078t":"b"})", "text is given twice", "/text"},
      {R"({"text":"a","id":null,"id":1})", "id is given twice", "/id"},
      {R"({"text":"a","x":1,"y":2,"x":3})", "x is given twice", ""},
      {R"({"text":"a","author":{"name":"a","name":"a"}})", "name is given twice", "/author/name"},
  });
}

TEST(PostJson, WhatIsNotJsonIsRefusedWithItsPlace) {
  expect_refused({
      {"", "this is not JSON from byte 0 on: a value is expected", ""},
      {"   ", "this is not JSON from byte 3 on: a value is expected", ""},
      {"hello", "this is not JSON from byte 0 on: a value is expected", ""},
      {"{", "this is not JSON from byte 1 on: a field's name in quotation marks is expected", ""},
      {R"({"text":"a")", "this is not JSON from byte 11 on: a comma or } is expected", ""},
      {R"({"text":"a)", "this is not JSON from byte 10 on: a string is not closed", ""},
      {R"({"text" "a"})", "this is not JSON from byte 8 on: a : is expected", ""},
      {R"({"text":"a",})",
       "this is not JSON from byte 12 on: a field's name in quotation marks is expected", ""},
      {R"({"text":"a" "b":1})", "this is not JSON from byte 12 on: a comma or } is expected", ""},
      {R"({"text":"\q"})", "this is not JSON from byte 9 on: this escape does not exist", ""},
      {R"({"te\qxt":"a"})", "this is not JSON from byte 4 on: this escape does not exist", ""},
      {"{\"text\":\"a\nb\"}",
       "this is not JSON from byte 10 on: a control character in a string must be written as an "
       "escape",
       ""},
      {R"({"text":nul})", "this is not JSON from byte 8 on: a value is expected", ""},
      {R"({"text":tru})", "this is not JSON from byte 8 on: a value is expected", ""},
      {R"({"text":01})", "this is not JSON from byte 8 on: a number must not start with 0", ""},
      {R"({"text":})", "this is not JSON from byte 8 on: a value is expected", ""},
      {with_text(R"("id":-)"), "this is not JSON from byte 18 on: a digit is expected", ""},
      {with_text(std::string("\"id\":1\0", 7)),
       "this is not JSON from byte 18 on: a comma or } is expected", ""},
      {with_text(R"("x":tru)"), "this is not JSON from byte 16 on: a value is expected", ""},
      {with_text(R"("x":[1,])"), "this is not JSON from byte 19 on: a value is expected", ""},
      {with_text(R"("media":[{},])"), "this is not JSON from byte 24 on: a value is expected", ""},
      {with_text(R"("author":{"id":1]})"),
       "this is not JSON from byte 28 on: a comma or } is expected", ""},
      {"\xEF\xBB\xBF{\"text\":\"a\"}", "this is not JSON from byte 0 on: a value is expected", ""},
      {"{'text':'a'}",
       "this is not JSON from byte 1 on: a field's name in quotation marks is expected", ""},
  });
}

TEST(PostJson, TrailingBytesAreRefused) {
  for (const std::string tail : {"x", "{}", "}", ",", "]", "\"a\"", "1", "// why"}) {
    expect_refused({{R"({"text":"a"} )" + tail,
                     "this is not JSON from byte 13 on: there is more text after the value", ""}});
  }
  EXPECT_TRUE(read_post(" \t{\"text\":\"a\"}\r\n "));
  EXPECT_FALSE(read_post(std::string("{\"text\":\"a\"}\0", 13)));
}

TEST(PostJson, WhatIsNoObjectIsRefused) {
  expect_refused({{"[]", "a line must be an object, not a list", ""},
                  {"[{\"text\":\"a\"}]", "a line must be an object, not a list", ""},
                  {"\"text\"", "a line must be an object, not a string", ""},
                  {" 12 ", "a line must be an object, not a number", ""},
                  {"null", "a line must be an object, not null", ""},
                  {"true", "a line must be an object, not true or false", ""}});
}

TEST(PostJson, BrokenUtf8IsRefusedWithItsPlace) {
  expect_refused({
      {"{\"text\":\"a\xFF\"}", "the text is not UTF-8: byte 10 is broken", ""},
      {"{\"text\":\"\xED\xA0\x80\"}", "the text is not UTF-8: byte 9 is broken", ""},
      {"{\"text\":\"\xC3\"}", "the text is not UTF-8: byte 9 is broken", ""},
      {"{\"text\":\"a\",\"x\":\"\xF5\"}", "the text is not UTF-8: byte 17 is broken", ""},
      {"{\"\xC0\xAF\":1}", "the text is not UTF-8: byte 2 is broken", ""},
      {"\xFF", "the text is not UTF-8: byte 0 is broken", ""},
  });
}

TEST(PostJson, DeepNestingIsRefused) {
  const auto nested = [](std::size_t depth) {
    return with_text("\"x\":" + std::string(depth, '[') + std::string(depth, ']'));
  };
  EXPECT_TRUE(read_post(nested(nesting_max - 1)));
  EXPECT_FALSE(read_post(nested(nesting_max)));
  const auto deep = read_post(with_text("\"x\":" + std::string(1'000'000, '[')));
  ASSERT_FALSE(deep);
  EXPECT_EQ(deep.error().what,
            "this is not JSON from byte 79 on: objects and lists are nested too deeply");
  std::string objects;
  for (int i = 0; i < 100'000; ++i) objects += R"({"a":)";
  EXPECT_FALSE(read_post(objects));
  EXPECT_FALSE(read_post(R"({"text":)" + std::string(1'000'000, '[')));
}

TEST(PostJson, OddTextIsKeptAsItCame) {
  const auto post = read_post(
      "{\"text\":\"\\u0000a\\ud800b\\udc00 \\ud83d\\ude00 \xE2\x80\x8F\xE2\x80\xAE\xE2\x80\x8B"
      "\xEF\xBB\xBF\xEF\xBF\xBF e\xCC\x81 \\u202e\"}");
  ASSERT_TRUE(post) << post.error().what;
  EXPECT_EQ(post->text, std::string("\0", 1) + "a\uFFFDb\uFFFD \U0001F600 \u200F\u202E\u200B"
                                               "\uFEFF\uFFFF e\u0301 \u202E");
}

TEST(PostJson, AGoodLineFollowsABadOneAndALongOne) {
  PostReader reader;
  Post post;
  for (const std::string& bad :
       {std::string("{\"text\":"), std::string(12 * 1024 * 1024, '['), std::string("\xFF")}) {
    EXPECT_FALSE(reader.read(bad, post));
    ASSERT_TRUE(reader.read(R"({"text":"good"})", post));
    EXPECT_EQ(post.text, "good");
  }
}

TEST(PostJson, StringsAreWrittenWithTheFewestEscapes) {
  std::string out;
  append_json_string(out, std::string_view("a\"\\/\n\0\x1F\x7F\u2028é", 13));
  EXPECT_EQ(out, "\"a\\\"\\\\/\\n\\u0000\\u001f\x7F\u2028é\"");
}

TEST(PostJson, FieldsAreWrittenInOrder) {
  Post post;
  post.text = "t";
  EXPECT_EQ(to_json(post), R"({"text":"t"})");
  post.id = "1";
  post.author.followers = 0;
  post.posted_at = base::Time{};
  post.media.resize(1);
  post.extra = {{"a\"", "[1]"}};
  EXPECT_EQ(to_json(post),
            R"({"id":"1","author":{"followers":0},"text":"t","posted_at":"1970-01-01T00:00:00Z",)"
            R"("media":[{}],"a\"":[1]})");
}

TEST(PostJson, AuthorThreadAndAccountComeBack) {
  const std::string author = R"({"id":"1","handle":"h","name":"n","followers":3,"x":[ ]})";
  EXPECT_EQ(to_json(*read_author(author)), author);
  const std::string account =
      R"({"id":"a","site":"x","handle":"h","name":"n","url":"u","since":{"y":2020}})";
  EXPECT_EQ(to_json(*read_account(account)), account);
  const std::string thread =
      R"({"root_id":"r","posts":[{"text":"a"},{"id":"2","text":"b"}],"closed":false})";
  EXPECT_EQ(to_json(*read_thread(thread)), thread);
  EXPECT_EQ(read_thread(R"({"posts":[{"text":"a"},{"media":[{"alt":1}]}]})").error().where,
            "/posts/1/media/0/alt");
  EXPECT_EQ(read_thread(R"({"posts":[{"text":"a"},{}]})").error().where, "/posts/1/text");
  EXPECT_EQ(read_account(R"({"url":[]})").error().where, "/url");
  EXPECT_FALSE(read_author("[]"));
}

// Random structs and random bytes; the seed is fixed, so a failure comes back.
class Dice {
 public:
  explicit Dice(unsigned seed) : engine_(seed) {}
  std::size_t below(std::size_t bound) { return engine_() % bound; }

  std::string text(std::size_t length_max) {
    static constexpr std::array<char32_t, 16> alphabet = {
        'a', 'Z', '"', '\\', '/', 0, '\n', 0x7F, 0xE9, 0x20AC, 0x1F600, 0x202E, 0x200B, 0xFFFF,
        0xFEFF, 0x10FFFF};
    std::string out;
    for (std::size_t n = below(length_max + 1); n > 0; --n) {
      base::append_utf8(out, alphabet[below(alphabet.size())]);
    }
    return out;
  }

  std::string json(std::size_t depth) {
    std::string out;
    switch (below(depth == 0 ? 4 : 6)) {
      case 0: append_json_string(out, text(6)); return out;
      case 1: return std::to_string(below(100'000)) + (below(2) == 0 ? "" : ".50e-7");
      case 2: return "null";
      case 3: return below(2) == 0 ? "true" : "false";
      case 4: return "[" + json(depth - 1) + " , " + json(depth - 1) + "]";
      default: break;
    }
    out = "{ ";
    append_json_string(out, text(4));
    return out + "\t:\n" + json(depth - 1) + "}";
  }

  std::vector<ExtraField> extra() {
    std::vector<ExtraField> out;
    for (std::size_t i = 0, n = below(4); i < n; ++i) {
      out.push_back({"extra " + std::to_string(i) + text(3), json(3)});
    }
    return out;
  }

  Post post() {
    Post out;
    out.id = text(5);
    out.site = text(5);
    out.account = text(5);
    out.author = {text(5), text(5), text(5), std::nullopt, extra()};
    if (below(2) == 0) out.author.followers = static_cast<std::int64_t>(below(1'000'000));
    out.text = text(40);
    out.lang = text(3);
    if (below(2) == 0) out.posted_at = base::Time{base::Duration{below(1'000'000'000'000)}};
    out.in_reply_to = text(5);
    out.url = text(5);
    for (std::size_t n = below(3); n > 0; --n) {
      Media media{text(5), std::nullopt, std::nullopt, text(5), extra()};
      if (below(2) == 0) media.alt = text(5);
      if (below(2) == 0) media.credit = text(5);
      out.media.push_back(media);
    }
    out.extra = extra();
    return out;
  }

 private:
  std::mt19937 engine_;
};

TEST(PostJson, WhatIsWrittenIsReadBackTheSame) {
  Dice dice(1);
  PostReader reader;
  Post read;
  for (int i = 0; i < 5'000; ++i) {
    const Post post = dice.post();
    const std::string json = to_json(post);
    ASSERT_TRUE(check_json_document(json, nesting_max)) << json;
    const auto done = reader.read(json, read);
    ASSERT_TRUE(done) << done.error().what << ": " << json;
    ASSERT_EQ(read, post) << json;
    ASSERT_EQ(to_json(read), json);
  }
}

// The fast reader never takes what the plain scanner does not.
TEST(PostJson, DamagedJsonIsRefusedOrStillJson) {
  Dice dice(2);
  PostReader reader;
  Post read;
  int refused = 0;
  for (int i = 0; i < 20'000; ++i) {
    std::string json = to_json(dice.post());
    for (std::size_t n = 1 + dice.below(3); n > 0; --n) {
      const std::size_t at = dice.below(json.size());
      switch (dice.below(3)) {
        case 0: json.erase(at, 1 + dice.below(4)); break;
        case 1: json.insert(at, 1, "{}[],:\"\\0-e tn\xFF"[dice.below(15)]); break;
        default: json[at] = "{}[],:\"\\0-e tn\xFF"[dice.below(15)]; break;
      }
      if (json.empty()) break;
    }
    if (reader.read(json, read)) {
      EXPECT_TRUE(check_json_document(json, nesting_max)) << json;
      EXPECT_TRUE(base::is_valid_utf8(json)) << json;
      EXPECT_TRUE(reader.read(to_json(read), read)) << json;
    } else {
      ++refused;
    }
  }
  EXPECT_GT(refused, 10'000);
}

}  // namespace
}  // namespace decorum::post
