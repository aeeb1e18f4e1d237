#include "post/entities.h"

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "base/unicode.h"

namespace decorum::post {
namespace {

// "mention:ann hashtag:tag", in order.
std::string found(std::string_view text) {
  std::string out;
  for (const Entity& entity : find_entities(text)) {
    if (!out.empty()) out += ' ';
    out += name_of(entity.kind);
    out += ':';
    out += entity.value;
  }
  return out;
}

struct Case {
  std::string_view text;
  std::string_view found;
};

void expect(const std::vector<Case>& cases) {
  for (const Case& c : cases) EXPECT_EQ(found(c.text), c.found) << c.text;
}

TEST(Entities, Mentions) {
  expect({
      {"@ann", "mention:ann"},
      {"hi @ann!", "mention:ann"},
      {"@ann @bob_2", "mention:ann mention:bob_2"},
      {"@ann,@bob", "mention:ann mention:bob"},
      {"＠ann", "mention:ann"},
      {"の@annに到着", "mention:ann"},
      {"@ann\n@bob", "mention:ann mention:bob"},
      {"@ANN:", "mention:ANN"},
      {"@ann-bob", "mention:ann"},
      {".@ann", "mention:ann"},
      {"(@ann)", "mention:ann"},
      {"RT@ann", "mention:ann"},
      {"rt@ann hello", "mention:ann"},
      {"RT:@ann", "mention:ann"},
      {"see RT@ann", "mention:ann"},
      {"@12345", "mention:12345"},
      {"@aaaaaaaaaaaaaaaaaaaaaaa", "mention:aaaaaaaaaaaaaaaaaaaa"},
      {"@ann/", "mention:ann"},
      {"@ann/7list", "mention:ann"},
      {"@ann/friends-2", "mention:ann/friends-2"},
      {"@ann/の", "mention:ann"},
      {"é@ann", "mention:ann"},
      {"mail @ann at @b@example.com, @_@ (cc: @bob)", "mention:ann mention:bob"},
      {"@ann://x", ""},
  });
}

TEST(Entities, WhatIsNoMention) {
  for (const std::string_view text :
       {"@", "@ ann", "ann@example", "ann@b.notatld", "a@b", "_@ann", "1@ann", "!@ann", "#@ann",
        "$@ann", "%@ann", "&@ann", "*@ann", "@@ann", "@ann@bob", "@anné", "＠＠ann", "@ann＠bob",
        "aRT@ann", "-RT@ann", "xrt@ann", "@é", "@の"}) {
    EXPECT_EQ(found(text), "") << text;
  }
}

TEST(Entities, Hashtags) {
  expect({
      {"#tag", "hashtag:tag"},
      {"a #tag.", "hashtag:tag"},
      {"#tag1 #2tag", "hashtag:tag1 hashtag:2tag"},
      {"＃tag", "hashtag:tag"},
      {"#ашок", "hashtag:ашок"},
      {"#트위터", "hashtag:트위터"},
      {"#日本語ハッシュタグ", "hashtag:日本語ハッシュタグ"},
      {"日本語 #タグ、次", "hashtag:タグ"},
      {"できました。#日本語", "hashtag:日本語"},
      {"#mañana #café", "hashtag:mañana hashtag:café"},
      {"#הַשְׁתָּגִים", "hashtag:הַשְׁתָּגִים"},
      {"#हिन्दी", "hashtag:हिन्दी"},
      {"#under_score", "hashtag:under_score"},
      {"#tag's", "hashtag:tag"},
      {"#tag-b", "hashtag:tag"},
      {"(#tag)", "hashtag:tag"},
      {"#tag\n", "hashtag:tag"},
      {"\uFE0F#tag", "hashtag:tag"},
      {"#a·b #カー・タグ", "hashtag:a·b hashtag:カー・タグ"},
      {"##tag", "hashtag:tag"},
      {"#１２a", "hashtag:１２a"},
      {"#𠀋", "hashtag:𠀋"},
      {"/#tag", "hashtag:tag"},
      {"#サッカー！#می‌روم", "hashtag:サッカー hashtag:می‌روم"},
      {"#tag😀", "hashtag:tag emoji:😀"},
      {"#cafe\u0301", "hashtag:cafe\u0301"},
  });
}

TEST(Entities, WhatIsNoHashtag) {
  for (const std::string_view text :
       {"#", "# tag", "#1234", "#１２３", "#_", "#1_2", "a#tag", "é#tag", "の#tag", "1#tag", "&#tag",
        "&#39;", "#tag#other", "#tag＃other", "#tag://x", "#\uFE0Ftag", "#\u20E3tag", "#!", "#·",
        "_#tag"}) {
    EXPECT_EQ(found(text).find("hashtag"), std::string::npos) << text << ": " << found(text);
  }
}

TEST(Entities, Cashtags) {
  expect({
      {"$STOCK", "cashtag:STOCK"},
      {"$a $b", "cashtag:a cashtag:b"},
      {"Buy $ABC, sell $XYZ.", "cashtag:ABC cashtag:XYZ"},
      {"$ABC.d $ABC_de", "cashtag:ABC.d cashtag:ABC_de"},
      {"$ABC.def", "cashtag:ABC"},
      {"$ABC_d_e", "cashtag:ABC_d"},
      {"$ABC!", "cashtag:ABC"},
      {"$ABC.1 $ABC,$DEF", "cashtag:ABC cashtag:ABC"},
      {"\u3000$ABC\u3000", "cashtag:ABC"},
      {"\u2066$ABC", "cashtag:ABC"},
      {"$ABCDEF", "cashtag:ABCDEF"},
      {"“x” \"see $ABC\"", "cashtag:ABC"},
      {"$ABC_de\u180E $ABC\uFEFF", "cashtag:ABC cashtag:ABC"},
  });
}

TEST(Entities, WhatIsNoCashtag) {
  for (const std::string_view text :
       {"$", "$ ABC", "$ABCDEFG", "$123", "$A1", "a$ABC", "$$ABC", "-$ABC", "$ABCの", "の$ABC",
        "$ABC1", "($ABC)", "$ABC\u0085", "\u200B$ABC", "＄ABC", "US$5", "$é"}) {
    EXPECT_EQ(found(text), "") << text;
  }
}

TEST(Entities, Emoji) {
  expect({
      {"a😀b", "emoji:😀"},
      {"👨‍👩‍👧‍👦👍🏽", "emoji:👨‍👩‍👧‍👦 emoji:👍🏽"},
      {"🇬🇧🇫🇷", "emoji:🇬🇧 emoji:🇫🇷"},
      {"1⃣ #️⃣", "emoji:1⃣ emoji:#️⃣"},
      {"❤ ☺ ❤️", "emoji:❤ emoji:☺ emoji:❤️"},
      {"❤\uFE0E ©  ® ™ ♟ ⌚\uFE0E", ""},
      {"©️™️", "emoji:©️ emoji:™️"},
      {"1234 #* é 中 – €", ""},
  });
}

TEST(Entities, TheFirstOfTwoThatOverlapStays) {
  expect({
      {"http://example.com/#tag", "url:http://example.com/#tag"},
      {"http://example.com/@ann #tag", "url:http://example.com/@ann hashtag:tag"},
      {"example.com/$ABC", "url:example.com/$ABC"},
      {"#tag http://t.co/a @ann $ABC 😀",
       "hashtag:tag url:http://t.co/a mention:ann cashtag:ABC emoji:😀"},
      {"@ann/http://example.com", "url:http://example.com"},
      {"#a.com", "hashtag:a"},
      {"http://example.com/😀", "url:http://example.com/ emoji:😀"},
      {"😀\u0301example.com 😀", "url:\u0301example.com emoji:😀"},
  });
}

TEST(Entities, OffsetsAreBytes) {
  const auto entities = find_entities("ねえ ＠ann ＃タグ");
  ASSERT_EQ(entities.size(), 2U);
  EXPECT_EQ(entities[0].span, (base::Span{7, 13}));
  EXPECT_EQ(entities[0].value, "ann");
  EXPECT_EQ(entities[1].span, (base::Span{14, 23}));
  EXPECT_EQ(entities[1].value, "タグ");
}

TEST(Entities, SpansAreOrderedAndWholeOnAnyText) {
  static const std::vector<std::string_view> parts = {
      "@",  "#",   "$",    "＠",   "＃", "a",  "B",      "1",  ".", "com", "/",    "http://", "://",
      " ",  "é",   "の",   "😀",   "👩‍🚒", "_", "-", "RT", "(", ")", "?x=", "\xFF", "\xE3\x81", "\n",
      "\u2066", "\uFE0F", "\u20E3", "🇬", "co.uk", "例え.jp", "&", "%"};
  std::mt19937 dice(7);
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (auto n = dice() % 20; n > 0; --n) text += parts[dice() % parts.size()];
    std::uint32_t end = 0;
    for (const Entity& entity : find_entities(text)) {
      ASSERT_LE(end, entity.span.start) << text;
      ASSERT_LT(entity.span.start, entity.span.end) << text;
      ASSERT_LE(entity.span.end, text.size()) << text;
      ASSERT_FALSE(entity.value.empty()) << text;
      if (base::is_valid_utf8(text)) {
        ASSERT_TRUE(base::is_valid_utf8(
            std::string_view(text).substr(entity.span.start, entity.span.end - entity.span.start)))
            << text;
      }
      end = entity.span.end;
    }
  }
}

}  // namespace
}  // namespace decorum::post
