#include "signals/row.h"

#include <random>

#include <gtest/gtest.h>

#include "signals/clean.h"

namespace decorum::signals {
namespace {

std::string tokens_of(std::string_view text) {
  TokenRow row;
  tokenise(text, row);
  std::string out;
  for (const Token& token : row.tokens) {
    if (!out.empty()) out += ' ';
    out += row.text_of(token);
  }
  return out;
}

// The words of the post that stand behind the tokens, joined by "|".
std::string spans_of(std::string_view text) {
  TokenRow row;
  tokenise(text, row);
  std::string out;
  for (const Token& token : row.tokens) {
    if (!out.empty()) out += '|';
    out += text.substr(token.span.start, token.span.end - token.span.start);
  }
  return out;
}

std::uint8_t flags_of(std::string_view text, std::string_view word) {
  TokenRow row;
  tokenise(text, row);
  for (const Token& token : row.tokens) {
    if (row.text_of(token) == word) return token.flags;
  }
  ADD_FAILURE() << "no token " << word << " in " << text;
  return 0;
}

struct Case {
  const char* text;
  const char* tokens;
};

TEST(Tokenise, ReadsPostsAsTheModelsSeeThem) {
  const Case cases[] = {
      {"", ""},
      {" \t\n ", ""},
      {"Hello, World", "hello , world"},
      {"it's a dog's life", "it's a dog's life"},
      {"'quoted'", "' quoted '"},
      {"f*ck a$$hole", "f*ck a $$ hole"},
      {"sooooo cooool", "soo cool"},
      {"zooooom", "zoom"},
      {"!!", "!!"},
      {"!!!!!!!!!!", "!!!"},
      {"7 42 365 1,250.00", "7 42 000 0,000.00"},
      {"in 2026.", "in 0000 ."},
      {"3pm", "3pm"},
      {"https://a.example/b?c=d end", "<url> end"},
      {"see www.example.org!", "see <url>"},
      {"http", "<url>"},
      {"httpd is a server", "httpd is a server"},
      {"URL here", "<url> here"},
      {"curl is fine", "curl is fine"},
      {"@one @two hi", "<user> hi"},
      {"@one, @two", "<user> , <user>"},
      {"@user@host.example hi", "<user> hi"},
      {"me@home", "me @ home"},
      {"@ home", "@ home"},
      {"#BackToSchool", "#backtoschool back to school"},
      {"#covid19 #a_b", "#covid19 covid 19 #a_b a b"},
      {"#NHS", "#nhs nhs"},
      {"# 1", "# 1"},
      {":) :-( <3 xD", ":) :-( <3 xd"},
      {"10:30", "10 : 30"},
      {"exD", "exd"},
      {"http:/x", "<url> : / x"},
      {"a://b", "a : // b"},
  };
  for (const Case& test : cases) EXPECT_EQ(tokens_of(test.text), test.tokens) << test.text;
}

TEST(Tokenise, UndoesWhatKeyboardsAndPagesDo) {
  const Case cases[] = {
      {"don\xE2\x80\x99t", "don't"},
      {"\xE2\x80\x9Chi\xE2\x80\x9D", "\" hi \""},
      {"wait\xE2\x80\xA6", "wait .."},
      {"Tom &amp; Jerry", "tom & jerry"},
      {"don&#39;t", "don't"},
      {"don&#x27;t", "don't"},
      {"&amp;amp;", "& amp ;"},
      {"&bogus;", "& bogus ;"},
      {"&#0;", "& #0 0 ;"},
      {"&#xD800;", "& #xd800 x d 800 ;"},
      {"&", "&"},
      {"&#", "& #"},
      {"f\xE2\x80\x8Bree", "free"},
      {"\xF0\x9F\x91\x8D\xF0\x9F\x8F\xBD", "\xF0\x9F\x91\x8D"},
      {"\xE2\x9D\xA4\xEF\xB8\x8F", "\xE2\x9D\xA4"},
      {"\xF0\x9F\x98\x82\xF0\x9F\x98\x82\xF0\x9F\x98\x82", "\xF0\x9F\x98\x82"},
      {"\xC3\x89TAT CAF\xC3\x89", "\xC3\xA9tat caf\xC3\xA9"},
  };
  for (const Case& test : cases) EXPECT_EQ(tokens_of(test.text), test.tokens) << test.text;
}

TEST(Tokenise, SpansAreTheWordsOfThePostItself) {
  const Case cases[] = {
      {"Sooooo GOOD!!!!", "Sooooo|GOOD|!!!!"},
      {"@one @two hi", "@one @two|hi"},
      {"#BackToSchool", "#BackToSchool|Back|To|School"},
      {"don&#39;t stop", "don&#39;t|stop"},
      {"don\xE2\x80\x99t stop", "don\xE2\x80\x99t|stop"},
      {"yes\xE2\x80\xA6 no", "yes|\xE2\x80\xA6|no"},
      {"\xE2\x9D\xA4\xEF\xB8\x8F you", "\xE2\x9D\xA4\xEF\xB8\x8F|you"},
      {"1,250.00 now", "1,250.00|now"},
  };
  for (const Case& test : cases) EXPECT_EQ(spans_of(test.text), test.tokens) << test.text;
}

TEST(Tokenise, MarksFourWordsAfterANegationUpToPunctuation) {
  const std::string_view text = "I do not like any of this thing at all";
  EXPECT_FALSE(flags_of(text, "do") & token_flag::negated);
  EXPECT_TRUE(flags_of(text, "like") & token_flag::negated);
  EXPECT_TRUE(flags_of(text, "this") & token_flag::negated);
  EXPECT_FALSE(flags_of(text, "thing") & token_flag::negated);
  EXPECT_FALSE(flags_of("not, good", "good") & token_flag::negated);
  EXPECT_TRUE(flags_of("don\xE2\x80\x99t worry", "worry") & token_flag::negated);
  EXPECT_TRUE(flags_of("mightn't work", "work") & token_flag::negated);
  EXPECT_FALSE(flags_of("note this", "this") & token_flag::negated);
}

TEST(Tokenise, FlagsCapitalsLengtheningNumbersAndEmoji) {
  EXPECT_TRUE(flags_of("STOP it", "stop") & token_flag::capitals);
  EXPECT_FALSE(flags_of("Stop it", "stop") & token_flag::capitals);
  EXPECT_FALSE(flags_of("I am", "i") & token_flag::capitals);
  EXPECT_TRUE(flags_of("yesss", "yess") & token_flag::lengthened);
  EXPECT_FALSE(flags_of("less", "less") & token_flag::lengthened);
  EXPECT_TRUE(flags_of("42 men", "42") & token_flag::number);
  EXPECT_FALSE(flags_of("42 men", "men") & token_flag::number);
  EXPECT_TRUE(flags_of("ok :)", ":)") & token_flag::emoji);
  EXPECT_TRUE(flags_of("ok !", "!") & token_flag::punctuation);
}

TEST(Tokenise, StopsAtTheBoundAndSaysSo) {
  std::string text;
  for (std::size_t k = 0; k < tokens_max; ++k) text += "a b ";
  TokenRow row;
  tokenise(text, row);
  EXPECT_EQ(row.tokens.size(), tokens_max);
  EXPECT_TRUE(row.cut);
  tokenise("short", row);
  EXPECT_FALSE(row.cut);
  EXPECT_EQ(row.tokens.size(), 1u);
}

TEST(Tokenise, KeepsTheBeginningOfAnEndlessWordAndItsWholeSpan) {
  std::string text;
  for (int k = 0; k < 100'000; ++k) text += "ab";
  TokenRow row;
  tokenise(text, row);
  ASSERT_EQ(row.tokens.size(), 1u);
  EXPECT_LE(row.tokens[0].length, word_bytes_max);
  EXPECT_EQ(row.tokens[0].span.end, text.size());
  tokenise("#" + text, row);
  EXPECT_LE(row.tokens[0].length, word_bytes_max);
}

TEST(Tokenise, TakesAnyBytesAndKeepsSpansInside) {
  std::mt19937 random(7);
  const std::string_view pieces[] = {"@", "#", "&", "&#", "a", "Z", "1", "_", " ", "'", "\xE2",
                                     "\x80", "\x99", "\xF0\x9F\x98\x82", ":", ")", ".", "http://",
                                     "\xFF", std::string_view("\0", 1), "\xE2\x80\x8B", "!"};
  TokenRow row;
  for (int turn = 0; turn < 20'000; ++turn) {
    std::string text;
    const std::size_t length = random() % 24;
    for (std::size_t k = 0; k < length; ++k) text += pieces[random() % std::size(pieces)];
    tokenise(text, row);
    std::uint32_t before = 0;
    for (const Token& token : row.tokens) {
      ASSERT_LE(token.span.start, token.span.end);
      ASSERT_LE(token.span.end, text.size());
      ASSERT_GE(token.span.start, before) << "tokens stand in the order of the text";
      ASSERT_GT(token.length, 0);
      ASSERT_EQ(token.hash, hash_token(row.text_of(token)));
      before = token.span.start;
    }
  }
}

TEST(HashToken, NeverChangesBecauseModelsAreBuiltOnIt) {
  EXPECT_EQ(hash_token(""), 0xEFD01F60BA992926ULL);
  EXPECT_EQ(hash_token("a"), 0x82A2A958A9BECE5BULL);
  EXPECT_EQ(hash_token("membership"), 0xBFCC186D209A1A38ULL);
}

TEST(Clean, LeavesPlainTextAlone) {
  EXPECT_TRUE(is_clean("Plain text, 100% of it; don't!"));
  EXPECT_FALSE(is_clean("fish & chips"));
  EXPECT_FALSE(is_clean("caf\xC3\xA9"));
  EXPECT_FALSE(is_clean("`"));
}

TEST(Clean, SaysWhereEveryByteCameFrom) {
  std::string out;
  std::vector<std::uint32_t> origin;
  clean("a&lt;b\xE2\x80\xA6" "c", out, origin);
  EXPECT_EQ(out, "a<b...c");
  EXPECT_EQ(origin, (std::vector<std::uint32_t>{0, 1, 5, 6, 6, 6, 9, 10}));
}

}  // namespace
}  // namespace decorum::signals
