#include "triage/replay.h"

#include <algorithm>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "triage/chart_for_test.h"
#include "triage/decide.h"

namespace decorum::triage {
namespace {

constexpr std::string_view before_text = R"(
question positive
  yes: sentiment.positive >= 0.75 -> stand
  no: sentiment.positive < 0.75 -> troll
question troll
  spam: spam >= 0.9 -> monitor confirm
  neither: spam < 0.5 -> serve
outcome stand
outcome monitor
outcome serve
)";

// The same chart in another order, with another threshold, and an outcome that is new.
constexpr std::string_view after_text = R"(
question positive
  no: sentiment.positive < 0.9 -> troll
  yes: sentiment.positive >= 0.9 -> stand
question troll
  neither: spam < 0.5 -> refer
  spam: spam >= 0.9 -> monitor confirm
outcome refer
outcome serve
outcome monitor
outcome stand
)";

class TwoCharts {
 public:
  TwoCharts(std::string_view before, std::string_view after, std::size_t examples = 3,
            std::size_t moves = moves_max)
      : from(chart(before)), to(chart(after)), replay(from, to, examples, moves) {
    from.info.version = "1";
    to.info.version = "2";
  }

  bool add(const std::string& id, std::string_view signals) {
    post::Post post;
    post.id = id;
    post.text = "Text of " + id;
    const auto decided = [&](const policy::Policy& policy) {
      return decide(policy, post, {}, signals_of(policy, signals), {}, {}, {});
    };
    return replay.add(post, decided(from), decided(to));
  }

  std::string text() const { return replay_text(from, to, replay.result(), {.columns = 80}); }

  policy::Policy from, to;
  Replay replay;
};

std::string edges(const ReplayResult& result) {
  std::string out;
  for (const ReplayResult::Edge& edge : result.edges) {
    out += fmt::format("{}/{} {} {}\n", edge.question, edge.answer, edge.count.from,
                       edge.count.to);
  }
  return out;
}

TEST(Replay, ThePolicyAgainstItselfChangesNothingWhateverItsOrder) {
  TwoCharts charts(before_text, R"(
question troll
  neither: spam < 0.5 -> serve
  spam: spam >= 0.9 -> monitor confirm
question positive
  no: sentiment.positive < 0.75 -> troll
  yes: sentiment.positive >= 0.75 -> stand
outcome serve
outcome stand
outcome monitor
)");
  // The start is the question with the same id as before.
  charts.to.protocol.start = 1;
  for (const char* signals : {"sentiment.positive=0.8", "sentiment.positive=0.2 spam=0.95",
                              "sentiment.positive=0.2 spam=0.1", "sentiment.positive=0.2", ""}) {
    EXPECT_FALSE(charts.add("p", signals)) << signals;
  }
  const ReplayResult result = charts.replay.result();
  EXPECT_EQ(result.posts, 5U);
  EXPECT_EQ(result.changed, 0U);
  EXPECT_TRUE(result.moves.empty());
  for (const ReplayResult::Edge& edge : result.edges) EXPECT_EQ(edge.count.from, edge.count.to);
  EXPECT_EQ(charts.text(),
            "0 of 5 decisions would change\nDecided without a person: 2 before, 2 after\n");
}

TEST(Replay, MovesAreCountedMostFrequentFirstWithTheFirstPostsAsExamples) {
  TwoCharts charts(before_text, after_text, 2);
  EXPECT_TRUE(charts.add("one", "sentiment.positive=0.8 spam=0.7"));
  for (const char* id : {"a", "b", "c"}) {
    EXPECT_TRUE(charts.add(id, "sentiment.positive=0.2 spam=0.1"));
  }
  EXPECT_FALSE(charts.add("same", "sentiment.positive=0.95"));
  const ReplayResult result = charts.replay.result();
  EXPECT_EQ(result.posts, 5U);
  EXPECT_EQ(result.changed, 4U);
  ASSERT_EQ(result.moves.size(), 2U);
  EXPECT_EQ(result.moves[0].count, 3U);
  EXPECT_EQ(result.moves[0].from, (ReplayState{{"serve"}, {}, ""}));
  EXPECT_EQ(result.moves[0].to, (ReplayState{{"refer"}, {}, ""}));
  EXPECT_EQ(result.moves[0].examples,
            (std::vector<ReplayExample>{{"a", "Text of a"}, {"b", "Text of b"}}));
  EXPECT_EQ(result.moves[1].from, (ReplayState{{"stand"}, {}, ""}));
  EXPECT_EQ(result.moves[1].to, (ReplayState{{}, {}, "troll"}));
}

TEST(Replay, AnswersOutcomesAndWaitingPostsAreCountedUnderBoth) {
  TwoCharts charts(before_text, after_text);
  charts.add("1", "sentiment.positive=0.8 spam=0.95");
  charts.add("2", "sentiment.positive=0.2 spam=0.1");
  const ReplayResult result = charts.replay.result();
  EXPECT_EQ(edges(result),
            "positive/no 1 2\npositive/yes 1 0\ntroll/neither 1 1\ntroll/spam 0 1\n");
  EXPECT_EQ(result.decided, (ReplayCount{2, 1}));
  std::string outcomes;
  for (const ReplayResult::Outcome& outcome : result.outcomes) {
    outcomes += fmt::format("{} {} {} {} {}\n", outcome.outcome, outcome.reached.from,
                            outcome.reached.to, outcome.proposed.from, outcome.proposed.to);
  }
  EXPECT_EQ(outcomes, "refer 0 1 0 0\nserve 1 0 0 0\nmonitor 0 0 0 1\nstand 1 0 0 0\n");
  ASSERT_EQ(result.asked.size(), 2U);
  EXPECT_EQ(result.asked[1].question, "troll");
  EXPECT_EQ(result.asked[1].count, (ReplayCount{0, 1}));
}

