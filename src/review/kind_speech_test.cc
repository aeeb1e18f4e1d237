// Kinds that look at how something is said: attack, opinion, quotation, comparison, facts, reply,
// signal; and words that are masked.
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "review/masked.h"
#include "review/review_for_test.h"
#include "spelling/index_for_test.h"

namespace decorum::review {
namespace {

using Cases = std::vector<std::pair<const char*, const char*>>;

std::string found(const ReviewTest& test, const post::Draft& draft) {
  std::string all;
  for (const Finding& finding : test.result(draft).findings) {
    if (!all.empty()) all += '|';
    all += draft.text.substr(finding.span.start, finding.span.end - finding.span.start);
  }
  return all;
}

std::string found(const ReviewTest& test, std::string text) {
  post::Draft draft;
  draft.text = std::move(text);
  return found(test, draft);
}

ReviewTest test_of(const std::string& fields) {
  return ReviewTest(rule_with(fields), kinds(), {}, &spelling::dictionary_for_test());
}

TEST(Masked, WordsAreFoundBehindSignsAndDigits) {
  const std::vector<std::string> words = {"fuck", "fucking", "shit*", "bollocks", "arsehole"};
  const auto masked = [&](std::string_view text) {
    std::string all;
    for (const base::Span& span : find_masked(text, words)) {
      if (!all.empty()) all += '|';
      all += text.substr(span.start, span.end - span.start);
    }
    return all;
  };
  EXPECT_EQ(masked("The f***ing boiler, b*llocks!"), "f***ing|b*llocks");
  EXPECT_EQ(masked("sh1t and $hit and ar$ehole!!"), "sh1t|ar$ehole");
  for (const char* text : {"", "*", "****", "fuck", "f**", "*very*", "5* hotel", "a*b", "f-ck",
                           "C3PO", "H2O", "SW1A 1AA", "https://x.example/sh1t", "£4**"}) {
    EXPECT_EQ(masked(text), "") << text;
  }
}

TEST(KindAttack, PhrasesInsultsAndCoarseWordsAreFound) {
  const ReviewTest test = test_of(
      "kind: attack\nphrases: [how dare you, thanks for nothing]\nsecond_person: true\n"
      "words: [useless, clueless]\ncoarse: [strong]\nexcept: [useless box]\n"
      "groups: [women, immigrants]\nclaims: [can't drive, are all the same]");
  const Cases cases = {{"How dare you say so.", "How dare you"},
                       {"You are useless.", "useless"},
                       {"The f***ing boiler works.", "f***ing"},
                       {"Women can't drive.", "Women can't drive"},
                       {"Immigrants are all the same!", "Immigrants are all the same"},
                       {"Thanks for nothing, highways.", "Thanks for nothing"}};
  for (const auto& [text, expected] : cases) EXPECT_EQ(found(test, text), expected) << text;
  for (const char* text :
       {"The old pump is useless.", "Your useless box is here.", "Thank you. Useless tools go.",
        "You are not useless.", "“How dare you,” said the queen in the play.",
        "Scunthorpe and Penistone meet.", "Women drive our buses.", ""}) {
    EXPECT_EQ(found(test, text), "") << text;
  }
}

TEST(KindOpinion, IsFoundUnlessItIsQuotedOrAllowed) {
  const ReviewTest test = test_of(
      "kind: opinion\nwords: [i think, in my opinion]\njudgements: [disgraceful, a joke]\n"
      "except: [i think about, in my opinion piece]\nreporting: [residents say]\n"
      "allow_accounts: [main]");
  const Cases cases = {{"I think it is wrong.", "I think"},
                       {"It is, in my opinion, late.", "in my opinion"},
                       {"It is disgraceful.", "disgraceful"},
                       {"I think it is a joke.", "I think|a joke"}};
  for (const auto& [text, expected] : cases) EXPECT_EQ(found(test, text), expected) << text;
  for (const char* text :
       {"We believe in benches.", "What do you think?", "\"I think so,\" says Edna Pryce.",
        "I think about trees.", "Residents say it is a joke.", "It is not a joke.", ""}) {
    EXPECT_EQ(found(test, text), "") << text;
  }
  post::Draft draft;
  draft.text = "I think so.";
  draft.account = "main";
  EXPECT_EQ(found(test, draft), "");
}

TEST(KindQuotation, WithoutASpeakerIsFoundWithItsMarks) {
  const ReviewTest test = test_of(
      "kind: quotation\ntitles: [called, talk]\ntitles_behind: [theme, is full]");
  EXPECT_EQ(found(test, "“It gave me my life back.” Come and see."), "“It gave me my life back.”");
  EXPECT_EQ(found(test, "\"A team that looks after its own\". Join us."),
            "\"A team that looks after its own\"");
  for (const char* text :
       {"“It gave me my life back,” says Ada Brook.", "As Ada Brook puts it: “It gave me life.”",
        "“It gave me my life back.” – Ada Brook", "“It gave me my life back” @ada_b",
        "“It gave me my life back.” Ada Brook, a ward manager in Luton, on our course.",
        "“It gave me my life back.” That is what Ada Brook, a nurse, found.",
        "Our talk “how to plan a garden” is full.", "“Leading Through Change in Teams” is out.",
        "“How to plan a small garden” is full.",
        "The so-called “good old days”.", "It's a good day in the boys' hall.", "\"\"", ""}) {
    EXPECT_EQ(found(test, text), "") << text;
  }
}

TEST(KindComparison, WithANamedRivalIsFoundThroughItsName) {
  const ReviewTest test = test_of(
      "kind: comparison\nwords: [cheaper than, better than, unlike]\n"
      "rivals: [other colleges, the competition]");
  const Cases cases = {
      {"Our tariff is cheaper than Norbury Water and fair.", "cheaper than Norbury Water"},
      {"We are cheaper than Norbury Water's desk.", "cheaper than Norbury Water's"},
      {"We are better than the competition.", "better than the competition"},
      {"Unlike other colleges, we listen.", "Unlike other colleges"}};
  for (const auto& [text, expected] : cases) EXPECT_EQ(found(test, text), expected) << text;
  for (const char* text :
       {"Better than ever.", "Better late than never.", "It is warmer and better than in Leeds.",
        "Is ours cheaper than Norbury Water?", "It is not better than Norbury Water.",
        "Cheaper than Norbury Water: https://example.org/prices", "Unlike", ""}) {
    EXPECT_EQ(found(test, text), "") << text;
  }
}

ReviewTest facts_test(const std::string& fields) {
  policy::FileMap files;
  files["facts/charter.yaml"] =
      "id: charter\nstatement: \"The institute has lost its charter.\"\n"
      "wordings:\n  - \"Penwick lost its charter\"\n  - \"Nobody ever fails the diploma\"\n"
      "opposites:\n  - \"Penwick keeps its charter\"\n"
      "answer: \"It has not.\"\n"
      "sources:\n  - { title: Register, url: \"https://register.example.org/\" }\n"
      "owner: manager\nreview_by: 2027-08-31\n";
  files["facts.yaml"] = "own: [Penwick, the institute]\ndenials: [myth, not true]\n";
  return ReviewTest(rule_with(fields), kinds(), files, &spelling::dictionary_for_test());
}

TEST(KindFacts, WhatASheetDeniesIsFoundWhereItIsAsserted) {
  const ReviewTest test = facts_test(
      "kind: facts\nmessage: \"{sheet}: {answer}\"");
  ASSERT_EQ(test.mistakes(), "");
  const Cases cases = {
      {"Penwick has lost its charter, so write to us.", "Penwick has lost its charter"},
      {"Sadly the institute lost its charter last year.",
       "Sadly the institute lost its charter last year"},
      {"Penwick does not keep its charter.", "Penwick does not keep its charter"},
      {"Nobody fails the diploma.", "Nobody fails the diploma"}};
  for (const auto& [text, expected] : cases) EXPECT_EQ(found(test, text), expected) << text;
  for (const char* text :
       {"Penwick has not lost its charter.", "Has Penwick lost its charter?",
        "It is not true that Penwick lost its charter.", "Penwick keeps its charter.",
        "The charter is in the hall.", "Candidates fail the diploma now and then.", ""}) {
    EXPECT_EQ(found(test, text), "") << text;
  }
}

TEST(KindReply, ToWhomTheChartLeavesAloneOrTooLateIsFound) {
  const ReviewTest watch = test_of("kind: reply\nfind: [monitored]");
  const ReviewTest late = test_of("kind: reply\nfind: [late]");
  post::Draft draft;
  draft.text = "Good question.";
  EXPECT_EQ(watch.told(draft), "");
  draft.reply_to = post::ReplyTo{};
  draft.reply_to->outcomes = {"no-such-outcome"};
  EXPECT_EQ(watch.told(draft), "");
  for (const policy::Outcome& outcome : watch.policy().protocol.outcomes) {
    draft.reply_to->outcomes = {outcome.id};
    const bool silent = outcome.act == policy::Outcome::Do::monitor;
    EXPECT_EQ(watch.told(draft), silent ? "R1 warning [] Look.\n" : "") << outcome.id;
  }
  Around around;
  around.now = base::Time{std::chrono::seconds{1'800'000'000}};
  draft.reply_to->due_at = around.now;
  EXPECT_EQ(late.told(draft, around), "");
  draft.reply_to->due_at = around.now - std::chrono::hours{1};
  EXPECT_EQ(late.told(draft, around), "R1 warning [] Look.\n");
  draft.publish_at = around.now - std::chrono::hours{2};
  EXPECT_EQ(late.told(draft, around), "");
}

TEST(KindSignal, UnknownSignalsSayNothingAndUnknownNamesAreMistakes) {
  const ReviewTest test = test_of("kind: signal\nany: { abuse: 0.5 }");
  EXPECT_EQ(found(test, "You are a horrible person."), "");  // no readers: unknown
  for (const char* fields : {"kind: signal", "kind: signal\nany: { rudeness: 0.5 }",
                             "kind: signal\nany: { abuse: 2 }", "kind: signal\nany: [abuse]",
                             "kind: signal\nany: { abuse: 0.5 }\nplace: page"}) {
    EXPECT_NE(test_of(fields).mistakes(), "") << fields;
  }
}

TEST(KindsOfSpeech, MistakesInTheirFieldsAreTold) {
  for (const char* fields :
       {"kind: attack\ncoarse: [rude]", "kind: attack\nsecond_person: you", "kind: opinion",
        "kind: quotation\nwords_min: 0", "kind: comparison", "kind: facts\nat_least: 2",
        "kind: reply\nfind: [soon]", "kind: reply\nlate: true"}) {
    EXPECT_NE(test_of(fields).mistakes(), "") << fields;
  }
}

}  // namespace
}  // namespace decorum::review
