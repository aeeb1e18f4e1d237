#include "desk/people.h"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "desk/link.h"
#include "desk/people_for_test.h"

namespace decorum::desk {
namespace {

using std::chrono::days;

TEST(FirstSetUp, MakesTheFirstAdministratorOnce) {
  PeopleWorld world(false);
  const auto secret = first_set_up(world.desk);
  ASSERT_TRUE(secret);
  const desk::SetUp request{"Ada Min", "Ada@Example.org", std::string(password_for_test)};
  const auto ada = set_up(world.desk, *secret, request);
  ASSERT_TRUE(ada);
  EXPECT_EQ(ada->email, "ada@example.org");
  EXPECT_TRUE(world.actor(ada->id).can(Permission::administer));
  EXPECT_FALSE(world.actor(ada->id).can(Permission::see_cases));

  EXPECT_EQ(set_up(world.desk, *secret, request).error().why, Refusal::too_late);
  EXPECT_EQ(first_set_up(world.desk), std::nullopt);
}

TEST(FirstSetUp, ANewLinkEndsTheOneBefore) {
  PeopleWorld world(false);
  const auto old = first_set_up(world.desk);
  const auto fresh = first_set_up(world.desk);
  const desk::SetUp request{"Ada", "ada@example.org", std::string(password_for_test)};
  EXPECT_EQ(set_up(world.desk, *old, request).error().why, Refusal::too_late);
  EXPECT_TRUE(set_up(world.desk, *fresh, request));
}

TEST(FirstSetUp, IsRefusedWithoutItsLinkOrWithBadWords) {
  PeopleWorld world(false);
  const auto secret = first_set_up(world.desk);
  const std::string good(password_for_test);
  EXPECT_EQ(set_up(world.desk, "", {"Ada", "a@example.org", good}).error().why,
            Refusal::too_late);
  EXPECT_EQ(set_up(world.desk, random_token(), {"Ada", "a@example.org", good}).error().why,
            Refusal::too_late);
  EXPECT_EQ(set_up(world.desk, *secret, {"Ada", "example.org", good}).error().where, "/email");
  EXPECT_EQ(set_up(world.desk, *secret, {"Ada", "a@example.org", "short"}).error().where,
            "/password");
  world.clock.pass(days(31));
  EXPECT_EQ(set_up(world.desk, *secret, {"Ada", "a@example.org", good}).error().why,
            Refusal::too_late);
}

TEST(FirstSetUp, ALinkForAPasswordDoesNotSetUp) {
  PeopleWorld world;
  const auto added = add_person(world.desk, world.ada(), {"Rhea", "r@example.org", ""});
  const desk::SetUp request{"Eve", "eve@example.org", std::string(password_for_test)};
  EXPECT_EQ(set_up(world.desk, added->secret, request).error().why, Refusal::too_late);
}

TEST(People, EmailAddressesAreComparedInSmallLetters) {
  EXPECT_EQ(plain_email("Ada.Min@Example.ORG"), "ada.min@example.org");
  for (const std::string_view wrong :
       {"", "ada", "@example.org", "ada@", "a b@example.org", "ada@example.org\r\nBcc: x@y",
        "ada@x,eve@x", "<ada@example.org>", "ada@example.org;"}) {
    EXPECT_EQ(plain_email(wrong), "") << wrong;
  }
  EXPECT_EQ(plain_email(std::string(320, 'a') + "@example.org"), "");
}

TEST(People, OnlyAnAdministratorChangesThem) {
  PeopleWorld world;
  const std::string rhea = world.add("Rhea Sund", "manager");
  const Actor actor = world.actor(rhea);
  EXPECT_EQ(add_person(world.desk, actor, {"Eve", "e@example.org", ""}).error().why,
            Refusal::not_permitted);
  EXPECT_EQ(invite_again(world.desk, actor, "ada-min").error().why, Refusal::not_permitted);
  EXPECT_EQ(set_active(world.desk, actor, "ada-min", false).error().why, Refusal::not_permitted);
  EXPECT_EQ(give_role(world.desk, actor, {"", rhea, "administrator", world.day(), {}}).error().why,
            Refusal::not_permitted);
  EXPECT_EQ(put_absence(world.desk, actor, {"", "ada-min", world.day(), world.day()}).error().why,
            Refusal::not_permitted);
  EXPECT_TRUE(put_absence(world.desk, actor, {"", rhea, world.day(), world.day()}));
}

TEST(People, AddingIsRefused) {
  PeopleWorld world;
  const Actor ada = world.ada();
  EXPECT_EQ(add_person(world.desk, ada, {"Eve", "no address", ""}).error().where, "/email");
  EXPECT_EQ(add_person(world.desk, ada, {"Eve", "ADA@example.org", ""}).error().why,
            Refusal::already_so);
  EXPECT_EQ(add_person(world.desk, ada, {"Eve", "e@example.org", "ada-min"}).error().where, "/id");
  for (const char* id : {"Eve", "-eve", "eve-", "e ve", "eve/..", "\xC3\xA9ve"}) {
    EXPECT_EQ(add_person(world.desk, ada, {"Eve", "e@example.org", id}).error().where, "/id") << id;
  }
}

TEST(People, ANamesakeDoesNotComeToThePolicysRoles) {
  PeopleWorld world;
  const auto namesake =
      add_person(world.desk, world.ada(), {"Callum Oduya", "another@example.org", ""});
  EXPECT_EQ(namesake->person.id, "callum-oduya-2");
  EXPECT_TRUE(world.actor(namesake->person.id).may.none());
  const auto callum =
      add_person(world.desk, world.ada(), {"Callum", "callum.oduya@example.org", ""});
  EXPECT_EQ(callum->person.id, "callum-oduya");
  EXPECT_TRUE(world.actor("callum-oduya").has_role("responder"));
}

TEST(People, AnInvitationSetsAPasswordOnceAndInTime) {
  PeopleWorld world;
  const auto added = add_person(world.desk, world.ada(), {"Rhea", "r@example.org", ""});
  const SetPassword wish{std::string(password_for_test)};
  EXPECT_EQ(set_password(world.desk, added->secret, {"short"}).error().where, "/password");
  EXPECT_EQ(set_password(world.desk, "", wish).error().why, Refusal::too_late);
  EXPECT_TRUE(set_password(world.desk, added->secret, wish));
  EXPECT_EQ(set_password(world.desk, added->secret, wish).error().why, Refusal::too_late);

  const auto again = invite_again(world.desk, world.ada(), added->person.id);
  const auto newest = invite_again(world.desk, world.ada(), added->person.id);
  EXPECT_EQ(set_password(world.desk, again->secret, wish).error().why, Refusal::too_late);
  world.clock.pass(days(7));
  EXPECT_EQ(set_password(world.desk, newest->secret, wish).error().why, Refusal::too_late);
}

TEST(People, ALinkByMailIsNotShown) {
  PeopleWorld world;
  const auto added =
      add_person(world.desk, world.ada(), {"Rhea", "r@example.org", "", /*by_mail=*/true});
  ASSERT_TRUE(added);
  EXPECT_EQ(added->secret, "");
  world.desk.store().read([&](store::Snapshot& in) {
    const auto mails = in.outbox_due(world.clock.now(), 10);
    ASSERT_EQ(mails.size(), 1u);
    EXPECT_NE(mails[0].payload.find("\"to\":\"person:rhea\""), std::string::npos);
  });
}

TEST(People, AForgottenPasswordSendsOneMailInTenMinutesAndOnlyToOurs) {
  PeopleWorld world;
  const auto mails = [&] {
    std::size_t count = 0;
    world.desk.store().read(
        [&](store::Snapshot& in) { count = in.outbox_due(world.clock.now(), 100).size(); });
    return count;
  };
  ask_reset(world.desk, "nobody@example.org");
  ask_reset(world.desk, "");
  EXPECT_EQ(mails(), 0u);
  for (int i = 0; i < 5; ++i) ask_reset(world.desk, "Ada@example.org");
  EXPECT_EQ(mails(), 1u);
  world.clock.pass(reset_every);
  ask_reset(world.desk, "ada@example.org");
  EXPECT_EQ(mails(), 2u);
}

TEST(People, TheLastAdministratorStays) {
  PeopleWorld world;
  world.add("Rhea Sund", "manager");
  EXPECT_EQ(set_active(world.desk, world.ada(), "ada-min", false).error().why,
            Refusal::last_administrator);
  std::string held;
  world.desk.store().read([&](store::Snapshot& in) { held = roles_held(in).front().id; });
  EXPECT_EQ(end_role(world.desk, world.ada(), held).error().why, Refusal::last_administrator);

  // Somebody who was invited and has not set a password could not take over.
  const auto kim = add_person(world.desk, world.ada(), {"Kim", "kim@example.org", ""});
  ASSERT_TRUE(give_role(world.desk, world.ada(),
                        {"", kim->person.id, "administrator", world.day(), {}}));
  EXPECT_EQ(end_role(world.desk, world.ada(), held).error().why, Refusal::last_administrator);
  ASSERT_TRUE(set_password(world.desk, kim->secret, {std::string(password_for_test)}));
  EXPECT_TRUE(end_role(world.desk, world.ada(), held));
  EXPECT_FALSE(world.ada().can(Permission::administer));
}

TEST(People, AnAdministrationThatRunsOutIsKnownBefore) {
  PeopleWorld world;
  const auto ends = [&] {
    std::optional<std::chrono::sys_days> day;
    world.desk.store().read([&](store::Snapshot& in) {
      day = administration_ends(in, *world.desk.in_use(), world.clock.now());
    });
    return day;
  };
  EXPECT_EQ(ends(), std::nullopt);
  ASSERT_TRUE(put_absence(world.desk, world.ada(),
                          {"", "ada-min", world.day() + days(10), world.day() + days(12)}));
  EXPECT_EQ(ends(), world.day() + days(9));
  const std::string kim = world.add("Kim Ro", "administrator");
  EXPECT_EQ(ends(), std::nullopt);
}

TEST(Roles, LastFromADayToADay) {
  PeopleWorld world;
  const std::string rhea = world.add("Rhea Sund");
  EXPECT_TRUE(world.actor(rhea).may.none());
  ASSERT_TRUE(give_role(world.desk, world.ada(),
                        {"", rhea, "manager", world.day() + days(1), world.day() + days(2)}));
  for (const bool has : {false, true, true, false, false}) {
    EXPECT_EQ(world.actor(rhea).has_role("manager"), has)
        << base::format_rfc3339(world.clock.now());
    world.clock.pass(days(1));
  }
}

TEST(Roles, GivingIsRefused) {
  PeopleWorld world;
  const Actor ada = world.ada();
  EXPECT_EQ(give_role(world.desk, ada, {"", "ada-min", "king", world.day(), {}}).error().where,
            "/role");
  EXPECT_EQ(give_role(world.desk, ada, {"", "nobody", "manager", world.day(), {}}).error().where,
            "/person");
  EXPECT_EQ(give_role(world.desk, ada, {"", "ada-min", "manager", world.day(),
                                        world.day() - days(1)}).error().where, "/until");
  EXPECT_EQ(end_role(world.desk, ada, "0sbw2xwh00001").error().why, Refusal::not_found);
}

TEST(Roles, WhatEndedIsNotEndedLater) {
  PeopleWorld world;
  const std::string rhea = world.add("Rhea Sund");
  const auto held = give_role(world.desk, world.ada(), {"", rhea, "manager", world.day(),
                                                        world.day() + days(1)});
  world.clock.pass(days(10));
  EXPECT_EQ(end_role(world.desk, world.ada(), held->id).error().why, Refusal::already_so);
}

TEST(Roles, WhoIsAwayOrInactiveDoesNotAct) {
  PeopleWorld world;
  const std::string rhea = world.add("Rhea Sund", "manager");
  ASSERT_TRUE(put_absence(world.desk, world.ada(),
                          {"", rhea, world.day(), world.day() + days(1)}));
  EXPECT_FALSE(world.actor(rhea).has_role("manager"));
  world.clock.pass(days(2));
  EXPECT_TRUE(world.actor(rhea).has_role("manager"));
  ASSERT_TRUE(set_active(world.desk, world.ada(), rhea, false));
  EXPECT_EQ(world.actor(rhea).id, "");
  EXPECT_EQ(set_active(world.desk, world.ada(), rhea, false).error().why, Refusal::already_so);
}

TEST(People, WhoLeavesLosesSessionsTokensAndLinks) {
  PeopleWorld world;
  const std::string rhea = world.add("Rhea Sund", "manager");
  const auto in = world.sign_in(rhea);
  const auto token = make_token(world.desk, world.actor(rhea),
                                {"script", {Permission::see_cases}, world.clock.now() + days(9)});
  const auto link = invite_again(world.desk, world.ada(), rhea);
  ASSERT_TRUE(in && token && link);
  ASSERT_TRUE(set_active(world.desk, world.ada(), rhea, false));
  EXPECT_FALSE(world.sign_in(rhea));
  EXPECT_EQ(invite_again(world.desk, world.ada(), rhea).error().why, Refusal::wrong_state);
  ASSERT_TRUE(set_active(world.desk, world.ada(), rhea, true));
  EXPECT_EQ(session_of(world.desk, in->cookie), std::nullopt);
  EXPECT_EQ(token_actor(world.desk, token->secret), std::nullopt);
  EXPECT_FALSE(set_password(world.desk, link->secret, {std::string(password_for_test)}));
}

// Whatever is given, ended and noted: nobody has a permission that no role of today gives them.
TEST(Roles, NobodyEverHasAPermissionThatNoRoleGives) {
  PeopleWorld world;
  std::mt19937 random(20261127);
  const auto pick = [&](std::size_t count) {
    return std::uniform_int_distribution<std::size_t>(0, count - 1)(random);
  };
  std::vector<std::string> ids;
  for (const char* name : {"Rhea", "Kim", "Odo"}) {
    ids.push_back(add_person(world.desk, world.ada(), {name, std::string(name) + "@x.example", ""})
                      ->person.id);
  }
  const std::vector<policy::Role>& roles = institute_for_test().policy.roles.roles;
  std::vector<RoleHeld> model;
  for (int turn = 0; turn < 200; ++turn) {
    const std::string& id = ids[pick(ids.size())];
    const auto from = world.day() + days(static_cast<int>(pick(7)) - 3);
    if (pick(4) != 0 || model.empty()) {
      const auto given = give_role(world.desk, world.ada(),
                                   {"", id, roles[pick(roles.size())].id, from, from + days(2)});
      ASSERT_TRUE(given);
      model.push_back(*given);
    } else {
      RoleHeld& one = model[pick(model.size())];
      if (const auto ended = end_role(world.desk, world.ada(), one.id)) one = *ended;
    }
    if (pick(8) == 0) world.clock.pass(days(1));
    for (const std::string& who : ids) {
      Permissions most;
      for (const RoleHeld& one : model) {
        const bool is_today = one.person == who && one.from <= world.day() &&
                              world.day() <= *one.until;
        // Who holds a role may stand in for another whose deputy it is.
        if (!is_today) continue;
        most |= permissions_of(one.role);
        for (const policy::Role& other : roles) {
          if (institute_for_test().policy.roles.acting(other.id, world.day()).empty()) {
            most |= permissions_of(other.id);
          }
        }
      }
      const Actor actor = world.actor(who);
      EXPECT_TRUE((actor.may & ~most).none()) << who << " on turn " << turn;
    }
  }
}

TEST(People, NoNameAndNoAddressStandsInTheRecord) {
  PeopleWorld world;
  const std::string rhea = world.add("Rhea Sundqvist", "manager");
  ASSERT_TRUE(world.sign_in(rhea));
  EXPECT_FALSE(world.sign_in(rhea, "wrong"));
  const std::string events = world.all_events();
  for (const std::string_view text : {"Sundqvist", "@", "192.0.2.7", "argon2", "a browser"}) {
    EXPECT_EQ(events.find(text), std::string::npos) << text;
  }
  const std::vector<std::string> kinds{"person-added", "role-given",  "person-added",
                                       "password-set", "role-given",  "signed-in",
                                       "sign-in-refused"};
  EXPECT_EQ(world.kinds(), kinds);
}

}  // namespace
}  // namespace decorum::desk
