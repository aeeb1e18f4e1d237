#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "review/review_for_test.h"
#include "spelling/index_for_test.h"

namespace decorum::review {
namespace {

const ReviewTest& claims() {
  static const ReviewTest test(
      rule_with("kind: claim\n"
                "studies: [research, studies, a study, a * study, experts, data]\n"
                "show: [show, shows, found, find, agree, suggests]\n"
                "sayings: [backed by science, according to research]\n"
                "proven: [scientifically proven, proven to]\n"
                "sources: [according to, source, figures from]\n"
                "records: [survey, report, table, data, audit]\n"
                "groups: [people, managers, employers, household*, patients, adults, UK firms]\n"
                "offers: [\"off\", discount, deposit, places]\n"
                "amounts: [cost, costs, lost, saves, worth]\n"
                "changes: [rose, fell, down, \"up\"]\n"
                "plans: [aim, target, will, by 2030]\n"
                "turnout: [came, attended, thank*]"),
      kinds(), {}, &spelling::dictionary_for_test());
  return test;
}

// The words found, with "|" between them.
std::string found(const ReviewTest& test, const post::Draft& draft) {
  std::string all;
  for (const Finding& finding : test.result(draft).findings) {
    if (!all.empty()) all += '|';
    all += draft.text.substr(finding.span.start, finding.span.end - finding.span.start);
  }
  return all;
}

std::string found(std::string text) {
  post::Draft draft;
  draft.text = std::move(text);
  return found(claims(), draft);
}

struct Case {
  const char* text;
  const char* expected;
};

TEST(KindClaim, FiguresWithoutASourceAreFound) {
  const std::vector<Case> cases = {
      {"Seven in ten managers leave within a year.", "Seven in ten managers"},
      {"7 out of 10 managers leave.", "7 out of 10 managers"},
      {"Did you know that 73% of managers have no training?", "73% of managers"},
      {"Falls are down by 40 per cent since May.", "down by 40 per cent"},
      {"Between 20-30% of firms close.", "20-30% of firms"},
      {"Two thirds of pupils moved up a set.", "Two thirds of pupils"},
      {"A quarter of care leavers sleep rough.", "A quarter of care leavers"},
      {"The plague killed half of all people.", "half of all people"},
      {"Prices fell by a fifth.", "fell by a fifth"},
      {"Poor air costs employers £2.4 billion a year.", "£2.4 billion a year"},
      {"The switch saves a household £340 each winter.", "£340 each winter"},
      {"Volunteers saved 12,000 people last year.", "12,000 people"},
      {"Managers are twice as likely to leave.", "twice as likely"},
      {"Teenagers are three times likelier to stay.", "three times likelier"},
      {"Waiting rose from 31 to 45 weeks.", "rose from 31 to 45"},
      {"Rents have doubled since 2019.", "have doubled"},
      {"Walkers are 30% happier, it seems.", "30% happier"},
      {"The average employers spend 23 hours a week in meetings.", "23 hours a week"}};
  for (const Case& one : cases) EXPECT_EQ(found(one.text), one.expected) << one.text;
}

TEST(KindClaim, ResearchWithoutANameIsFound) {
  const std::vector<Case> cases = {
      {"Research shows that walking helps.", "Research shows"},
      {"Studies have found that gardens calm.", "Studies have found"},
      {"A recent study suggests so.", "A recent study suggests"},
      {"Experts agree that phonics comes first.", "Experts agree"},
      {"According to research, plants help.", "According to research"},
      {"It is scientifically proven to work.", "scientifically proven"}};
  for (const Case& one : cases) EXPECT_EQ(found(one.text), one.expected) << one.text;
}

TEST(KindClaim, ASourceBesideItIsEnough) {
  for (const char* text :
       {"73% of managers leave: https://example.org/survey",
        "73% of managers leave. Tables: https://example.org/survey",
        "According to the Home Office, 73% of managers leave.",
        "73% of managers leave (ONS, 2026).",
        "In our 2026 survey, 73% of managers left.",
        "73% of managers leave. Source: our annual report.",
        "Research by the University of Leeds shows that walking helps.",
        "Our research shows that walking helps."}) {
    EXPECT_EQ(found(text), "") << text;
  }
}

TEST(KindClaim, ASourceGivenWithTheDraftIsEnough) {
  post::Draft draft;
  draft.text = "73% of managers leave.";
  EXPECT_EQ(found(claims(), draft), "73% of managers");
  draft.sources = {"https://example.org/survey"};
  EXPECT_EQ(found(claims(), draft), "");
  draft.sources.clear();
  draft.links = {"https://example.org/survey"};
  EXPECT_EQ(found(claims(), draft), "");
}

TEST(KindClaim, NumbersThatClaimNothingAreLeft) {
  for (const char* text :
       {"Places cost £12, or £6 for members.", "Members get 20% off until Friday.",
        "The talk is at 6.30pm in room 104 on 2 December.", "Ring 020 7946 0105 before 5pm.",
        "Version 4.2.1 mends the fault.", "We turn 60 next year.", "3 places left, 10 speakers.",
        "1/3 How a committee works.", "Set the oven to 180C and bake for 25 minutes.",
        "We raised £4,000 for the hospice.", "Thank you to the 2,000 people who came.",
        "Is it true that 40% of managers leave?", "We aim to cut waste by 40%.",
        "Pay is £27,344 to £30,060.", "We are 100% behind you.", "One in Leeds and two in Hull.",
        "“40% of us stayed late,” says Ada Brook.", "It is not scientifically proven.",
        "Route 42 runs every 12 minutes.", "Our hours have doubled since May.", "", "%", "£"}) {
    EXPECT_EQ(found(text), "") << text;
  }
}

TEST(KindClaim, FindNarrowsWhatIsLookedFor) {
  const ReviewTest dates(rule_with("kind: claim\nfind: [date]\ndates: [invented, first ever]"));
  post::Draft draft;
  draft.text = "The button was invented in 1842. 73% of people know.";
  EXPECT_EQ(found(dates, draft), "1842");
  draft.text = "We moved in 1842.";
  EXPECT_EQ(found(dates, draft), "");
}

TEST(KindClaim, MistakesInItsFieldsAreTold) {
  for (const char* fields : {"kind: claim\nfind: [figures]", "kind: claim\nwithin: everywhere",
                             "kind: claim\ngroups: people", "kind: claim\nshows: [a]"}) {
    EXPECT_NE(ReviewTest(rule_with(fields)).mistakes(), "") << fields;
  }
}

}  // namespace
}  // namespace decorum::review
