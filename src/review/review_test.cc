#include "review/review.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "review/phrases.h"
#include "review/review_for_test.h"

namespace decorum::review {
namespace {

// Kinds made for these tests: words; "!" with a fix; the whole text; a hit that asks for a past.
Run compile_words(Settings& settings, const Setup& /*setup*/) {
  auto words = std::make_shared<const Phrases>(settings.texts("words"));
  return [words](const Subject& subject, Hits& hits) {
    for (const PhraseHit& hit : words->find(subject.reading)) {
      hits.add({.span = hit.span, .fields = {{"instead", "else"}}});
    }
  };
}

Run compile_marks(Settings& /*settings*/, const Setup& /*setup*/) {
  return [](const Subject& subject, Hits& hits) {
    for (std::uint32_t i = 0; i < subject.draft.text.size(); ++i) {
      if (subject.draft.text[i] != '!') continue;
      hits.add({.span = {i, i + 1}, .fix = Fix{{i, i + 1}, "."}});
    }
  };
}

Run compile_past(Settings& /*settings*/, const Setup& /*setup*/) {
  return [](const Subject& subject, Hits& hits) {
    const auto size = static_cast<std::uint32_t>(subject.draft.text.size());
    if (subject.around.past == nullptr) {
      hits.add({.span = {0, size}, .message = "Not looked up.", .not_looked_up = true});
    }
    hits.add({.span = {size, size + 99}});  // a wrong span is cut to the text
  };
}

const std::vector<Kind>& test_kinds() {
  static const std::vector<Kind> kinds = {
      {"marks", "exclamation marks", {}, compile_marks},
      {"past", "what was", {}, compile_past},
      {"words", "words", {"instead"}, compile_words},
  };
  return kinds;
}

std::string told(const std::string& yaml, const post::Draft& draft) {
  return ReviewTest(yaml, test_kinds()).told(draft);
}

post::Draft draft_of(std::string text) {
  post::Draft draft;
  draft.text = std::move(text);
  return draft;
}

const std::string one_rule = rule_with("kind: words\nwords: [one, two]\nmessage: '“{text}”?'");

TEST(Review, SaysWhatTheChecksFind) {
  EXPECT_EQ(told(one_rule, draft_of("Two or one")),
            "R1 warning [Two] “Two”?\nR1 warning [one] “one”?\n");
  EXPECT_EQ(told(one_rule, draft_of("")), "");
}

TEST(Review, GivesFindingsTheRulesClauseAndTheKindsFix) {
  const ReviewTest test(rule_with("kind: marks\nseverity: info"), test_kinds());
  const Result result = test.result(draft_of("Hi!"));
  ASSERT_EQ(result.findings.size(), 1U);
  EXPECT_EQ(result.findings[0].guide, "guide p. 5");
  EXPECT_EQ(result.findings[0].kind, "marks");
  EXPECT_EQ(result.findings[0].fix, (Fix{{2, 3}, "."}));
}

TEST(Review, ChecksHoldOnlyForTheirAccountsSitesCapacityAndAudience) {
  struct Row {
    std::string field;
    void (*set)(post::Draft&);
    bool applies;
  };
  const std::vector<Row> table = {
      {"accounts: [main]", [](post::Draft& draft) { draft.account = "main"; }, true},
      {"accounts: [main]", [](post::Draft&) {}, false},
      {"sites: [mastodon]", [](post::Draft& draft) { draft.site = "mastodon"; }, true},
      {"sites: [mastodon]", [](post::Draft&) {}, false},
      {"sites: [web]", [](post::Draft&) {}, true},
      {"sites: [x]", [](post::Draft& draft) { draft.account = "main"; }, true},
      {"sites: [web]", [](post::Draft& draft) { draft.account = "main"; }, false},
      {"capacity: official", [](post::Draft&) {}, true},
      {"capacity: personal", [](post::Draft&) {}, false},
      {"capacity: personal",
       [](post::Draft& draft) { draft.capacity = post::Capacity::personal; }, true},
      {"capacity: official",
       [](post::Draft& draft) { draft.capacity = post::Capacity::personal; }, false},
      {"audience: [us, ca]", [](post::Draft&) {}, false},
      {"audience: [us, ca]", [](post::Draft& draft) { draft.audience = {"uk", "ca"}; }, true},
      {"audience: [us, ca]", [](post::Draft& draft) { draft.audience = {"uk"}; }, false},
  };
  for (const auto& [field, set, applies] : table) {
    post::Draft draft = draft_of("one");
    set(draft);
    const std::string yaml = rule_with("kind: words\nwords: [one]\n" + field);
    EXPECT_EQ(told(yaml, draft) != "", applies) << field;
  }
}

TEST(Review, WhatCouldNotBeLookedUpIsANote) {
  const ReviewTest test(rule_with("kind: past\nseverity: error"), test_kinds());
  EXPECT_EQ(test.told("ab"), "R1 info [ab] Not looked up.\nR1 error [] Look.\n");
  const std::vector<PastPost> past;
  Around around;
  around.past = &past;
  EXPECT_EQ(test.told(draft_of("ab"), around), "R1 error [] Look.\n");
}

TEST(Review, NotesSayWhatToDoAndThatNothingFoundIsNoApproval) {
  struct Row {
    std::string severity, text;
    post::Capacity capacity;
    std::string note;
  };
  const auto official = post::Capacity::official;
  const auto personal = post::Capacity::personal;
  const std::vector<Row> table = {
      {"error", "one two", official,
       "2 errors; put right what is an error before this goes out."},
      {"warning", "one", official, "1 warning; look at each before this goes out."},
      {"info", "one", official, "1 note; worth a look before this goes out."},
      {"error", "three", official,
       "Nothing found; that is not approval, and whoever posts it still answers for it."},
      {"error", "one", personal,
       "1 error; on your own account this is advice only and stops nothing."},
      {"error", "three", personal,
       "Nothing found; on your own account this is advice only, and finding nothing does not mean "
       "that anybody has approved it."},
  };
  for (const auto& [severity, text, capacity, note] : table) {
    const ReviewTest test(rule_with("kind: words\nwords: [one, two]\nseverity: " + severity),
                          test_kinds());
    post::Draft draft = draft_of(text);
    draft.capacity = capacity;
    const Result result = test.result(draft);
    EXPECT_EQ(result.note, note);
    EXPECT_EQ(result.advice_only, capacity == personal);
  }
}

TEST(Review, TheWorstFindingIsTheGravest) {
  const std::string yaml = one_rule +
                           "      - { kind: words, severity: error, message: a, words: [three] }\n";
  const ReviewTest test(yaml, test_kinds());
  EXPECT_EQ(test.result(draft_of("four")).worst(), std::nullopt);
  EXPECT_EQ(test.result(draft_of("one")).worst(), policy::Severity::warning);
  EXPECT_EQ(test.result(draft_of("one three")).worst(), policy::Severity::error);
}

TEST(Review, SuppressedFindingsAreSetApart) {
  const ReviewTest test(one_rule, test_kinds());
  post::Draft draft = draft_of("one two");
  draft.suppress = {{"R1", "agreed", "jo", "one", {}}, {"R2", "agreed", "jo", "one", {}}};
  const Result result = test.result(draft);
  EXPECT_EQ(ReviewTest::lines(result.findings, draft.text), "R1 warning [two] “two”?\n");
  EXPECT_EQ(ReviewTest::lines(result.suppressed, draft.text), "R1 warning [one] “one”?\n");
  EXPECT_EQ(result.unused_suppressions, std::vector<std::string>{"R2"});
}

TEST(Review, FindingsAreBounded) {
  std::string yaml = "rules:\n";
  for (int i = 0; i < 8; ++i) {
    yaml += "  R" + std::to_string(i) +
            ": { title: t, cites: \"guide p. 5\", checks: [ { kind: marks, severity: info, "
            "message: a } ] }\n";
  }
  const Result result = ReviewTest(yaml, test_kinds()).result(draft_of(std::string(500, '!')));
  EXPECT_EQ(result.findings.size(), findings_max);
  EXPECT_EQ(result.left_out, 8 * 500 - findings_max);
}

TEST(Review, LengthIsThatOfTheSiteAsThePolicyTightensIt) {
  const ReviewTest test(one_rule, test_kinds());
  struct Row {
    std::string site, account, measured;
  };
  for (const auto& [site, account, measured] :
       std::vector<Row>{{"", "", "web"}, {"", "main", "x"}, {"bluesky", "main", "bluesky"}}) {
    post::Draft draft = draft_of("text");
    draft.site = site;
    draft.account = account;
    EXPECT_EQ(test.result(draft).length.site, measured);
  }
}

TEST(Review, TheSameDraftGivesTheSameResultWhateverCameBefore) {
  const ReviewTest test(one_rule, test_kinds());
  auto made = Rulebook::make(review::Setup{test.policy(), test.sites(), nullptr, nullptr, {}},
                             test_kinds());
  ASSERT_TRUE(made.has_value());
  Scratch scratch;
  const Result first = review(*made, draft_of("one"), {}, scratch);
  const Result other = review(*made, draft_of(std::string(900, 'x') + " two"), {}, scratch);
  const Result again = review(*made, draft_of("one"), {}, scratch);
  EXPECT_EQ(first.findings, again.findings);
  EXPECT_NE(first.findings, other.findings);
}

TEST(Fits, OnlyKnownAccountsAndSites) {
  const ReviewTest test(one_rule, test_kinds());
  struct Row {
    std::string account, site, where;
  };
  const std::vector<Row> table = {{"", "", "ok"},         {"main", "x", "ok"},
                                  {"nobody", "", "/account"}, {"", "myspace", "/site"},
                                  {"nobody", "myspace", "/account"}, {"Main", "", "/account"}};
  for (const auto& [account, site, where] : table) {
    post::Draft draft;
    draft.account = account;
    draft.site = site;
    const auto answer = fits(draft, test.policy(), test.sites());
    EXPECT_EQ(answer ? "ok" : answer.error().where, where) << account << ' ' << site;
  }
}

}  // namespace
}  // namespace decorum::review
