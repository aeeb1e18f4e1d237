#include <gtest/gtest.h>

#include "desk/people_for_test.h"

namespace decorum::desk {
namespace {

using std::chrono::days;

struct Tokens : testing::Test {
  OrRefused<MadeToken> make(std::vector<Permission> scopes, base::Duration lasts = days(30)) {
    return make_token(world.desk, world.actor(rhea),
                      {"a script", std::move(scopes), world.clock.now() + lasts});
  }

  PeopleWorld world;
  std::string rhea = world.add("Rhea Sund", "brand-reviewer");
};

TEST_F(Tokens, SpeakForTheirOwnerWithinTheirScopes) {
  const auto made = make({Permission::see_cases});
  ASSERT_TRUE(made);
  EXPECT_TRUE(made->secret.starts_with("decorum_"));
  const auto actor = token_actor(world.desk, made->secret);
  ASSERT_TRUE(actor);
  EXPECT_EQ(actor->id, "token:" + base::to_text(made->token.id));
  EXPECT_EQ(actor->person, "");
  EXPECT_EQ(actor->may.count(), 1u);
  EXPECT_TRUE(actor->can(Permission::see_cases));
}

TEST_F(Tokens, NeverDoMoreThanTheirOwnerNow) {
  const auto made = make({Permission::see_cases, Permission::approve});
  std::string held;
  world.desk.store().read([&](store::Snapshot& in) { held = roles_held(in).back().id; });
  ASSERT_TRUE(end_role(world.desk, world.ada(), held));
  const auto actor = token_actor(world.desk, made->secret);
  ASSERT_TRUE(actor);
  EXPECT_TRUE(actor->may.none());
}

TEST_F(Tokens, MakingIsRefused) {
  EXPECT_EQ(make({}).error().where, "/scopes");
  EXPECT_EQ(make({Permission::see_cases, Permission::administer}).error().where, "/scopes/1");
  EXPECT_EQ(make({Permission::intake}).error().why, Refusal::not_permitted);
  EXPECT_EQ(make({Permission::act}, days(0)).error().where, "/until");
  EXPECT_EQ(make({Permission::act}, -days(1)).error().where, "/until");
  EXPECT_EQ(make({Permission::act}, days(367)).error().where, "/until");
}

TEST_F(Tokens, MakeNoTokens) {
  const auto made = make({Permission::see_cases});
  const auto actor = token_actor(world.desk, made->secret);
  EXPECT_EQ(make_token(world.desk, *actor, {"more", {Permission::see_cases},
                                            world.clock.now() + days(1)}).error().why,
            Refusal::not_permitted);
}

TEST_F(Tokens, AreOverAtTheirTime) {
  const auto made = make({Permission::see_cases}, days(2));
  world.clock.pass(days(2));
  EXPECT_EQ(token_actor(world.desk, made->secret), std::nullopt);
}

TEST_F(Tokens, OtherTextIsNone) {
  const auto made = make({Permission::see_cases});
  std::string changed = made->secret;
  changed.back() = changed.back() == '0' ? '1' : '0';
  for (const std::string& text :
       {std::string(), std::string("decorum_"), std::string("decorum_abc"), changed,
        made->secret.substr(8), made->secret + "0", token_digest(made->secret),
        base::to_text(made->token.id)}) {
    EXPECT_EQ(token_actor(world.desk, text), std::nullopt) << text;
  }
}

TEST_F(Tokens, AreEndedByTheirOwnerOrAnAdministrator) {
  const auto one = make({Permission::see_cases}), two = make({Permission::see_cases});
  const std::string odo = world.add("Odo", "manager");
  EXPECT_EQ(end_token(world.desk, world.actor(odo), one->token.id).error().why,
            Refusal::not_found);
  EXPECT_TRUE(end_token(world.desk, world.actor(rhea), one->token.id));
  EXPECT_TRUE(end_token(world.desk, world.ada(), two->token.id));
  EXPECT_EQ(token_actor(world.desk, one->secret), std::nullopt);
  EXPECT_EQ(token_actor(world.desk, two->secret), std::nullopt);
  EXPECT_FALSE(end_token(world.desk, world.ada(), two->token.id));
}

TEST_F(Tokens, RememberWhenTheyWereUsed) {
  const auto made = make({Permission::see_cases});
  world.clock.pass(std::chrono::hours(2));
  token_actor(world.desk, made->secret);
  world.desk.store().read([&](store::Snapshot& in) {
    ASSERT_EQ(tokens_of(in, rhea).size(), 1u);
    EXPECT_EQ(tokens_of(in, rhea)[0].used_at, world.clock.now());
  });
}

TEST_F(Tokens, AnAdministratorsProgramMayBringPostsIn) {
  const auto made = make_token(world.desk, world.ada(), {"intake", {Permission::intake},
                                                         world.clock.now() + days(9)});
  ASSERT_TRUE(made);
  const auto actor = token_actor(world.desk, made->secret);
  ASSERT_TRUE(actor);
  EXPECT_TRUE(actor->can(Permission::intake));
  EXPECT_FALSE(actor->can(Permission::administer));
}

}  // namespace
}  // namespace decorum::desk
