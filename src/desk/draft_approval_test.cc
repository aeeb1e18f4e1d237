#include "desk/draft_approval.h"

#include <algorithm>
#include <map>

#include <gtest/gtest.h>

#include "desk/policy_for_test.h"

namespace decorum::desk {
namespace {

using Texts = std::vector<std::string>;

class DraftApproval : public ::testing::Test {
 protected:
  std::map<std::string, Texts, std::less<>> roles_{{"manager", {"mia"}},
                                                   {"press-officer", {"pip"}},
                                                   {"secretary", {"sue"}},
                                                   {"responder", {"ray", "rob"}},
                                                   {"legal-adviser", {"lee"}}};
  std::string no_sign_in_;
  const policy::Policy& policy_ = institute_for_test().policy;

  Lookup look() const {
    Lookup look;
    look.acting = [this](std::string_view role) {
      std::vector<Colleague> people;
      const auto found = roles_.find(role);
      if (found == roles_.end()) return people;
      for (const std::string& person : found->second) {
        people.push_back({.person = person, .name = person, .email = {}, .roles = {}, .may = {}});
        people.back().has_sign_in = person != no_sign_in_;
      }
      return people;
    };
    return look;
  }
  Actor person(std::string id) const {
    Actor actor;
    actor.id = "person:" + id;
    actor.person = id;
    for (const auto& [role, people] : roles_) {
      if (std::ranges::find(people, id) != people.end()) actor.roles.push_back(role);
    }
    return actor;
  }
  OrRefused<Texts> may(const std::vector<ApprovalNeed>& needs, const Texts& authors,
                       const Actor& actor) const {
    return may_approve(needs, authors, actor, policy_, look());
  }
};

const std::vector<ApprovalNeed> by_manager{{{"manager"}, "Sharp."}};
const std::vector<ApprovalNeed> two_needs{{{"legal-adviser", "secretary"}, "A claim."},
                                          {{"press-officer"}, "Quoted."}};

TEST_F(DraftApproval, IsGivenByAHolderOfARoleThatIsAsked) {
  EXPECT_EQ(may(by_manager, {"ray"}, person("mia")).value(), Texts{"manager"});
  EXPECT_EQ(may(two_needs, {"ray"}, person("sue")).value(), Texts{"secretary"});
}

TEST_F(DraftApproval, IsNeverGivenByAnybodyWhoWroteAVersion) {
  for (const Texts& authors : {Texts{"mia"}, Texts{"ray", "mia"}, Texts{"mia", "ray"}}) {
    const auto refused = may(by_manager, authors, person("mia"));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().why, Refusal::own_text);
  }
}

TEST_F(DraftApproval, IsNotGivenByOthersProgramsLinksOrTheDeskItself) {
  for (const char* id : {"rob", "pip", "sue", "nobody"}) {
    const auto refused = may(by_manager, {"ray"}, person(id));
    ASSERT_FALSE(refused) << id;
    EXPECT_EQ(refused.error().why, Refusal::not_permitted);
  }
  Actor program;
  program.id = "token:1";
  program.roles = {"manager"};
  EXPECT_EQ(may(by_manager, {"ray"}, program).error().why, Refusal::not_permitted);
  EXPECT_FALSE(may(by_manager, {"ray"}, machine()));
}

TEST_F(DraftApproval, OfNothingIsRefused) {
  EXPECT_EQ(may({}, {"ray"}, person("mia")).error().why, Refusal::not_permitted);
}

TEST_F(DraftApproval, GoesToADeputyWhereAllHoldersWroteIt) {
  EXPECT_EQ(may(by_manager, {"mia"}, person("pip")).value(), Texts{"manager"});
  // The first deputy role that has somebody, not the next.
  EXPECT_FALSE(may(by_manager, {"mia"}, person("sue")));
  EXPECT_EQ(may(by_manager, {"mia", "pip"}, person("sue")).value(), Texts{"manager"});
  // While a holder may, no deputy does.
  EXPECT_FALSE(may(by_manager, {"ray"}, person("pip")));
}

TEST_F(DraftApproval, DoesNotWaitForSomebodyWhoCannotSignIn) {
  no_sign_in_ = "mia";
  EXPECT_EQ(approvers_for(by_manager[0], {"ray"}, policy_, look()).at(0).person, "pip");
  EXPECT_EQ(may(by_manager, {"ray"}, person("pip")).value(), Texts{"manager"});
}

TEST_F(DraftApproval, ListsEverybodyWhoMayOnceEach) {
  roles_["secretary"] = {"lee", "sue"};
  const auto people = approvers_for(two_needs[0], {"ray"}, policy_, look());
  ASSERT_EQ(people.size(), 2u);
  EXPECT_EQ(people[0].person, "lee");
  EXPECT_EQ(people[1].person, "sue");
  EXPECT_TRUE(approvers_for({{"no-such-role"}, ""}, {}, policy_, look()).empty());
}

TEST_F(DraftApproval, SettlesEveryNeedThatNamesOneOfItsRoles) {
  EXPECT_EQ(open_needs(two_needs, {}), two_needs);
  EXPECT_EQ(open_needs(two_needs, {{"sue", {"secretary"}}}),
            std::vector<ApprovalNeed>{two_needs[1]});
  EXPECT_EQ(open_needs(two_needs, {{"mia", {"manager"}}}), two_needs);
  EXPECT_TRUE(open_needs(two_needs, {{"sue", {"secretary"}}, {"pip", {"press-officer"}}}).empty());
  EXPECT_TRUE(open_needs(two_needs, {{"eve", {"press-officer", "legal-adviser"}}}).empty());
}

}  // namespace
}  // namespace decorum::desk
