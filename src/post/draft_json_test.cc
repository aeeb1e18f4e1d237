#include "post/draft_json.h"

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "base/utf8.h"

namespace decorum::post {
namespace {

struct Bad {
  std::string json;
  std::string_view what;
  std::string_view where;
};

void expect_refused(const std::vector<Bad>& cases) {
  for (const Bad& bad : cases) {
    const auto draft = read_draft(bad.json);
    ASSERT_FALSE(draft) << bad.json.substr(0, 200);
    EXPECT_EQ(draft.error().what, bad.what) << bad.json.substr(0, 200);
    EXPECT_EQ(draft.error().where, bad.where) << bad.json.substr(0, 200);
  }
}

std::string with_field(const std::string& field) { return R"({"text":"t",)" + field + "}"; }

TEST(DraftJson, EveryFieldIsRead) {
  const auto draft = read_draft(
      R"({"text":"Hi \u00e9\n","site":"x","account":"main","capacity":"personal",)"
      R"("on_behalf_of":"The Trust","relationship":"employee","related_to":"Acme","paid":true,)"
      R"("audience":["uk","us"],"links":["https://a.example"],"sources":["https://b.example"],)"
      R"("media":[{"kind":"video","alt":"","credit":"PA","url":"u","file":"f.png",)"
      R"("origin":"creative_commons","licence":"CC BY 4.0","permission":{"by":"Ann","scope":"web",)"
      R"("evidence":"mail","on":"2026-01-02","until":"2027-01-02"},"people":true,"children":true,)"
      R"("consent":true,"words_in_picture":"Open","captions":true,"logo":true}],)"
      R"("reply_to":{"id":7,"author":"ann","outcomes":["monitor"],)"
      R"("due_at":"2026-11-22T09:30:00Z"},)"
      R"("publish_at":"2026-11-23T09:30:00Z","embargo_until":"2026-11-24T09:30:00Z",)"
      R"("suppress":[{"rule":"FA2","words":"only","reason":"it is","by":"ann"},)"
      R"({"rule":"D1","start":1,"end":2,"reason":"seen"}]})");
  ASSERT_TRUE(draft) << draft.error().what << draft.error().where;
  EXPECT_EQ(draft->text, "Hi é\n");
  EXPECT_EQ(draft->site, "x");
  EXPECT_EQ(draft->account, "main");
  EXPECT_EQ(draft->capacity, Capacity::personal);
  EXPECT_EQ(draft->on_behalf_of, "The Trust");
  EXPECT_EQ(draft->relationship, "employee");
  EXPECT_EQ(draft->related_to, "Acme");
  EXPECT_TRUE(draft->paid);
  EXPECT_EQ(draft->audience, (std::vector<std::string>{"uk", "us"}));
  EXPECT_EQ(draft->links, std::vector<std::string>{"https://a.example"});
  EXPECT_EQ(draft->sources, std::vector<std::string>{"https://b.example"});
  ASSERT_EQ(draft->media.size(), 1U);
  const DraftMedia& media = draft->media[0];
  EXPECT_EQ(media.kind, "video");
  EXPECT_EQ(media.alt, "");
  EXPECT_EQ(media.credit, "PA");
  EXPECT_EQ(media.url, "u");
  EXPECT_EQ(media.file, "f.png");
  EXPECT_EQ(media.origin, Origin::creative_commons);
  EXPECT_EQ(media.licence, "CC BY 4.0");
  ASSERT_TRUE(media.permission);
  EXPECT_EQ(media.permission->by, "Ann");
  EXPECT_EQ(media.permission->scope, "web");
  EXPECT_EQ(media.permission->evidence, "mail");
  EXPECT_EQ(base::format_date(*media.permission->on), "2026-01-02");
  EXPECT_EQ(base::format_date(*media.permission->until), "2027-01-02");
  EXPECT_TRUE(media.people && media.children && media.consent && media.captions && media.logo);
  EXPECT_EQ(media.words_in_picture, "Open");
  ASSERT_TRUE(draft->reply_to);
  EXPECT_EQ(draft->reply_to->id, "7");
  EXPECT_EQ(draft->reply_to->author, "ann");
  EXPECT_EQ(draft->reply_to->outcomes, std::vector<std::string>{"monitor"});
  EXPECT_EQ(base::format_rfc3339(*draft->reply_to->due_at), "2026-11-22T09:30:00Z");
  EXPECT_EQ(base::format_rfc3339(*draft->publish_at), "2026-11-23T09:30:00Z");
  EXPECT_EQ(base::format_rfc3339(*draft->embargo_until), "2026-11-24T09:30:00Z");
  ASSERT_EQ(draft->suppress.size(), 2U);
  EXPECT_EQ(draft->suppress[0].rule, "FA2");
  EXPECT_EQ(draft->suppress[0].words, "only");
  EXPECT_EQ(draft->suppress[0].reason, "it is");
  EXPECT_EQ(draft->suppress[0].by, "ann");
  EXPECT_EQ(draft->suppress[1].span, (base::Span{1, 2}));
}

TEST(DraftJson, TheContractObjectWithNullsIsADraftOfItsText) {
  const auto draft = read_draft(
      R"( {"text":"t","site":null,"account":null,"capacity":null,"on_behalf_of":null,)"
      R"("relationship":null,"paid":null,"links":null,"media":null,"sources":null,"reply_to":null,)"
      R"("publish_at":null,"suppress":null,"audience":null} )");
  ASSERT_TRUE(draft) << draft.error().what;
  EXPECT_EQ(draft->text, "t");
  EXPECT_EQ(draft->capacity, Capacity::official);
  EXPECT_EQ(draft->relationship, "none");
  EXPECT_FALSE(draft->paid || draft->reply_to || draft->publish_at);
  EXPECT_TRUE(draft->media.empty() && draft->links.empty() && draft->sources.empty());
}

TEST(DraftJson, ShortFormsAreRead) {
  const auto draft = read_draft(
      with_field(R"("paid":"a free seat","media":["https://a.example/p.png","p.png",)"
                 R"({"alt":null}],"sources":[{"url":"https://b.example","title":"B"},)"
                 R"({"title":"Annual report"}])"));
  ASSERT_TRUE(draft) << draft.error().what;
  EXPECT_TRUE(draft->paid);
  ASSERT_EQ(draft->media.size(), 3U);
  EXPECT_EQ(draft->media[0].url, "https://a.example/p.png");
  EXPECT_EQ(draft->media[1].file, "p.png");
  EXPECT_EQ(draft->media[2].alt, std::nullopt);
  EXPECT_EQ(draft->media[2].origin, Origin::unsaid);
  EXPECT_EQ(draft->sources, (std::vector<std::string>{"https://b.example", "Annual report"}));
  EXPECT_FALSE(read_draft(with_field(R"("paid":" ")"))->paid);
  EXPECT_TRUE(read_draft(R"({"text":""})"));
  EXPECT_TRUE(read_draft(R"({"text":"t","media":[],"reply_to":{},"links":[ ]})"));
}

TEST(DraftJson, EveryRelationshipIsTaken) {
  for (const std::string& tie : relationships()) {
    EXPECT_EQ(read_draft(with_field("\"relationship\":\"" + tie + "\""))->relationship, tie);
  }
}

TEST(DraftJson, TextThatIsNotUtf8IsMended) {
  const auto draft = read_draft("{\"text\":\"a\xFF\xC3\"}");
  ASSERT_TRUE(draft);
  EXPECT_EQ(draft->text, "a\uFFFD\uFFFD");
  EXPECT_EQ(read_draft(R"({"text":"\ud800"})")->text, "\uFFFD");
}

TEST(DraftJson, WhatIsNoJsonIsRefused) {
  expect_refused({
      {"", "this is not JSON from byte 0 on: a value is expected", ""},
      {"  ", "this is not JSON from byte 2 on: a value is expected", ""},
      {"text", "this is not JSON from byte 0 on: a value is expected", ""},
      {R"({"text":)", "this is not JSON from byte 8 on: a value is expected", ""},
      {R"({"text":"t")", "this is not JSON from byte 11 on: a comma or } is expected", ""},
      {R"({"text":"t"}{)", "this is not JSON from byte 12 on: there is more text after the value",
       ""},
      {R"({"text":"t",})",
       "this is not JSON from byte 12 on: a field's name in quotation marks is expected", ""},
      {std::string("{\"text\":\"\0\"}", 12),
       "this is not JSON from byte 9 on: a control character in a string must be written as an "
       "escape", ""},
      {"[[[[[[[[[[]]]]]]]]]]",
       "this is not JSON from byte 8 on: objects and lists are nested too deeply", ""},
      {"\xEF\xBB\xBF{\"text\":\"t\"}", "this is not JSON from byte 0 on: a value is expected", ""},
  });
}

TEST(DraftJson, WhatIsNoObjectIsRefused) {
  expect_refused({
      {"[]", "a draft must be an object, not a list", ""},
      {"\"text\"", "a draft must be an object, not a text", ""},
      {"null", "a draft must be an object, not null", ""},
      {"1.5", "a draft must be an object, not a number", ""},
      {"{}", "text is missing", "/text"},
      {R"({"text":null})", "text is missing", "/text"},
      {R"({"site":"x"})", "text is missing", "/text"},
  });
}

TEST(DraftJson, AnyWordIsATieAndNoWordIsNone) {
  EXPECT_EQ(read_draft(with_field(R"("relationship":"shareholder")"))->relationship, "shareholder");
  EXPECT_EQ(read_draft(with_field(R"("relationship":"")"))->relationship, "none");
  EXPECT_EQ(read_draft(with_field(R"("relationship":"None")"))->relationship, "none");
}

TEST(DraftJson, ADraftMayHaveAnId) {
  EXPECT_EQ(read_draft(with_field(R"("id":"d7")"))->id, "d7");
  EXPECT_EQ(read_draft(with_field(R"("id":7)"))->id, "7");
}

TEST(DraftJson, AnUnknownFieldIsRefused) {
  expect_refused({
      {with_field(R"("piad":true)"), "a draft has no field 'piad'; did you mean 'paid'?", "/piad"},
      {with_field(R"("disclosed":true)"),
       "a draft has no field 'disclosed'; its fields are text, site, account, capacity, "
       "on_behalf_of, relationship, paid, links, media, sources, related_to, audience, reply_to, "
       "publish_at, embargo_until, suppress, id", "/disclosed"},
      {with_field(R"("Paid":true)"), "a draft has no field 'Paid'; did you mean 'paid'?", "/Paid"},
      {with_field(R"("media":[{"atl":"x"}])"), "a medium has no field 'atl'; did you mean 'alt'?",
       "/media/0/atl"},
      {with_field(R"("media":[{},{"permission":{"who":"x"}}])"),
       "a permission has no field 'who'; its fields are by, scope, evidence, on, until",
       "/media/1/permission/who"},
      {with_field(R"("reply_to":{"text":"x"})"),
       "reply_to has no field 'text'; its fields are id, author, outcomes, due_at",
       "/reply_to/text"},
      {with_field(R"("suppress":[{"rule":"A","reason":"b","word":"c"}])"),
       "a suppression has no field 'word'; did you mean 'words'?", "/suppress/0/word"},
      {with_field(R"("sources":[{"href":"x"}])"),
       "a source or link has no field 'href'; its fields are url, title", "/sources/0/href"},
  });
}

TEST(DraftJson, AFieldGivenTwiceIsRefused) {
  expect_refused({
      {with_field(R"("text":"u")"), "text is given twice", "/text"},
      {with_field(R"("paid":true,"paid":false)"), "paid is given twice", "/paid"},
      {with_field(R"("paid":true,"p\u0061id":null)"), "paid is given twice", "/paid"},
      {with_field(R"("media":[{"alt":"a","alt":"b"}])"), "alt is given twice", "/media/0/alt"},
  });
}

TEST(DraftJson, AFieldOfTheWrongTypeIsRefused) {
  expect_refused({
      {R"({"text":1})", "text must be a text, not a number", "/text"},
      {R"({"text":["a"]})", "text must be a text, not a list", "/text"},
      {R"({"text":{}})", "text must be a text, not an object", "/text"},
      {with_field(R"("site":true)"), "site must be a text, not true or false", "/site"},
      {with_field(R"("paid":1)"),
       "paid must be true, false or a text that says what was given, not a number", "/paid"},
      {with_field(R"("links":"u")"), "links must be a list, not a text", "/links"},
      {with_field(R"("links":[1])"),
       "each entry of links must be a text or an object with url and title, not a number",
       "/links/0"},
      {with_field(R"("links":[null])"),
       "each entry of links must be a text or an object with url and title, not null", "/links/0"},
      {with_field(R"("media":{})"), "media must be a list, not an object", "/media"},
      {with_field(R"("media":[3])"),
       "each entry of media must be an object, or a text that is a URL or a file, not a number",
       "/media/0"},
      {with_field(R"("media":[{"people":"yes"}])"),
       "people must be true or false, not a text", "/media/0/people"},
      {with_field(R"("media":[{"permission":true}])"),
       "permission must be an object, not true or false", "/media/0/permission"},
      {with_field(R"("audience":"uk")"), "audience must be a list, not a text", "/audience"},
      {with_field(R"("audience":[1])"), "each entry of audience must be a text, not a number",
       "/audience/0"},
      {with_field(R"("reply_to":"7")"), "reply_to must be an object, not a text", "/reply_to"},
      {with_field(R"("reply_to":{"id":true})"),
       "id must be a text or a whole number, not true or false", "/reply_to/id"},
      {with_field(R"("reply_to":{"id":1.5})"), "id must be a text or a whole number",
       "/reply_to/id"},
  });
}

TEST(DraftJson, AWordThatIsNoneOfThoseThatHoldIsRefused) {
  expect_refused({
      {with_field(R"("capacity":"offical")"),
       "capacity cannot be 'offical': it is one of official, personal; did you mean 'official'?",
       "/capacity"},
      {with_field(R"("capacity":"")"), "capacity cannot be '': it is one of official, personal",
       "/capacity"},
      {with_field(R"("media":[{"kind":"gif"}])"),
       "kind cannot be 'gif': it is one of image, video, audio, document", "/media/0/kind"},
      {with_field(R"("media":[{"origin":"stolen"}])"),
       "origin cannot be 'stolen': it is one of own, licensed, permission, creative_commons, "
       "public_domain, CC, public-domain", "/media/0/origin"},
  });
}

TEST(DraftJson, TimesAndDaysThatAreNoneAreRefused) {
  for (const char* field : {R"("publish_at":"tomorrow")", R"("publish_at":"2026-11-22")",
                            R"("embargo_until":"2026-02-30T00:00:00Z")", R"("publish_at":7)",
                            R"("reply_to":{"due_at":"now"})",
                            R"("media":[{"permission":{"on":"2026-11-22T00:00:00Z"}}])",
                            R"("media":[{"permission":{"until":"2026-13-01"}}])"}) {
    const auto draft = read_draft(with_field(field));
    ASSERT_FALSE(draft) << field;
    EXPECT_TRUE(draft.error().where.starts_with("/")) << field;
  }
}

TEST(DraftJson, SuppressionsWithoutPlaceOrReasonAreRefused) {
  expect_refused({
      {with_field(R"("suppress":[{}])"), "rule is missing", "/suppress/0/rule"},
      {with_field(R"("suppress":[{"rule":"FA2","words":"only"}])"), "reason is missing",
       "/suppress/0/reason"},
      {with_field(R"("suppress":[{"rule":"FA2","reason":"r"}])"),
       "a suppression needs the words it lets stand, or their start and end", "/suppress/0"},
      {with_field(R"("suppress":[{"rule":"FA2","reason":"r","start":3}])"),
       "a place needs start and end, in that order", "/suppress/0"},
      {with_field(R"("suppress":[{"rule":"FA2","reason":"r","start":3,"end":2}])"),
       "a place needs start and end, in that order", "/suppress/0"},
      {with_field(R"("suppress":[{"rule":"FA2","reason":"r","start":-1,"end":2}])"),
       "start must be a whole number from 0 to 262144", "/suppress/0/start"},
      {with_field(R"("suppress":[{"rule":"FA2","reason":"r","start":1,"end":2.5}])"),
       "end must be a whole number from 0 to 262144", "/suppress/0/end"},
      {with_field(R"("suppress":[{"rule":"FA2","reason":"r","start":"1","end":2}])"),
       "start must be a whole number, not a text", "/suppress/0/start"},
  });
}

TEST(DraftJson, WhatIsTooLargeIsRefused) {
  std::string many;
  for (std::size_t i = 0; i <= draft_list_max; ++i) many += i == 0 ? "\"u\"" : ",\"u\"";
  expect_refused({
      {"{\"text\":\"" + std::string(draft_text_bytes_max + 1, 'a') + "\"}",
       "text may have 262144 bytes at most, and this has 262145", "/text"},
      {with_field("\"site\":\"" + std::string(1025, 'a') + "\""),
       "site may have 1024 bytes at most, and this has 1025", "/site"},
      {with_field("\"links\":[" + many + "]"), "links may have 64 entries at most", "/links"},
      {std::string(draft_json_bytes_max + 1, ' '), "a draft may have 4194304 bytes at most", ""},
      {with_field(R"("media":[""])"), "each entry of media must name a URL or a file", "/media/0"},
      {with_field(R"("sources":[{}])"), "each entry of sources needs a url or a title",
       "/sources/0"},
  });
}

TEST(DraftJson, OnlyTheTextIsRewritten) {
  struct Case {
    std::string json, expected;
  };
  const std::vector<Case> cases = {
      {R"({"text":"old"})", R"({"text":"new \"1\"\n"})"},
      {"{ \"site\" : \"x\",\r\n \"text\"\t:\"\\u006fld\" , \"paid\":true }\n",
       "{ \"site\" : \"x\",\r\n \"text\"\t:\"new \\\"1\\\"\\n\" , \"paid\":true }\n"},
      {R"({"media":[{"alt":"text"}],"t\u0065xt":"old"})",
       R"({"media":[{"alt":"text"}],"t\u0065xt":"new \"1\"\n"})"},
  };
  for (const Case& one : cases) {
    ASSERT_TRUE(read_draft(one.json)) << one.json;
    EXPECT_EQ(with_text(one.json, "new \"1\"\n"), one.expected);
  }
}

}  // namespace
}  // namespace decorum::post
