// undo: whose, until when, and what has no way back. That it restores the case is round_trip_test.
#include "desk/act_for_test.h"

namespace decorum::desk {
namespace {

using namespace std::chrono_literals;

class Undo : public ::testing::Test {
 protected:
  OrRefused<Acted> undo(const Actor& actor, base::Id event) {
    return world.act(actor, "undo", fmt::format(R"({{"event":"{}"}})", base::to_text(event)));
  }
  base::Id tagged_by(const Actor& actor) {
    return world.done(actor, "tag", R"({"tag":"late"})").front();
  }
  World world;
};

TEST_F(Undo, What_one_did_oneself_is_undone_within_ten_minutes) {
  const base::Id event = tagged_by(world.ana);
  world.now += 10min;
  EXPECT_EQ(words(undo(world.ana, event)), "done: undone untagged");
  world.now += 1us;
  EXPECT_TRUE(is_refused(undo(world.ana, event), Refusal::too_late, "ten minutes"));
}

TEST_F(Undo, What_another_did_is_undone_by_who_leads_at_any_time) {
  const base::Id event = tagged_by(world.ben);
  EXPECT_TRUE(is_refused(undo(world.ana, event), Refusal::not_yours, "Ben Sample did that"));
  world.now += 24h;
  EXPECT_TRUE(undo(world.meg, event));
}

// Undoing asks whatever the inverse asks.
TEST_F(Undo, Nobody_undoes_what_they_may_not_do) {
  const base::Id event = world.done(world.lee, "legal-hold", R"({"matter":"m"})").front();
  EXPECT_TRUE(is_refused(undo(world.meg, event), Refusal::not_permitted, "Lift a legal hold"));
  EXPECT_TRUE(undo(world.lee, event));
}

TEST_F(Undo, Only_what_happened_to_this_case_is_undone) {
  EXPECT_TRUE(is_refused(undo(world.meg, base::Id{5}), Refusal::not_found));
  const base::Id event = tagged_by(world.ana);
  world.past[event].event.case_id = base::Id{2000};
  EXPECT_TRUE(is_refused(undo(world.meg, event), Refusal::not_found));
}

TEST_F(Undo, What_was_changed_since_is_not_undone) {
  const base::Id first = world.done(world.ana, "assign", R"({"to":"ben"})").front();
  world.done(world.ana, "assign", R"({"to":"meg"})");
  EXPECT_TRUE(is_refused(undo(world.ana, first), Refusal::stale));

  const base::Id slept = world.done(world.ana, "snooze", R"({"until":"2026-11-27T12:00:00Z"})")
                             .front();
  world.done(world.ana, "snooze", R"({"until":"2026-11-27T13:00:00Z"})");
  EXPECT_TRUE(is_refused(undo(world.ana, slept), Refusal::stale));

  const base::Id held = world.done(world.ana, "hold").front();
  world.now += 5min;
  world.done(world.ben, "hold");
  EXPECT_TRUE(is_refused(undo(world.ana, held), Refusal::stale));
}

TEST_F(Undo, Undoing_an_assignment_gives_it_back_to_who_had_it) {
  world.one.assigned = "meg";
  const base::Id event = world.done(world.ana, "assign", R"({"to":"ben"})").front();
  EXPECT_EQ(only<cases::Assigned>(undo(world.ana, event)).to, "meg");
  for (Colleague& colleague : world.colleagues) colleague.away = colleague.person == "meg";
  EXPECT_TRUE(is_refused(undo(world.ana, event), Refusal::wrong_state, "Meg Sample is away"));
}

TEST_F(Undo, Snoozing_again_is_undone_to_the_time_before) {
  world.done(world.ana, "snooze", R"({"until":"2026-11-27T12:00:00Z"})");
  const base::Id again =
      world.done(world.ana, "snooze", R"({"until":"2026-11-27T13:00:00Z"})").front();
  EXPECT_EQ(only<cases::Snoozed>(undo(world.ana, again)).until, world.now + 2h);
}

TEST_F(Undo, Nobody_is_put_to_work_by_somebody_else) {
  world.done(world.ben, "hold");
  const base::Id released = world.done(world.meg, "release").front();
  EXPECT_TRUE(is_refused(undo(world.meg, released), Refusal::has_no_inverse));
  world.done(world.ben, "hold");
  const auto taken_over = world.done(world.meg, "hold");
  EXPECT_TRUE(is_refused(undo(world.meg, taken_over.front()), Refusal::has_no_inverse));
  EXPECT_EQ(words(undo(world.meg, taken_over.back())), "done: undone released");
}

TEST_F(Undo, What_has_no_way_back_says_why) {
  world.one.outcomes = {"let-stand"};
  world.one.due = sample_due("outcome:let-stand", world.now, world.now + 1h);
  world.one.due->level = 1;
  const base::Id note = world.done(world.meg, "note", R"({"text":"x"})").front();
  const auto withdraw = fmt::format(R"({{"note":"{}"}})", base::to_text(note));
  world.one.hand_overs.push_back({base::Id{80}, "team:membership", world.now, {},
                                  base::Id{90}, {}, {}});
  const auto revoke = fmt::format(R"({{"link":"{}"}})", base::to_text(base::Id{90}));
  const base::Id tag = tagged_by(world.meg);
  const auto undone = fmt::format(R"({{"event":"{}"}})", base::to_text(tag));
  const std::pair<const char*, std::string> acts[] = {
      {"withdraw-note", withdraw},
      {"acknowledge-escalation", "{}"},
      {"revoke-link", revoke},
      {"check-sample", R"({"right":true})"},
      {"undo", undone},
  };
  for (const auto& [name, request] : acts) {
    const auto events = world.done(world.meg, name, request);
    ASSERT_FALSE(events.empty()) << name;
    EXPECT_TRUE(is_refused(undo(world.meg, events.front()), Refusal::has_no_inverse)) << name;
  }
}

TEST_F(Undo, What_came_in_is_no_act) {
  const cases::ConversationEvent came_in[] = {cases::Opened{}, cases::PostAdded{},
                                              cases::Decided{}, cases::Escalated{},
                                              cases::Replied{}};
  for (const auto& what : came_in) {
    Past& past = world.past[base::Id{33}];
    past.event.case_id = world.one.id;
    past.event.actor = "machine";
    past.what = what;
    EXPECT_TRUE(is_refused(undo(world.meg, base::Id{33}), Refusal::has_no_inverse,
                           "not something that a person did"));
  }
}

}  // namespace
}  // namespace decorum::desk
