#include "desk/sign_in.h"

#include <algorithm>

#include <gtest/gtest.h>
#include <liboath/oath.h>

#include "desk/people_for_test.h"
#include "desk/totp.h"

namespace decorum::desk {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

std::string code_of(const PeopleWorld& world, const std::string& person, std::string_view locked) {
  const std::string seed = world.vault.unlock(locked, "totp " + person).value();
  std::array<char, 7> code{};
  oath_totp_generate(seed.data(), seed.size(),
                     std::chrono::floor<seconds>(world.clock.now()).time_since_epoch().count(),
                     30, 0, 6, code.data());
  return code.data();
}

// Sets up codes for somebody, and gives their recovery codes.
std::vector<std::string> enrol(PeopleWorld& world, const std::string& person) {
  const auto begun = begin_totp(world.desk, world.vault, world.actor(person));
  EXPECT_TRUE(begun);
  const auto codes = confirm_totp(world.desk, world.vault, world.actor(person),
                                  {begun->seed, code_of(world, person, begun->seed)});
  EXPECT_TRUE(codes);
  world.clock.pass(minutes(2));
  return codes->codes;
}

TEST(SignIn, GivesASessionThatSaysWho) {
  PeopleWorld world;
  const auto in = world.sign_in("ada-min");
  ASSERT_TRUE(in);
  EXPECT_EQ(in->cookie.size(), 43u);
  const auto session = session_of(world.desk, in->cookie);
  ASSERT_TRUE(session);
  EXPECT_EQ(session->actor.id, "person:ada-min");
  EXPECT_TRUE(session->actor.can(Permission::administer));
  EXPECT_EQ(session->session.browser, "a browser");
  EXPECT_EQ(world.record("ada-min").signed_in_at, world.clock.now());
}

TEST(SignIn, TheAnswerIsTheSameWhateverWasWrong) {
  PeopleWorld world;
  const auto invited = add_person(world.desk, world.ada(), {"New", "new@example.org", ""});
  const std::string gone = world.add("Gone");
  ASSERT_TRUE(set_active(world.desk, world.ada(), gone, false));
  const std::string coded = world.add("Coded");
  enrol(world, coded);
  const std::string good(password_for_test);
  const SignIn tries[] = {{"ada@example.org", "wrong password", ""},
                          {"ada@example.org", "", ""},
                          {"nobody@example.org", good, ""},
                          {"", good, ""},
                          {"not an address", good, ""},
                          {"new@example.org", good, ""},
                          {"new@example.org", "", ""},
                          {world.record(gone).email, good, ""},
                          {world.record(coded).email, good, "000000"},
                          {world.record(coded).email, "wrong password", "000000"},
                          {world.record(coded).email, "wrong password", ""}};
  int i = 0;
  for (const SignIn& one : tries) {
    const auto answer = sign_in(world.desk, world.vault, world.slowdown, one,
                                {fmt::format("198.51.100.{}", ++i), ""});
    ASSERT_FALSE(answer) << one.email << " " << one.password;
    EXPECT_EQ(answer.error().why, Refusal::not_permitted);
    EXPECT_EQ(answer.error().what, "the address, the password or the code is wrong");
  }
}

TEST(SignIn, AsksForTheCodeOnlyOfWhoKnowsThePassword) {
  PeopleWorld world;
  enrol(world, "ada-min");
  const auto asked = world.sign_in("ada-min");
  ASSERT_FALSE(asked);
  EXPECT_EQ(asked.error().where, "/code");
  const std::string code = code_of(world, "ada-min", world.record("ada-min").totp);
  EXPECT_TRUE(world.sign_in("ada-min", "", code));
  EXPECT_FALSE(world.sign_in("ada-min", "", code)) << "a code is taken once";
}

TEST(SignIn, ASeedIsLockedWithTheNewestKey) {
  PeopleWorld world;
  enrol(world, "ada-min");
  Vault::add_key(world.keys.path);
  const Vault newer(world.keys.path);
  const std::string before = world.record("ada-min").totp;
  ASSERT_FALSE(newer.is_locked_with_newest(before));
  ASSERT_TRUE(sign_in(world.desk, newer, world.slowdown,
                      {"ada@example.org", std::string(password_for_test),
                       code_of(world, "ada-min", before)},
                      {"192.0.2.7", ""}));
  EXPECT_TRUE(newer.is_locked_with_newest(world.record("ada-min").totp));
}

TEST(SignIn, ARecoveryCodeIsGoodOnce) {
  PeopleWorld world;
  const auto codes = enrol(world, "ada-min");
  ASSERT_EQ(codes.size(), recovery_codes);
  EXPECT_TRUE(world.sign_in("ada-min", "", codes[3]));
  EXPECT_FALSE(world.sign_in("ada-min", "", codes[3]));
  std::string loud = codes[4];
  std::ranges::transform(loud, loud.begin(), [](unsigned char c) { return std::toupper(c); });
  EXPECT_TRUE(world.sign_in("ada-min", "", loud.substr(0, 4) + loud.substr(5)));
  EXPECT_EQ(world.record("ada-min").recovery.size(), recovery_codes - 2);
  for (const std::string& kept : world.record("ada-min").recovery) {
    EXPECT_TRUE(kept.starts_with("sha256:"));
  }
}

TEST(SignIn, CodesAreNotSetUpWithoutOne) {
  PeopleWorld world;
  const std::string rhea = world.add("Rhea");
  const auto begun = begin_totp(world.desk, world.vault, world.ada());
  const std::string code = code_of(world, "ada-min", begun->seed);
  EXPECT_EQ(confirm_totp(world.desk, world.vault, world.ada(), {begun->seed, "000000"})
                .error().where, "/code");
  EXPECT_EQ(confirm_totp(world.desk, world.vault, world.ada(), {"v1.made.up", code})
                .error().where, "/seed");
  EXPECT_EQ(confirm_totp(world.desk, world.vault, world.actor(rhea), {begun->seed, code})
                .error().where, "/seed") << "another person's";
  EXPECT_TRUE(world.record("ada-min").totp.empty());
}

TEST(SignIn, CodesGoWithThePasswordOrByAnAdministrator) {
  PeopleWorld world;
  const std::string rhea = world.add("Rhea");
  const std::string odo = world.add("Odo");
  enrol(world, rhea);
  const Actor own = world.actor(rhea);
  EXPECT_EQ(begin_totp(world.desk, world.vault, own).error().why, Refusal::already_so);
  EXPECT_EQ(remove_totp(world.desk, own, rhea, "wrong").error().where, "/password");
  EXPECT_EQ(remove_totp(world.desk, world.actor(odo), rhea, password_for_test).error().why,
            Refusal::not_found);
  EXPECT_TRUE(remove_totp(world.desk, own, rhea, password_for_test));
  EXPECT_EQ(remove_totp(world.desk, own, rhea, password_for_test).error().why,
            Refusal::already_so);
  enrol(world, rhea);
  EXPECT_TRUE(remove_totp(world.desk, world.ada(), rhea, ""));
  EXPECT_TRUE(world.sign_in(rhea));
}

TEST(Sessions, EndAfterTwelveHoursHoweverBusy) {
  PeopleWorld world;
  const auto in = world.sign_in("ada-min");
  for (int i = 0; i < 23; ++i) {
    world.clock.pass(minutes(31));
    EXPECT_TRUE(session_of(world.desk, in->cookie)) << i;
  }
  world.clock.pass(minutes(31));
  EXPECT_FALSE(session_of(world.desk, in->cookie));
}

TEST(Sessions, EndAfterAnHourWithoutUse) {
  PeopleWorld world;
  const auto in = world.sign_in("ada-min");
  world.clock.pass(minutes(59));
  EXPECT_TRUE(session_of(world.desk, in->cookie));
  world.clock.pass(minutes(60));
  EXPECT_FALSE(session_of(world.desk, in->cookie));
}

TEST(Sessions, AreFoundByTheirSecretAlone) {
  PeopleWorld world;
  const auto in = world.sign_in("ada-min");
  EXPECT_FALSE(session_of(world.desk, ""));
  EXPECT_FALSE(session_of(world.desk, random_token()));
  EXPECT_FALSE(session_of(world.desk, in->cookie + "A"));
  EXPECT_FALSE(session_of(world.desk, in->cookie.substr(1)));
  EXPECT_FALSE(session_of(world.desk, token_digest(in->cookie))) << "what the store has";
  EXPECT_FALSE(session_of(world.desk, base::to_text(in->session.id)));
}

TEST(Sessions, AreEndedByTheirPersonOrAnAdministrator) {
  PeopleWorld world;
  const std::string rhea = world.add("Rhea");
  const auto one = world.sign_in(rhea), two = world.sign_in(rhea), ada = world.sign_in("ada-min");
  EXPECT_EQ(end_session(world.desk, world.actor(rhea), ada->session.id).error().why,
            Refusal::not_found);
  EXPECT_TRUE(end_session(world.desk, world.actor(rhea), one->session.id));
  EXPECT_FALSE(session_of(world.desk, one->cookie));
  EXPECT_TRUE(session_of(world.desk, two->cookie));
  EXPECT_TRUE(end_session(world.desk, world.ada(), two->session.id));
  EXPECT_FALSE(session_of(world.desk, two->cookie));
  EXPECT_FALSE(end_session(world.desk, world.ada(), two->session.id));
}

TEST(Sessions, ANewPasswordEndsThem) {
  PeopleWorld world;
  const auto in = world.sign_in("ada-min");
  const std::string now(password_for_test), next(other_password_for_test);
  EXPECT_EQ(change_password(world.desk, world.ada(), {"wrong", next}).error().where, "/now");
  EXPECT_EQ(change_password(world.desk, world.ada(), {now, "password2026"}).error().where,
            "/password");
  EXPECT_TRUE(session_of(world.desk, in->cookie));
  EXPECT_TRUE(change_password(world.desk, world.ada(), {now, next}));
  EXPECT_FALSE(session_of(world.desk, in->cookie));
  EXPECT_FALSE(world.sign_in("ada-min"));
  EXPECT_TRUE(world.sign_in("ada-min", next));
}

TEST(Sessions, OfOnePersonAreBounded) {
  PeopleWorld world;
  const auto first = begin_session(world.desk, "ada-min", {});
  for (std::size_t i = 0; i < sessions_max; ++i) {
    world.clock.pass(seconds(1));
    begin_session(world.desk, "ada-min", {});
  }
  EXPECT_FALSE(session_of(world.desk, first.cookie));
  world.desk.store().read([&](store::Snapshot& in) {
    EXPECT_EQ(sessions_of(in, "ada-min").size(), sessions_max);
  });
}

TEST(Sessions, HaveACsrfTokenOfTheirOwn) {
  EXPECT_EQ(csrf_token("a").size(), 64u);
  EXPECT_NE(csrf_token("a"), csrf_token("b"));
  EXPECT_NE("sha256:" + csrf_token("a"), token_digest("a"));
}

TEST(Slowdown, MakesGuessersWaitLongerAndLonger) {
  Slowdown slowdown;
  base::Time now{hours(1000)};
  int last = 0;
  for (int i = 0; i < 12; ++i) {
    const int wait = slowdown.wait_s("192.0.2.1", "ada@example.org", now);
    EXPECT_GE(wait, last);
    last = wait;
    slowdown.failed("192.0.2.1", "ada@example.org", now);
  }
  EXPECT_GT(last, 60);
  EXPECT_EQ(slowdown.wait_s("192.0.2.1", "ada@example.org", now + seconds(900)), 0);
}

TEST(Slowdown, DoesNotLockOthersOut) {
  Slowdown slowdown;
  const base::Time now{hours(1000)};
  for (int i = 0; i < 500; ++i) slowdown.failed("192.0.2.1", "ada@example.org", now);
  EXPECT_GT(slowdown.wait_s("192.0.2.1", "ada@example.org", now), 0);
  EXPECT_GT(slowdown.wait_s("192.0.2.1", "odo@example.org", now), 0) << "one guesser";
  EXPECT_EQ(slowdown.wait_s("192.0.2.2", "ada@example.org", now), 0);
}

TEST(Slowdown, AnAddressOfIpv6StandsForItsNetwork) {
  Slowdown slowdown;
  const base::Time now{hours(1000)};
  for (int i = 0; i < 50; ++i) {
    slowdown.failed(fmt::format("2001:db8:1:2:{:x}::9", i + 1), "ada@example.org", now);
  }
  EXPECT_GT(slowdown.wait_s("2001:db8:1:2::77", "ada@example.org", now), 0);
  EXPECT_EQ(slowdown.wait_s("2001:db8:1:3::77", "ada@example.org", now), 0);
}

TEST(Slowdown, ForgetsAfterADayAndWithSuccess) {
  Slowdown slowdown;
  const base::Time now{hours(1000)};
  for (int i = 0; i < 10; ++i) slowdown.failed("192.0.2.1", "a@x", now);
  slowdown.succeeded("192.0.2.1", "a@x");
  EXPECT_EQ(slowdown.wait_s("192.0.2.1", "a@x", now), 0);
  for (int i = 0; i < 30; ++i) slowdown.failed("192.0.2.1", "a@x", now);
  slowdown.failed("192.0.2.1", "a@x", now + hours(25));
  EXPECT_EQ(slowdown.wait_s("192.0.2.1", "a@x", now + hours(25)), 0);
}

TEST(Slowdown, SignInsStopAtTheWaitAndGoOnAfterIt) {
  PeopleWorld world;
  int tries = 0;
  std::optional<Refused> no;
  for (; tries < 20; ++tries) {
    const auto answer = world.sign_in("ada-min", "wrong");
    no = answer.error();
    if (no->why == Refusal::too_many) break;
  }
  EXPECT_LT(tries, 10);
  EXPECT_EQ(no->why, Refusal::too_many);
  EXPECT_EQ(world.sign_in("ada-min").error().why, Refusal::too_many) << "nor the right one";
  EXPECT_TRUE(world.sign_in("ada-min", "", "", "192.0.2.99")) << "from elsewhere";
  world.clock.pass(minutes(15));
  EXPECT_TRUE(world.sign_in("ada-min"));
}

TEST(Slowdown, TheRecordTakesNoteOfSixtyAnHour) {
  Slowdown slowdown;
  const base::Time now{hours(1000)};
  int noted = 0;
  for (int i = 0; i < 1000; ++i) noted += slowdown.may_note(now) ? 1 : 0;
  EXPECT_EQ(noted, 60);
  EXPECT_TRUE(slowdown.may_note(now + hours(1)));
}

}  // namespace
}  // namespace decorum::desk
