// hold, release, not-me, assign, unassign.
#include "desk/act_for_test.h"

namespace decorum::desk {
namespace {

using namespace std::chrono_literals;

class Holding : public ::testing::Test {
 protected:
  void is_held_by(const Actor& actor, base::Duration since) {
    world.one.holding = cases::Holding{actor.id, world.now - since};
  }
  Colleague& colleague(std::string_view person) {
    for (Colleague& one : world.colleagues) {
      if (one.person == person) return one;
    }
    ADD_FAILURE() << person;
    return world.colleagues.front();
  }
  World world;
};

TEST_F(Holding, A_free_case_is_taken) {
  const auto acted = world.act(world.ana, "hold");
  EXPECT_EQ(words(acted), "done: held");
  EXPECT_EQ(only<cases::Held>(acted).taken_from, "");
}

TEST_F(Holding, Another_is_named_and_since_when) {
  is_held_by(world.ben, 5min);
  world.seen[world.ben.id] = world.now - 59s;
  EXPECT_TRUE(is_refused(world.act(world.ana, "hold"), Refusal::held_by_another,
                         "Ben Sample has been at it since 09:55 on 27 November 2026"));
}

TEST_F(Holding, It_is_taken_over_with_consent) {
  is_held_by(world.ben, 5s);
  const auto acted = world.act(world.ana, "hold", R"({"consent":true})");
  EXPECT_EQ(words(acted), "done: released held");
  EXPECT_EQ(only<cases::Released>(acted).cause, "taken-over");
  EXPECT_EQ(only<cases::Held>(acted).taken_from, world.ben.id);
  EXPECT_TRUE(only<cases::Held>(acted).consent);
}

TEST_F(Holding, It_is_taken_over_after_a_minute_of_silence) {
  is_held_by(world.ben, 1h);
  world.seen[world.ben.id] = world.now - 60s;
  const auto acted = world.act(world.ana, "hold");
  EXPECT_FALSE(only<cases::Held>(acted).consent);
  EXPECT_EQ(only<cases::Held>(acted).taken_from, world.ben.id);
}

// A look at the case from before it was held is no sign that they are gone.
TEST_F(Holding, Silence_begins_with_the_holding) {
  is_held_by(world.ben, 59s);
  world.seen[world.ben.id] = world.now - 2h;
  EXPECT_TRUE(is_refused(world.act(world.ana, "hold"), Refusal::held_by_another));
}

TEST_F(Holding, Who_leads_need_not_wait) {
  is_held_by(world.ben, 5s);
  EXPECT_TRUE(world.act(world.meg, "hold"));
}

TEST_F(Holding, Holding_twice_changes_nothing) {
  is_held_by(world.ana, 5s);
  EXPECT_TRUE(is_refused(world.act(world.ana, "hold"), Refusal::already_so));
}

TEST_F(Holding, A_program_is_never_at_a_case) {
  Actor program = world.ana;
  program.id = "token:0001";
  program.person.clear();
  EXPECT_TRUE(is_refused(world.act(program, "hold"), Refusal::not_permitted));
}

TEST_F(Holding, A_done_case_is_not_held) {
  world.one.state = cases::State::done;
  EXPECT_TRUE(is_refused(world.act(world.ana, "hold"), Refusal::case_is_done));
}

TEST_F(Holding, Only_the_holder_and_who_leads_let_go) {
  EXPECT_TRUE(is_refused(world.act(world.ana, "release"), Refusal::already_so));
  is_held_by(world.ben, 5s);
  EXPECT_TRUE(is_refused(world.act(world.ana, "release"), Refusal::not_yours, "Ben Sample"));
  EXPECT_EQ(only<cases::Released>(world.act(world.ben, "release")).cause, "left");
  EXPECT_TRUE(world.act(world.meg, "release"));
}

TEST_F(Holding, Not_me_gives_the_case_back_and_keeps_no_reason) {
  EXPECT_TRUE(is_refused(world.act(world.ana, "not-me"), Refusal::already_so));
  is_held_by(world.ana, 5s);
  EXPECT_EQ(words(world.act(world.ana, "not-me")), "done: released");
  world.one.assigned = "ana";
  const auto acted = world.act(world.ana, "not-me");
  EXPECT_EQ(words(acted), "done: released assigned");
  EXPECT_EQ(only<cases::Assigned>(acted).to, "");
  EXPECT_TRUE(is_refused(world.act(world.ben, "not-me"), Refusal::already_so));
  EXPECT_TRUE(is_refused(world.act(world.ana, "not-me", R"({"reason":"no"})"),
                         Refusal::bad_request));
  EXPECT_TRUE(world.keeper.texts.empty());
}

TEST_F(Holding, A_case_is_given_to_a_colleague) {
  const auto acted = world.act(world.ana, "assign", R"({"to":"ben","reason":"Knows her"})");
  EXPECT_EQ(only<cases::Assigned>(acted).to, "ben");
  EXPECT_EQ(world.keeper.text(*only<cases::Assigned>(acted).reason), "Knows her");
  ASSERT_EQ(acted->mails.size(), 1u);
  EXPECT_EQ(acted->mails[0].to, "person:ben");
  EXPECT_TRUE(world.act(world.ana, "assign", R"({"to":"ana"})")->mails.empty());
}

TEST_F(Holding, Blanks_are_no_reason) {
  const auto acted = world.act(world.ana, "assign", R"({"to":"ben","reason":" \n"})");
  EXPECT_FALSE(only<cases::Assigned>(acted).reason);
}

TEST_F(Holding, Nobody_unknown_gets_a_case) {
  EXPECT_TRUE(is_refused(world.act(world.ana, "assign", R"({"to":"zed"})"),
                         Refusal::no_such_person, "zed"));
  EXPECT_TRUE(is_refused(world.act(world.ana, "assign", R"({"to":""})"), Refusal::bad_request));
  EXPECT_TRUE(is_refused(world.act(world.ana, "assign"), Refusal::bad_request));
}

TEST_F(Holding, Nobody_gets_a_case_whose_roles_do_not_let_them_work_on_it) {
  colleague("ben").may = permissions_of("auditor");
  EXPECT_TRUE(is_refused(world.act(world.ana, "assign", R"({"to":"ben"})"),
                         Refusal::not_permitted, "Ben Sample"));
}

TEST_F(Holding, Who_stands_in_for_somebody_away_is_named) {
  colleague("ben").away = true;
  EXPECT_TRUE(is_refused(world.act(world.meg, "assign", R"({"to":"ben"})"), Refusal::wrong_state,
                         "Ben Sample is away; Ana Sample stands in"));
  colleague("ana").away = true;
  EXPECT_TRUE(is_refused(world.act(world.meg, "assign", R"({"to":"ben"})"), Refusal::wrong_state,
                         "nobody stands in"));
}

TEST_F(Holding, A_case_goes_back_to_everybody) {
  EXPECT_TRUE(is_refused(world.act(world.ana, "unassign"), Refusal::already_so));
  world.one.assigned = "ben";
  EXPECT_TRUE(is_refused(world.act(world.ana, "assign", R"({"to":"ben"})"), Refusal::already_so));
  EXPECT_EQ(only<cases::Assigned>(world.act(world.ana, "unassign")).to, "");
}

}  // namespace
}  // namespace decorum::desk
