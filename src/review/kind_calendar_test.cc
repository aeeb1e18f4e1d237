#include <gtest/gtest.h>

#include "review/review_for_test.h"

namespace decorum::review {
namespace {

// The calendar of the base policy: Remembrance Sunday on 8 November 2026, elections from 22 March
// to 6 May 2027, an embargo on "readers' report" to 1 December 2026, proceedings on "Dunmere
// flood".
const std::string quiet = rule_with("kind: calendar\nkinds: [quiet]\nmessage: \"{title}: {why}\"");
const std::string election = rule_with(
    "kind: calendar\nkinds: [pre-election]\nmessage: \"To {until}.\"\n"
    "words: [exit poll*]\nparties: [labour, the greens, conservatives, lib dems]\n"
    "calls: [vote, vote for, backing]\noffices: [councillor]\ncontests: [seat]\n"
    "backings: [she has our support]\nother_contests: [award]\n"
    "short_forms: [green, conservative]\nexcept: [labour market]");

post::Draft at(std::string text, std::string_view time) {
  post::Draft draft;
  draft.text = std::move(text);
  draft.publish_at = *base::parse_rfc3339(time);
  return draft;
}

TEST(KindCalendar, AQuietDayIsSaidOnceOfTheWholeDraft) {
  const ReviewTest test(quiet);
  EXPECT_EQ(test.told(at("Our sale.", "2026-11-08T10:00:00Z")),
            "R1 warning [] Remembrance Sunday: Nothing is sold on this day.\n");
  EXPECT_EQ(test.told(at("Our sale.", "2026-11-07T23:59:59Z")), "");
  EXPECT_EQ(test.told(at("Our sale.", "2026-11-09T00:00:00Z")), "");
  EXPECT_EQ(test.told(at("Our sale.", "2026-12-25T00:00:00Z")),
            "R1 warning [] Christmas Day: Closed and quiet.\n");
}

TEST(KindCalendar, WithoutATimeOfPublishingItIsNow) {
  const ReviewTest test(quiet);
  post::Draft draft;
  draft.text = "Our sale.";
  Around around;
  around.now = *base::parse_rfc3339("2026-11-08T12:00:00Z");
  EXPECT_NE(test.told(draft, around), "");
  around.now = *base::parse_rfc3339("2026-11-10T12:00:00Z");
  EXPECT_EQ(test.told(draft, around), "");
}

TEST(KindCalendar, SidesAreTakenOnlyInTheWindow) {
  const ReviewTest test(election);
  const auto in = [&](std::string text) { return test.told(at(text, "2027-04-20T09:00:00Z")); };
  EXPECT_EQ(in("On Thursday vote Labour."), "R1 warning [vote Labour] To 2027-05-07 00:00.\n");
  EXPECT_EQ(in("Please vote for the Greens"),
            "R1 warning [vote for the Greens] To 2027-05-07 00:00.\n");
  EXPECT_EQ(in("Vote for Councillor Priya Shah."),
            "R1 warning [Vote for Councillor Priya Shah] To 2027-05-07 00:00.\n");
  EXPECT_EQ(in("We are backing Priya Shah for the seat."),
            "R1 warning [backing Priya Shah] To 2027-05-07 00:00.\n");
  EXPECT_EQ(in("Priya Shah stands for the seat. She has our support."),
            "R1 warning [She has our support] To 2027-05-07 00:00.\n");
  EXPECT_EQ(in("Priya Shah runs the desk. She has our support."), "");
  EXPECT_EQ(in("The seat is broken. She has our support."), "");
  EXPECT_EQ(in("Priya Shah: an award and a seat. She has our support."), "");
  EXPECT_EQ(in("Labour\u2019s plan is kinder."),
            "R1 warning [Labour] To 2027-05-07 00:00.\n");
  EXPECT_EQ(in("Labour's plan is kinder."), "R1 warning [Labour] To 2027-05-07 00:00.\n");
  EXPECT_EQ(in("Vote Green on Thursday."), "R1 warning [Vote Green] To 2027-05-07 00:00.\n");
  EXPECT_EQ(in("Green is our colour, and vote green tea."), "");
  EXPECT_EQ(in("Our exit polls say so."), "R1 warning [exit polls] To 2027-05-07 00:00.\n");
  EXPECT_EQ(test.told(at("Vote Labour.", "2027-05-07T00:00:00+01:00")), "");
  EXPECT_EQ(test.told(at("Vote Labour.", "2027-03-21T09:00:00Z")), "");
}

TEST(KindCalendar, WordsThatOnlyLookLikeIt) {
  const ReviewTest test(election);
  for (const char* text :
       {"The Labour market report is out.", "A labour of love.", "Vote for your favourite cake.",
        "We eat the greens.", "We are backing Priya Shah, who runs for charity.",
        "Labour, Conservatives and Lib Dems all sent speakers.", "Vote for the best photo."}) {
    EXPECT_EQ(test.told(at(text, "2027-04-20T09:00:00Z")), "") << text;
  }
}

TEST(KindCalendar, WithoutKindsItHoldsAtAnyTime) {
  const ReviewTest test(rule_with("kind: calendar\nparties: [labour]\ncalls: [vote, vote for]"));
  EXPECT_EQ(test.told("Vote Labour!"), "R1 warning [Vote Labour] Look.\n");
  EXPECT_EQ(test.told("Labour has a plan."), "");
}

TEST(KindCalendar, AnEmbargoHoldsItsWordsBack) {
  const ReviewTest test(
      rule_with("kind: calendar\nkinds: [embargo]\nmessage: \"{title} until {until}\""));
  EXPECT_EQ(test.told(at("The Readers\u2019 Report says", "2026-11-30T23:59:00Z")),
            "R1 warning [Readers\u2019 Report] Readers' report until 2026-12-01 00:01\n");
  EXPECT_EQ(test.told(at("The readers' report says", "2026-12-01T00:01:00Z")), "");
  EXPECT_EQ(test.told(at("The reading report", "2026-11-30T23:59:00Z")), "");
}

TEST(KindCalendar, TheDraftsOwnEmbargo) {
  const ReviewTest test(
      rule_with("kind: calendar\ndraft_embargo: true\nmessage: \"Until {until}.\""));
  post::Draft draft = at("News.", "2027-07-01T08:00:00Z");
  EXPECT_EQ(test.told(draft), "");
  draft.embargo_until = *base::parse_rfc3339("2027-07-01T08:00:00Z");
  EXPECT_EQ(test.told(draft), "");
  draft.embargo_until = *base::parse_rfc3339("2027-07-01T08:30:00Z");
  EXPECT_EQ(test.told(draft), "R1 warning [] Until 2027-07-01 09:30.\n");
}

TEST(KindCalendar, ProceedingsHoldTheirNamesBackToTheirEnd) {
  const ReviewTest test(
      rule_with("kind: calendar\nkinds: [proceedings]\nmessage: \"{title} to {until}\""));
  EXPECT_EQ(test.told(at("The Dunmere flood was", "2031-01-01T00:00:00Z")),
            "R1 warning [Dunmere flood] The flooded branch to its end\n");
  EXPECT_EQ(test.told(at("The Dunmere flood was", "2026-09-30T00:00:00Z")), "");
}

TEST(KindCalendar, MistakesAreNamed) {
  EXPECT_NE(ReviewTest(rule_with("kind: calendar")).mistakes().find("looks at nothing"),
            std::string::npos);
  EXPECT_NE(ReviewTest(rule_with("kind: calendar\nkinds: [silent]")).mistakes(), "");
  EXPECT_NE(ReviewTest(rule_with("kind: calendar\nkinds: [quiet]\nwindows: []")).mistakes(), "");
}

}  // namespace
}  // namespace decorum::review