TEST(Replay, WhatIsLostStandsBehindAndIsCalledGone) {
  TwoCharts charts(before_text, R"(
question happy
  yes: sentiment.positive >= 0.75 -> stand
outcome stand
)");
  charts.add("1", "sentiment.positive=0.2 spam=0.1");
  EXPECT_EQ(edges(charts.replay.result()),
            "happy/yes 0 0\npositive/yes 0 0\npositive/no 1 0\n"
            "troll/spam 0 0\ntroll/neither 1 0\n");
  EXPECT_EQ(charts.text(), R"(1 of 1 decision would change (100.0 %)
Decided without a person: 1 before, 0 after

What becomes of them

     1  was  Title of serve
        now  responder is asked: Is it happy?
        · 1  “Text of 1”

Answers given by the machine                             before   after   change
  Is it positive? (gone)
    Title of no (gone)                                        1       0       -1
  Is it troll? (gone)
    Title of neither (gone)                                   1       0       -1

Outcomes                                                 before   after   change
  Title of serve (gone)                                       1       0       -1

Waiting for a person                                     before   after   change
  responder: Is it happy?                                     0       1       +1
)");
}

TEST(Replay, MovesBeyondTheBoundAreCountedOnly) {
  TwoCharts charts(before_text, after_text, 3, 1);
  charts.add("1", "sentiment.positive=0.8 spam=0.95");
  charts.add("2", "sentiment.positive=0.2 spam=0.1");
  charts.add("3", "sentiment.positive=0.8 spam=0.95");
  const ReplayResult result = charts.replay.result();
  EXPECT_EQ(result.changed, 3U);
  ASSERT_EQ(result.moves.size(), 1U);
  EXPECT_EQ(result.moves[0].count, 2U);
  EXPECT_EQ(result.other_moves, 1U);
  EXPECT_NE(charts.text().find("1  change in other ways"), std::string::npos);
}

TEST(Replay, ExamplesAreAtMostFiveAndMayBeNone) {
  for (const std::size_t wanted : {std::size_t{0}, std::size_t{5}, std::size_t{99}}) {
    TwoCharts charts(before_text, after_text, wanted);
    for (int i = 0; i < 9; ++i) charts.add("p", "sentiment.positive=0.2 spam=0.1");
    EXPECT_EQ(charts.replay.result().moves[0].examples.size(), std::min(wanted, examples_max));
  }
}

TEST(Replay, JsonHoldsEverythingAndHostileTextIsEscaped) {
  TwoCharts charts(before_text, after_text);
  charts.add("\"\x1b\n", "sentiment.positive=0.2 spam=0.1");
  EXPECT_EQ(
      replay_json(charts.from, charts.to, charts.replay.result(), "{\"drafts\":1}"),
      R"({"from":{"version":"1","hash":"sha256:test"},"to":{"version":"2","hash":"sha256:test"},)"
      R"("posts":1,"changed":1,"decided":{"from":1,"to":1},)"
      R"("moves":[{"from":{"outcomes":["serve"],"proposed":[],"ask":null},)"
      R"("to":{"outcomes":["refer"],"proposed":[],"ask":null},"count":1,)"
      R"("examples":[{"id":"\"\u001b\n","text":"Text of \"\u001b\n"}]}],"other_moves":0,)"
      R"("edges":[{"question":"positive","answer":"no","from":1,"to":1},)"
      R"({"question":"positive","answer":"yes","from":0,"to":0},)"
      R"({"question":"troll","answer":"neither","from":1,"to":1},)"
      R"({"question":"troll","answer":"spam","from":0,"to":0}],)"
      R"("outcomes":[{"outcome":"refer","from":0,"to":1,"proposed":{"from":0,"to":0}},)"
      R"({"outcome":"serve","from":1,"to":0,"proposed":{"from":0,"to":0}},)"
      R"({"outcome":"monitor","from":0,"to":0,"proposed":{"from":0,"to":0}},)"
      R"({"outcome":"stand","from":0,"to":0,"proposed":{"from":0,"to":0}}],)"
      R"("asked":[{"question":"positive","from":0,"to":0},{"question":"troll","from":0,"to":0}],)"
      R"("drafts":{"drafts":1}})"
      "\n");
  EXPECT_EQ(charts.text().find('\x1b'), std::string::npos);
}

TEST(Replay, TheHeadNamesBothPoliciesAndTellsOfOneVersionTwice) {
  TwoCharts charts(before_text, after_text);
  charts.from.info.title = charts.to.info.title = "Policy";
  charts.from.hash = "sha256:0123456789abcdef";
  charts.to.hash = "sha256:fedcba9876543210";
  const std::string names = "from  Policy, version 1 (sha256:0123456789ab…)\n"
                            "to    Policy, version 2 (sha256:fedcba987654…)\n";
  EXPECT_EQ(replay_head(charts.from, charts.to), names);
  charts.to.info.version = "1";
  EXPECT_NE(replay_head(charts.from, charts.to).find("Both say that they are version 1."),
            std::string::npos);
  charts.to.hash = charts.from.hash;
  EXPECT_NE(replay_head(charts.from, charts.to).find("Both are the same policy."),
            std::string::npos);
}

TEST(Replay, NoPostsIsSaid) {
  TwoCharts charts(before_text, after_text);
  EXPECT_EQ(charts.text(), "No posts were decided\n");
}

}  // namespace
}  // namespace decorum::triage
