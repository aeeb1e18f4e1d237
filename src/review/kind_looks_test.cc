// Kinds that look at how a text looks: capitals, repetition, emoji, lettering, hashtag.
#include <gtest/gtest.h>

#include "review/hashtag_words.h"
#include "review/review_for_test.h"
#include "review/styled_letters.h"
#include "spelling/index_for_test.h"

namespace decorum::review {
namespace {

const spelling::Dictionary* dictionary() { return &spelling::dictionary_for_test(); }

ReviewTest test_of(const std::string& fields) {
  return ReviewTest(rule_with(fields), kinds(), {}, dictionary());
}

std::string found(const ReviewTest& test, const std::string& text) {
  post::Draft draft;
  draft.text = text;
  std::string all;
  for (const Finding& finding : test.result(draft).findings) {
    if (!all.empty()) all += '|';
    all += text.substr(finding.span.start, finding.span.end - finding.span.start);
  }
  return all;
}

std::string mended(const ReviewTest& test, const std::string& text) {
  post::Draft draft;
  draft.text = text;
  std::string out = text;
  const std::vector<Finding> findings = test.result(draft).findings;
  for (auto it = findings.rbegin(); it != findings.rend(); ++it) {
    if (!it->fix) continue;
    out.replace(it->fix->span.start, it->fix->span.end - it->fix->span.start,
                it->fix->replacement);
  }
  return out;
}

struct Case {
  std::string text, expected;
};

void expect_found(const ReviewTest& test, const std::vector<Case>& cases) {
  for (const Case& one : cases) EXPECT_EQ(found(test, one.text), one.expected) << one.text;
}

void expect_mended(const ReviewTest& test, const std::vector<Case>& cases) {
  for (const Case& one : cases) {
    EXPECT_EQ(mended(test, one.text), one.expected) << one.text;
    EXPECT_EQ(mended(test, one.expected), one.expected) << one.text;
  }
}

void expect_refused(const std::vector<const char*>& checks) {
  for (const char* fields : checks) EXPECT_NE(test_of(fields).mistakes(), "") << fields;
}

TEST(Capitals, FindsRowsOfOrdinaryWords) {
  const ReviewTest test = test_of("kind: capitals\nallow: [ACAS]");
  expect_found(test, {{"BOOK NOW or miss it", "BOOK NOW"},
                      {"We ARE SO HAPPY today", "ARE SO HAPPY"},
                      {"I AM NOT A FAN", "AM NOT A FAN"},
                      {"STOP! LOOK! and listen", "STOP! LOOK"},
                      {"This is GREAT and that is AWFUL and NEVER AGAIN", "NEVER AGAIN"}});
}

TEST(Capitals, FindsATextThatIsMostlyCapitals) {
  const ReviewTest test = test_of("kind: capitals");
  expect_found(test, {{"THIS is REALLY not GOOD", "THIS is REALLY not GOOD"},
                      {"THIS is a quiet sentence that goes on about GOOD bread and REALLY good "
                       "butter for a while",
                       ""}});
}

TEST(Capitals, AcronymsCodesAndNumeralsAreNotShouting) {
  const ReviewTest test = test_of("kind: capitals");
  expect_found(test, {{"NHS, HMRC and UNESCO", ""},
                      {"CDM COSHH RIDDOR LOLER", ""},
                      {"GDPR and SIPP for HR", ""},
                      {"Louis XIV and Henry VIII", ""},
                      {"SE1 9GF, M25, A40", ""},
                      {"VACANCIES", ""},
                      {"Text STOP to leave", ""},
                      {"IT IS", ""},
                      {"#BOOKNOW @BOOKNOW https://BOOK.example.org/NOW", ""},
                      {"", ""}});
}

TEST(Capitals, NamesAndNumbersInARowBelongToIt) {
  const ReviewTest test = test_of("kind: capitals\nrun_min: 2\nallow: [nhs]");
  expect_found(test, {{"PLEASE READ THIS BEFORE MONDAY, we ask.", "PLEASE READ THIS BEFORE MONDAY"},
                      {"PLEASE READ 2 PAGES of it.", "PLEASE READ 2 PAGES"},
                      {"PLEASE READ THE NHS.", "PLEASE READ THE"},
                      {"On MONDAY we read.", ""},
                      {"NHS, HMRC and BBC 2.", ""}});
}

TEST(Capitals, RefusesNumbersOutOfRange) {
  expect_refused({"kind: capitals\nshare_max: 0", "kind: capitals\nrun_min: 1",
                  "kind: capitals\nwords_min: many", "kind: capitals\nallow: GDPR"});
}

TEST(Repetition, MendsMarksInARow) {
  const ReviewTest test = test_of("kind: repetition\nmarks: true");
  expect_mended(test, {{"We won!!", "We won!"},
                       {"Really???", "Really?"},
                       {"What?!?!", "What?"},
                       {"Wow ! ! !", "Wow !"},
                       {"Yes！！", "Yes!"},
                       {"Stop‼️ Now", "Stop! Now"},
                       {"Hm⁉", "Hm?"},
                       {"Wait... what?", "Wait... what?"},
                       {"Yes! No! (Maybe!) \"Go!\"", "Yes! No! (Maybe!) \"Go!\""},
                       {"`a!!b` https://a.example.org/b!!c", "`a!!b` https://a.example.org/b!!c"}});
}

TEST(Repetition, MendsAStretchedWordWhenOnlyOneIsMeant) {
  const ReviewTest test = test_of("kind: repetition\nletters: true");
  expect_mended(test, {{"soooo good", "so good"}, {"Yesssss", "Yes"}, {"pleeease", "please"}});
  EXPECT_EQ(found(test, "coool"), "coool");  // cool or col?
}

TEST(Repetition, SoundsAndCodesAreNotStretched) {
  const ReviewTest test = test_of("kind: repetition\nletters: true");
  expect_found(test, {{"Hmmm, shhh, brrr, zzz", ""},
                      {"www III AAA MMM", ""},
                      {"Louis XIII", ""},
                      {"1000 and AAA1", ""},
                      {"www.example.org/sooo #sooo @sooo", ""},
                      {"committee, keenness", ""}});
}

TEST(Repetition, RefusesACheckOfNothing) {
  expect_refused({"kind: repetition", "kind: repetition\nmarks: 2",
                  "kind: repetition\nmark: true"});
}

TEST(Emoji, PlacesTheRunThatIsTooMany) {
  const ReviewTest test = test_of("kind: emoji\nmax: 3");
  expect_found(test, {{"Hurrah 🎉🎉🎉", ""},
                      {"Hurrah 🎉🎉 🎉🎉 and on", "🎉🎉 🎉🎉"},
                      {"A 🎉 B 🎉 C 🎉 D 🎈", "🎈"},
                      {"Family 👨‍👩‍👧‍👦 is one", ""},
                      {"© ® ™ are none", ""}});
}

TEST(Emoji, IsNotAtTheStartOfALine) {
  const ReviewTest test = test_of("kind: emoji\nnot_at_line_start: true");
  expect_found(test, {{"📣 Doors at six", "📣"},
                      {"First\n  ✅ second", "✅"},
                      {"First 🎉\n🎉🎉", ""},
                      {"Doors at six 📣", ""},
                      {"🎉", ""}});
}

TEST(Emoji, StandsForNoWord) {
  const ReviewTest test = test_of("kind: emoji\nnot_for_words: true");
  expect_found(test, {{"We ❤️ our volunteers", "❤️"},
                      {"Meet us at the 🏖 on Friday", "🏖"},
                      {"Come for a ☕", "☕"},
                      {"A lovely day ❤️ see you soon", ""},
                      {"Places from 👉 https://a.example.org", ""},
                      {"All of us. 🎉", ""}});
}

TEST(Emoji, RefusesACheckOfNothing) {
  expect_refused({"kind: emoji", "kind: emoji\nmax: -1", "kind: emoji\nmaximum: 3"});
}

TEST(Lettering, MendsLettersThatAreNone) {
  const ReviewTest test = test_of("kind: lettering");
  expect_mended(test, {{"A 𝗳𝗿𝗲𝗲 𝗽𝗹𝗮𝗰𝗲 here", "A free place here"},
                       {"𝘷𝘦𝘳𝘺 good", "very good"},
                       {"Ｎｅｗ hall", "New hall"},
                       {"ⓗⓔⓛⓛⓞ all", "hello all"},
                       {"ʜᴇʟʟᴏ all", "hello all"},
                       {"🅽🅴🆆 hall", "NEW hall"},
                       {"𝓗𝓮𝓵𝓵𝓸, 𝓪𝓵𝓵!", "Hello, all!"}});
}

TEST(Lettering, FindsStruckOutWordsWithoutMendingThem) {
  const ReviewTest test = test_of("kind: lettering");
  const std::string text = "No s\u0336a\u0336l\u0336e\u0336 today";
  EXPECT_EQ(found(test, text), "s\u0336a\u0336l\u0336e\u0336");
  EXPECT_EQ(mended(test, text), text);
}

TEST(Lettering, LeavesRealSignsAlone) {
  const ReviewTest test = test_of("kind: lettering");
  expect_found(test, {{"Café, naïve, Ibáñez, Łódź", ""},
                      {"5 ℃, №3, ½, x² and Brand™", ""},
                      {"日本語 and Кириллица", ""},
                      {"Blood group 🅰️", ""},
                      {"Let 𝑥 be a number", ""},
                      {"e\u0301clair", ""},
                      {"plain", ""}});
  EXPECT_NE(test_of("kind: lettering\nmax: 1").mistakes(), "");
}

TEST(Hashtag, GetsACapitalForEachWord) {
  const ReviewTest test = test_of("kind: hashtag\ncamel_case: true\nallow: [facebook]");
  expect_mended(test, {{"See you #opendayatwork", "See you #OpenDayAtWork"},
                       {"#returntowork", "#ReturnToWork"},
                       {"#Bookyourplace", "#BookYourPlace"},
                       {"#volunteersweek2026", "#VolunteersWeek2026"},
                       {"#internationalwomensday", "#InternationalWomensDay"},
                       {"#stpatricksday", "#StPatricksDay"},
                       {"#nhsjobs", "#NHSJobs"}});
}

TEST(Hashtag, OneWordNamesAndCapitalsStay) {
  const ReviewTest test = test_of("kind: hashtag\ncamel_case: true\nallow: [facebook]");
  expect_found(test, {{"#museum #lockdown #understanding", ""},
                      {"#OpenDayAtWork #openDay", ""},
                      {"#NHS #CPD #cpd2026", ""},
                      {"#qwertzuiop #xkcdfoo", ""},
                      {"#facebook", ""},
                      {"#manchester #edinburgh", ""},
                      {"#" + std::string(200, 'a'), ""}});
}

TEST(Hashtag, StandsAtTheEnd) {
  const ReviewTest test = test_of("kind: hashtag\nat_end: true\nallow: [ad]");
  expect_found(test, {{"A #GreatDay for all", "#GreatDay"},
                      {"A day for all #GreatDay #Hull https://a.example.org", ""},
                      {"#ad A day for all", ""}});
}

TEST(Hashtag, RefusesACheckOfNothing) {
  expect_refused({"kind: hashtag", "kind: hashtag\ncamel: true", "kind: hashtag\nallow: [a]"});
}

}  // namespace
}  // namespace decorum::review
