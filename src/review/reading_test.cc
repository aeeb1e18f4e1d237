#include "review/reading.h"

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace decorum::review {
namespace {

using Texts = std::vector<std::string>;

Reading reading_of(std::string_view text) {
  Reading reading;
  read(text, nullptr, {}, reading);
  return reading;
}

std::string cut(std::string_view text, base::Span span) {
  return std::string(text.substr(span.start, span.end - span.start));
}

Texts cut_all(std::string_view text, const std::vector<base::Span>& spans) {
  Texts texts;
  for (const base::Span& span : spans) texts.push_back(cut(text, span));
  return texts;
}

Texts words_of(std::string_view text) {
  Texts words;
  for (const Word& word : reading_of(text).words) words.emplace_back(word.text);
  return words;
}

Texts sentences_of(std::string_view text) {
  Texts sentences;
  for (const Sentence& one : reading_of(text).sentences) sentences.push_back(cut(text, one.span));
  return sentences;
}

using Table = std::vector<std::pair<std::string, Texts>>;

TEST(Words, AreRunsOfLettersAndDigitsWithWhatJoinsThem) {
  const Table table = {
      {"", {}},
      {"... !? –", {}},
      {"Don't stop", {"Don't", "stop"}},
      {"don’t", {"don’t"}},
      {"members' fees", {"members", "fees"}},
      {"'tis the 'best'", {"tis", "the", "best"}},
      {"well-kept COVID-19 20-year", {"well-kept", "COVID-19", "20-year"}},
      {"non‑breaking", {"non‑breaking"}},
      {"London–Paris", {"London", "Paris"}},
      {"2024-25", {"2024", "25"}},
      {"-dash- end-", {"dash", "end"}},
      {"1,204 and 3.5", {"1,204", "and", "3.5"}},
      {"6.30pm", {"6.30pm"}},
      {"10% £5m", {"10", "5m"}},
      {"e.g. a.b", {"e", "g", "a", "b"}},
      {"snake_case", {"snake", "case"}},
      {"naïve café", {"naïve", "café"}},
      {"cafe\u0301", {"cafe\u0301"}},
      {"gua\u200Brantee\u200B now", {"gua\u200Brantee", "now"}},
      {"Größe ÅNGSTRÖM", {"Größe", "ÅNGSTRÖM"}},
      {"Acme™ Ltd®", {"Acme", "Ltd"}},
      {"1️⃣ first", {"1", "first"}},
      {"日本語 text", {"日本語", "text"}},
      {"a'b''c", {"a'b", "c"}},
      {"rock'n'roll", {"rock'n'roll"}},
  };
  for (const auto& [text, words] : table) EXPECT_EQ(words_of(text), words) << text;
}

TEST(Words, FoldedFormsArePlain) {
  const std::vector<std::pair<std::string, std::string>> table = {
      {"Don’t", "don't"},          {"WELL‑KEPT", "well-kept"}, {"Ｇuarantee", "guarantee"},
      {"gua\u00ADrantee", "guarantee"}, {"Größe", "grösse"},   {"ﬁve", "five"},
      {"CAFÉ", "café"},            {"cafe\u0301", "café"},     {"１２", "12"},
  };
  for (const auto& [text, folded] : table) {
    const std::string whole = "… “" + text + "”  – " + text + "™";
    const Reading reading = reading_of(whole);
    ASSERT_EQ(reading.words.size(), 2U) << text;
    EXPECT_EQ(reading.words[0].folded, folded);
    EXPECT_EQ(reading.words[1].folded, folded);
  }
}

TEST(Words, FoldedFormsStayRightWhenAReadingIsMoved) {
  Reading reading = reading_of("Short");
  const Reading moved = std::move(reading);
  EXPECT_EQ(moved.words[0].folded, "short");
}

struct Flags {
  bool first, capital, all_capitals, number, aside, quoted;
};

TEST(Words, SayWhatTheyLookLikeAndWhereTheyStand) {
  struct Row {
    std::string text;
    std::size_t word;
    Flags flags;
  };
  const std::vector<Row> table = {
      {"Hello there", 0, {true, true, false, false, false, false}},
      {"Hello there", 1, {false, false, false, false, false, false}},
      {"The NHS's plan", 1, {false, true, true, false, false, false}},
      {"our MPs say", 1, {false, true, false, false, false, false}},
      {"A plan", 0, {true, true, false, false, false, false}},
      {"ÅNG now", 0, {true, true, true, false, false, false}},
      {"has 5m", 1, {false, false, false, true, false, false}},
      {"see https://example.org/Plan", 1, {false, false, false, false, true, false}},
      {"by #ClimateNow", 1, {false, true, false, false, true, false}},
      {"by @Jo_Smith", 1, {false, true, false, false, true, false}},
      {"to jo@example.org", 1, {false, false, false, false, true, false}},
      {"run `Fast`", 1, {false, true, false, false, true, false}},
      {"1️⃣ go", 0, {true, false, false, true, true, false}},
      {"he said “We won”", 2, {false, true, false, false, false, true}},
      {"One. Two", 1, {true, true, false, false, false, false}},
  };
  for (const auto& [text, number, flags] : table) {
    const Reading reading = reading_of(text);
    ASSERT_GT(reading.words.size(), number) << text;
    const Word& word = reading.words[number];
    EXPECT_EQ(word.first, flags.first) << text;
    EXPECT_EQ(word.capital, flags.capital) << text;
    EXPECT_EQ(word.all_capitals, flags.all_capitals) << text;
    EXPECT_EQ(word.number, flags.number) << text;
    EXPECT_EQ(word.aside, flags.aside) << text;
    EXPECT_EQ(word.quoted, flags.quoted) << text;
  }
}

TEST(Sentences, EndAtMarksAndLinesButNotAtAbbreviations) {
  const Table table = {
      {"", {}},
      {"  \n\n ", {}},
      {"One", {"One"}},
      {"One. Two! Three? Four… Five", {"One.", "Two!", "Three?", "Four…", "Five"}},
      {"Wait... what? Yes... No.", {"Wait... what?", "Yes...", "No."}},
      {"Really?! Yes.", {"Really?!", "Yes."}},
      {"great news. we are open", {"great news.", "we are open"}},
      {"Mr. Smith met Dr. J. R. Jones. They spoke.", {"Mr. Smith met Dr. J. R. Jones.",
                                                      "They spoke."}},
      {"See St. Mary's at No. 5, approx. 30 people.",
       {"See St. Mary's at No. 5, approx. 30 people."}},
      {"We said no. They left.", {"We said no.", "They left."}},
      {"So do I. We agree.", {"So do I.", "We agree."}},
      {"Tea, etc. are free. Tea, coffee etc. We pay.", {"Tea, etc. are free.", "Tea, coffee etc.",
                                                        "We pay."}},
      {"Bring tools, e.g. Hammers. Bye.", {"Bring tools, e.g. Hammers.", "Bye."}},
      {"Doors at 6.30pm. Start at 7.00 p.m. sharp.", {"Doors at 6.30pm.",
                                                      "Start at 7.00 p.m. sharp."}},
      {"Up 3.5 per cent. Read example.org. Now.", {"Up 3.5 per cent.", "Read example.org.",
                                                   "Now."}},
      {"See https://example.org/a.b?c=d. Next", {"See https://example.org/a.b?c=d.", "Next"}},
      {"“Why?” she asked. “Because.” He left.", {"“Why?” she asked.", "“Because.”", "He left."}},
      {"(See p. 5.) Then go.", {"(See p. 5.)", "Then go."}},
      {"Line one\nLine two", {"Line one", "Line two"}},
      {"A line that was\nwrapped here", {"A line that was\nwrapped here"}},
      {"para one\n\nand para two", {"para one", "and para two"}},
      {"- one\n- two", {"- one", "- two"}},
      {"Done 🎉 Next", {"Done 🎉 Next"}},
      {"Done! 🎉 Next", {"Done!", "🎉 Next"}},
      {"1. Do this\n2. Do that", {"1. Do this", "2. Do that"}},
      {"It was 2024. We grew.", {"It was 2024.", "We grew."}},
      {"これ。それ。", {"これ。", "それ。"}},
      {"Yes!No", {"Yes!No"}},
      {"One\r\nTwo\r\n\r\nthree", {"One", "Two", "three"}},
      {"Use `a. B` here. Ok", {"Use `a. B` here.", "Ok"}},
  };
  for (const auto& [text, sentences] : table) EXPECT_EQ(sentences_of(text), sentences) << text;
}

TEST(Sentences, HoldAllWordsInOrder) {
  for (const char* text : {"One. Two three! Four\nFive", "🎉\n\nGo. 🎉", "a. b. c", "?", "“A.” B"}) {
    const Reading reading = reading_of(text);
    std::uint32_t next = 0;
    for (std::size_t i = 0; i < reading.sentences.size(); ++i) {
      const Sentence& sentence = reading.sentences[i];
      EXPECT_EQ(sentence.first_word, next) << text;
      next = sentence.end_word;
      for (std::uint32_t word = sentence.first_word; word < sentence.end_word; ++word) {
        EXPECT_EQ(reading.words[word].sentence, i) << text;
        EXPECT_EQ(reading.words[word].first, word == sentence.first_word) << text;
        EXPECT_LE(sentence.span.start, reading.words[word].span.start) << text;
        EXPECT_GE(sentence.span.end, reading.words[word].span.end) << text;
      }
    }
    EXPECT_EQ(next, reading.words.size()) << text;
  }
}

TEST(Sentences, AreFoundByAByte) {
  const Reading reading = reading_of("One. Two.  Three");
  EXPECT_EQ(&reading.sentence_at(0), &reading.sentences[0]);
  EXPECT_EQ(&reading.sentence_at(3), &reading.sentences[0]);
  EXPECT_EQ(&reading.sentence_at(5), &reading.sentences[1]);
  EXPECT_EQ(&reading.sentence_at(12), &reading.sentences[2]);
  EXPECT_EQ(&reading.sentence_at(99), &reading.sentences[2]);
}

TEST(Reading, WordsInAPlaceAreThoseThatOverlapIt) {
  const Reading reading = reading_of("one two three");
  using Range = std::pair<std::size_t, std::size_t>;
  EXPECT_EQ(reading.words_in({0, 3}), Range(0, 1));
  EXPECT_EQ(reading.words_in({2, 5}), Range(0, 2));
  EXPECT_EQ(reading.words_in({3, 4}), Range(1, 1));
  EXPECT_EQ(reading.words_in({0, 13}), Range(0, 3));
  EXPECT_EQ(reading.words_in({13, 20}), Range(3, 3));
}

TEST(Quotations, StandBetweenMarksAndAfterAngles) {
  const Table table = {
      {"no marks", {}},
      {"She said \"yes\" and \"no\".", {"\"yes\"", "\"no\""}},
      {"She said “yes ‘maybe’ no” twice", {"“yes ‘maybe’ no”"}},
      {"‘Well kept’ they said", {"‘Well kept’"}},
      {"‘The members’ fees rose’ he said", {"‘The members’ fees rose’"}},
      {"'Well kept' they said", {"'Well kept'"}},
      {"don't and can't and members' fees", {}},
      {"’tis the ’90s, don’t", {}},
      {"'tis the season, 'twas the night'", {}},
      {"«Oui» dit-il", {"«Oui»"}},
      {"A 5\" nail and a 6\" nail", {}},
      {"An \"open one\n\nand \"closed\"", {"\"closed\""}},
      {"“over two\nlines”", {"“over two\nlines”"}},
      {"> They wrote this\nWe answer", {"They wrote this"}},
      {"a > b", {}},
      {">", {}},
      {">> deep  \n> next", {"deep", "next"}},
      {"`a \"b` and \"c\"", {"\"c\""}},
      {"“unclosed", {}},
      {"closed”", {}},
      {"He’s “in”", {"“in”"}},
      {"Jones said 'the board's plan is fine'.", {"'the board's plan is fine'"}},
  };
  for (const auto& [text, quotations] : table) {
    const Reading reading = reading_of(text);
    EXPECT_EQ(cut_all(text, reading.quotations), quotations) << text;
  }
}

TEST(Emails, AreFoundWhole) {
  const Table table = {
      {"Write to jo.smith+news@mail.example.org.", {"jo.smith+news@mail.example.org"}},
      {"mailto:a@b.uk,c@d.com", {"a@b.uk", "c@d.com"}},
      {"@handle and a@b", {}},
      {"a@@b.com", {}},
      {"@b.com", {}},
      {"a@b.c", {}},
      {"a@.com", {}},
      {"a@b..com", {}},
      {"a@1.23", {}},
      {"a@b.com@c.org", {"a@b.com"}},
      {"(x_y@example.co.uk)", {"x_y@example.co.uk"}},
      {"..x@example.org", {"x@example.org"}},
  };
  for (const auto& [text, emails] : table) {
    EXPECT_EQ(cut_all(text, reading_of(text).emails), emails) << text;
  }
}

TEST(Codes, StandBetweenBackticks) {
  const Table table = {
      {"run `make` now", {"`make`"}},
      {"`a` `b", {"`a`"}},
      {"`a\nb`", {}},
      {"```\nint x;\n``` and `y`", {"```\nint x;\n```", "`y`"}},
      {"``` open", {}},
      {"``", {}},
  };
  for (const auto& [text, codes] : table) {
    EXPECT_EQ(cut_all(text, reading_of(text).codes), codes) << text;
  }
}

}  // namespace
}  // namespace decorum::review
