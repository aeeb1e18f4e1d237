#include "review/compare.h"

#include <string>
#include <utility>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace decorum::review {
namespace {

using policy::Severity;

policy::Policy policy_with(const std::vector<std::string>& rules) {
  policy::Policy policy;
  for (const std::string& id : rules) {
    policy::ReviewRule rule;
    rule.id = id;
    rule.title = "Title of " + id;
    policy.review.rules.push_back(rule);
  }
  policy.roles.roles.push_back({"press", "Press officer", "", {}, {}});
  policy.roles.roles.push_back({"head", "Head", "", {}, {}});
  return policy;
}

// "FA1 0-5 warning": a finding.
Finding finding(std::string rule, std::uint32_t start, std::uint32_t end, Severity severity) {
  Finding out;
  out.message = "Told by " + rule;
  out.rule = std::move(rule);
  out.severity = severity;
  out.span = {start, end};
  return out;
}

Result result(std::vector<Finding> findings,
              const std::vector<std::vector<std::string>>& approvals = {}) {
  Result out;
  out.findings = std::move(findings);
  for (const auto& by : approvals) out.approval.push_back({by, "why"});
  return out;
}

post::Draft draft(std::string text = "Words of a draft") {
  post::Draft out;
  out.text = std::move(text);
  return out;
}

class TwoPolicies {
 public:
  explicit TwoPolicies(std::size_t examples = 3, std::size_t approvals = approval_moves_max)
      : compare(from, to, examples, approvals) {}

  bool add(const Result& before, const Result& after) {
    return compare.add(fmt::format("d.jsonl:{}", ++number_), draft(), before, after);
  }
  RuleMoves rule(std::string_view id) const {
    for (const RuleMoves& rule : compare.comparison().rules) {
      if (rule.rule == id) return rule;
    }
    ADD_FAILURE() << "there is no " << id;
    return {};
  }
  std::string text() const {
    return compare_text(from, to, compare.comparison(), {.colour = false, .columns = 80});
  }

  policy::Policy from = policy_with({"FA1", "OLD"});
  policy::Policy to = policy_with({"NEW", "FA1"});
  Compare compare;

