#include "desk/draft_review.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "desk/policy_for_test.h"

namespace decorum::desk {
namespace {

using Texts = std::vector<std::string>;

class DraftReviewTest : public ::testing::Test {
 protected:
  ReviewTools tools_{institute_for_test().policy, institute_for_test().sites, rulebook_for_test()};
  review::Scratch scratch_;

  static post::Draft draft(std::string text, std::string account = "main") {
    post::Draft draft;
    draft.text = std::move(text);
    draft.account = std::move(account);
    return draft;
  }
  DraftReview look(const post::Draft& draft, const Texts& outcomes = {}) {
    return review_draft(tools_, draft, outcomes, {}, scratch_);
  }
};

constexpr const char* plain = "Thank you for asking. The library is open until six today.";

TEST_F(DraftReviewTest, OfAPlainTextFindsNothingInItsWayAndSaysThatThisIsNoApproval) {
  const DraftReview seen = look(draft(plain));
  EXPECT_EQ(seen.obstacles, Texts{});
  EXPECT_EQ(seen.needs, std::vector<ApprovalNeed>{});
  EXPECT_EQ(seen.tips, Texts{});
  EXPECT_EQ(seen.policy, tools_.policy.hash);
  EXPECT_NE(seen.findings.find("\"note\""), std::string::npos);
  EXPECT_EQ(seen.length.site, "x");
}

struct Blocked {
  std::string_view name, text, says;
};
class Obstacle : public DraftReviewTest, public ::testing::WithParamInterface<Blocked> {};

TEST_P(Obstacle, IsTold) {
  const DraftReview seen = look(draft(std::string(GetParam().text)));
  ASSERT_FALSE(seen.obstacles.empty());
  EXPECT_TRUE(std::ranges::any_of(seen.obstacles, [&](const std::string& sentence) {
    return sentence.find(GetParam().says) != std::string::npos;
  })) << seen.obstacles.front();
}

INSTANTIATE_TEST_SUITE_P(
    Drafts, Obstacle,
    ::testing::Values(Blocked{"Empty", "", "no text"},
                      Blocked{"AnOpenField", "Thank you, {author}.", "braces: author"},
                      Blocked{"TwoOpenFields", "{team} answers by {deadline}.", "team, deadline"},
                      Blocked{"PersonalData", "Your NHS number is 943 476 5919.", "by the policy"}),
    [](const auto& one) { return std::string(one.param.name); });

TEST_F(DraftReviewTest, OfATextThatTheSiteDoesNotTakeTellsSo) {
  const DraftReview seen = look(draft(std::string(281, 'a')));
  EXPECT_FALSE(seen.length.valid);
  EXPECT_FALSE(seen.obstacles.empty());
}

TEST_F(DraftReviewTest, OfAnAccountThatDoesNotExistTellsWhichThereAre) {
  const DraftReview seen = look(draft(plain, "no-such-account"));
  ASSERT_EQ(seen.obstacles.size(), 1u);
  EXPECT_NE(seen.obstacles[0].find("main"), std::string::npos);
}

TEST_F(DraftReviewTest, OnlyAdvisesOnAPersonalAccount) {
  post::Draft personal = draft("Your NHS number is 943 476 5919.", "");
  personal.site = "x";
  personal.capacity = post::Capacity::personal;
  const DraftReview seen = look(personal);
  EXPECT_GT(seen.errors, 0);
  EXPECT_EQ(seen.obstacles, Texts{});
}

TEST_F(DraftReviewTest, LetsAFindingStandWithAReason) {
  post::Draft let = draft("Your NHS number is 943 476 5919.");
  const std::int64_t before = look(let).errors;
  let.suppress.push_back({.rule = "PII1", .reason = "An invented number, in a course.", .by = {},
                          .words = "943 476 5919", .span = {}});
  EXPECT_LT(look(let).errors, before);
}

TEST_F(DraftReviewTest, AsksWhomTheAccountTheRulesAndTheOutcomeName) {
  const DraftReview chief = look(draft(plain, "chief"));
  ASSERT_EQ(chief.needs.size(), 1u);  // the rule and the account name the same
  EXPECT_EQ(chief.needs[0].by, Texts{"press-officer"});
  EXPECT_NE(chief.needs[0].why.find("read as ours"), std::string::npos);
  EXPECT_NE(chief.needs[0].why.find("has everything approved"), std::string::npos);
  const DraftReview facts = look(draft(plain), {"post-the-facts"});
  ASSERT_EQ(facts.needs.size(), 1u);
  EXPECT_EQ(facts.needs[0].by, (Texts{"press-officer", "manager"}));
  const DraftReview both = look(draft(plain, "press"), {"post-the-facts", "no-such-outcome"});
  EXPECT_EQ(both.needs.size(), 2u);
}

TEST_F(DraftReviewTest, AsksForTheTipsOfAllOutcomesInThePolicysOrder) {
  EXPECT_EQ(look(draft(plain), {"respond"}).tips,
            (Texts{"honest", "positive", "timely", "informative", "tone"}));
  EXPECT_EQ(look(draft(plain), {"route-language", "research", "no-such-outcome"}).tips,
            (Texts{"honest", "informative", "tone"}));
}

TEST_F(DraftReviewTest, MeasuresOneTextForTheSitesOfSeveralAccounts) {
  const auto lengths = lengths_on(tools_, plain, {"main", "no-such-account", "page"});
  ASSERT_EQ(lengths.size(), 2u);
  EXPECT_EQ(lengths[0].site, "x");
  EXPECT_EQ(lengths[1].site, "facebook");
}

}  // namespace
}  // namespace decorum::desk