 private:
  int number_ = 0;
};

std::string moves(const RuleMoves& rule) {
  return fmt::format("{}>{} +{} -{} ^{} v{}", rule.from, rule.to, rule.comes, rule.goes,
                     rule.graver, rule.milder);
}

TEST(Compare, TheSameReviewsChangeNothing) {
  TwoPolicies two;
  EXPECT_FALSE(two.add(result({}), result({})));
  const Result both = result({finding("FA1", 0, 5, Severity::error)}, {{"press"}});
  EXPECT_FALSE(two.add(both, both));
  EXPECT_EQ(moves(two.rule("FA1")), "1>1 +0 -0 ^0 v0");
  EXPECT_EQ(two.text(),
            "0 of 2 drafts would be reviewed otherwise\n"
            "With an error, for an official account: 1 before, 1 after\n");
}

TEST(Compare, AnotherMessageOrOrderOfFindingsOrApproversIsNoChange) {
  TwoPolicies two;
  const Finding error = finding("FA1", 0, 5, Severity::error);
  const Finding note = finding("FA1", 6, 8, Severity::info);
  const Result before = result({error, note}, {{"press", "head"}, {"head"}, {"head"}});
  Result after = result({note, error}, {{"head"}, {"head", "press"}});
  after.findings[0].message = "Said in other words";
  EXPECT_FALSE(two.add(before, after));
}

TEST(Compare, FindingsComeGoAndChangeTheirSeverityByRuleAndPlace) {
  struct Row {
    const char* what;
    std::vector<Finding> before, after;
    const char* moves;
  };
  const Finding error = finding("FA1", 0, 5, Severity::error);
  const Finding warning = finding("FA1", 0, 5, Severity::warning);
  const Finding elsewhere = finding("FA1", 6, 8, Severity::error);
  const Row rows[] = {
      {"comes", {}, {error}, "0>1 +1 -0 ^0 v0"},
      {"goes", {error}, {}, "1>0 +0 -1 ^0 v0"},
      {"graver", {warning}, {error}, "1>1 +0 -0 ^1 v0"},
      {"milder", {error}, {warning}, "1>1 +0 -0 ^0 v1"},
      {"moves to another place", {error}, {elsewhere}, "1>1 +1 -1 ^0 v0"},
      {"twice at one place, then once", {error, warning}, {error}, "2>1 +0 -1 ^0 v0"},
      {"once at one place, then twice", {warning}, {warning, error}, "1>2 +1 -0 ^1 v0"},
  };
  for (const Row& row : rows) {
    TwoPolicies two;
    EXPECT_TRUE(two.add(result(row.before), result(row.after))) << row.what;
    EXPECT_EQ(moves(two.rule("FA1")), row.moves) << row.what;
  }
}

TEST(Compare, OnlyAnErrorForAnOfficialAccountStops) {
  TwoPolicies two;
  Result personal = result({finding("FA1", 0, 5, Severity::error)});
  personal.advice_only = true;
  two.add(result({}), personal);
  EXPECT_EQ(two.compare.comparison().stopped_to, 0U);
  two.add(result({}), result({finding("FA1", 0, 5, Severity::warning)}));
  EXPECT_EQ(two.compare.comparison().stopped_to, 0U);
  two.add(result({}), result({finding("FA1", 0, 5, Severity::error)}));
  EXPECT_EQ(two.compare.comparison().stopped_to, 1U);
  EXPECT_EQ(two.compare.comparison().stopped_from, 0U);
}

TEST(Compare, TheGravestFindingAndTheApproversOfDraftsAreCountedWithExamples) {
  TwoPolicies two(1);
  for (int i = 0; i < 2; ++i) {
    two.add(result({}, {{"press", "head"}}),
            result({finding("NEW", 0, 5, Severity::warning)}, {{"press", "head"}, {"head"}}));
  }
  two.add(result({finding("OLD", 0, 5, Severity::error)}), result({}));
  EXPECT_EQ(two.text(), R"(3 of 3 drafts would be reviewed otherwise
With an error, for an official account: 1 before, 0 after

Findings

  NEW Title of NEW (new): 0 before, 2 after; 2 come
      + d.jsonl:1  “Words” of a draft

  OLD Title of OLD (gone): 1 before, 0 after; 1 goes
      − d.jsonl:3  “Words” of a draft

The gravest finding of a draft

     2  was nothing found, now a warning
      · d.jsonl:1  “Words of a draft”

     1  was an error, now nothing found
      · d.jsonl:3  “Words of a draft”

Who approves a draft

     2  was Head or Press officer, now Head and Head or Press officer
      · d.jsonl:1  “Words of a draft”
)");
}

TEST(Compare, ApprovalsBeyondTheBoundAreCountedOnly) {
  TwoPolicies two(3, 1);
  EXPECT_TRUE(two.add(result({}), result({}, {{"press"}})));
  EXPECT_TRUE(two.add(result({}), result({}, {{"head"}})));
  EXPECT_TRUE(two.add(result({}), result({}, {{"press"}})));
  const Comparison comparison = two.compare.comparison();
  ASSERT_EQ(comparison.approvals.size(), 1U);
  EXPECT_EQ(comparison.approvals[0].count, 2U);
  EXPECT_EQ(comparison.other_approvals, 1U);
}

TEST(Compare, ExamplesAreAtMostFiveOfEachMove) {
  TwoPolicies two(99);
  for (int i = 0; i < 9; ++i) two.add(result({}), result({finding("NEW", 0, 5, Severity::info)}));
  EXPECT_EQ(two.rule("NEW").comes, 9U);
  EXPECT_EQ(two.rule("NEW").examples.size(), compare_examples_max);
}

TEST(Compare, ARuleThatNoPolicyNamesAndAPlaceBeyondTheTextDoNoHarm) {
  TwoPolicies two;
  EXPECT_TRUE(two.add(result({}), result({finding("LOST", 9, 999, Severity::info)})));
  EXPECT_EQ(two.rule("LOST").examples.at(0).at.context, "“Words of a draft”");
  EXPECT_EQ(two.rule("LOST").examples.at(0).words, "");
  EXPECT_NE(two.text().find("LOST"), std::string::npos);
}

TEST(Compare, AnExampleShowsTheWordsFoundInWhatStandsAroundThem) {
  const std::string long_start = "All through the long year that we have had we are ";
  const struct {
    std::string text;
    base::Span span;
    const char* context;
  } rows[] = {
      {"We are the best", {7, 15}, "We are “the best”"},
      {"We are the best.", {0, 2}, "“We” are the best."},
      {long_start + "the best", {50, 58}, "… year that we have had we are “the best”"},
      {std::string(60, 'x') + " best", {61, 65}, "… “best”"},
      {std::string(60, 'x') + "best", {60, 64}, "… xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx“best”"},
      {"éééééééééééééééééééé best", {41, 45}, "… “best”"},
      {"a", {0, 0}, "“a”"},
      {"", {0, 0}, "“”"},
  };
  for (const auto& row : rows) {
    TwoPolicies two;
    two.compare.add("d", draft(row.text), result({}),
                    result({finding("NEW", row.span.start, row.span.end, Severity::info)}));
    EXPECT_EQ(two.rule("NEW").examples.at(0).at.context, row.context);
  }
}

TEST(Compare, HostileWordsCannotDriveATerminal) {
  TwoPolicies two;
  two.compare.add("\x1b[2J", draft("\x1b[2J\xE2\x80\xAE"), result({}),
                  result({finding("NEW", 0, 0, Severity::info)}));
  EXPECT_EQ(two.text().find('\x1b'), std::string::npos);
  EXPECT_EQ(two.text().find("\xE2\x80\xAE"), std::string::npos);
}

TEST(Compare, JsonHoldsEverything) {
  TwoPolicies two;
  two.add(result({}), result({finding("NEW", 0, 5, Severity::error)}, {{"head"}}));
  EXPECT_EQ(compare_json(two.compare.comparison()),
            R"({"drafts":1,"changed":1,"stopped":{"from":0,"to":1},"rules":[)"
            R"({"rule":"NEW","from":0,"to":1,"comes":1,"goes":0,"graver":0,"milder":0,)"
            R"("examples":[{"move":"comes","draft":"d.jsonl:1","context":"“Words” of a draft",)"
            R"("words":"Words","message":"Told by NEW"}]},)"
            R"({"rule":"FA1","from":0,"to":0,"comes":0,"goes":0,"graver":0,"milder":0,)"
            R"("examples":[]},)"
            R"({"rule":"OLD","from":0,"to":0,"comes":0,"goes":0,"graver":0,"milder":0,)"
            R"("examples":[]}],)"
            R"("worst":[{"from":null,"to":"error","count":1,)"
            R"("examples":[{"draft":"d.jsonl:1","context":"“Words of a draft”"}]}],)"
            R"("approvals":[{"from":[],"to":["head"],"count":1,)"
            R"("examples":[{"draft":"d.jsonl:1","context":"“Words of a draft”"}]}],)"
            R"("other_approvals":0})");
}

TEST(Compare, NoDraftsIsSaid) { EXPECT_EQ(TwoPolicies().text(), "No drafts were reviewed\n"); }

}  // namespace
}  // namespace decorum::review
