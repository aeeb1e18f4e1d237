// snooze, wake, wait-for-author, resume, set-due, acknowledge-escalation, watch, end-watch.
#include "desk/act_for_test.h"

namespace decorum::desk {
namespace {

using namespace std::chrono_literals;

class DueActs : public ::testing::Test {
 protected:
  void is_due(base::Duration in, std::string clock = "business 4h") {
    world.one.due = sample_due("outcome:serve", world.now - 1h, world.now + in, std::move(clock));
    world.one.due->warn_at = world.now + in / 2;
  }
  std::string in(base::Duration duration, std::string_view name = "until",
                 std::string_view more = "") {
    const std::string time = base::format_rfc3339(world.now + duration);
    return fmt::format(R"({{"{}":"{}"{}}})", name, time, more);
  }
  World world;
};

TEST_F(DueActs, A_case_sleeps_until_before_it_is_due) {
  EXPECT_EQ(only<cases::Snoozed>(world.act(world.ana, "snooze", in(30 * 24h))).until,
            world.now + 30 * 24h);
  is_due(3h);
  EXPECT_TRUE(world.act(world.ana, "snooze", in(3h)));
  EXPECT_TRUE(is_refused(world.act(world.ana, "snooze", in(3h + 1s)), Refusal::too_late,
                         "It is due at 13:00 on 27 November 2026"));
  is_due(0s);
  EXPECT_TRUE(is_refused(world.act(world.ana, "snooze", in(1h)), Refusal::too_late, "overdue"));
  world.one.due->paused_since = world.now;
  EXPECT_TRUE(world.act(world.ana, "snooze", in(3h + 1s)));
}

TEST_F(DueActs, No_case_sleeps_into_the_past_or_for_ever) {
  EXPECT_TRUE(is_refused(world.act(world.ana, "snooze", in(0s)), Refusal::too_late));
  EXPECT_TRUE(is_refused(world.act(world.ana, "snooze", in(-1h)), Refusal::too_late));
  EXPECT_TRUE(is_refused(world.act(world.ana, "snooze", in(90 * 24h + 1s)), Refusal::bad_request));
  EXPECT_TRUE(is_refused(world.act(world.ana, "snooze", R"({"until":"soon"})"),
                         Refusal::bad_request));
  world.one.state = cases::State::done;
  EXPECT_TRUE(is_refused(world.act(world.ana, "snooze", in(1h)), Refusal::case_is_done));
}

TEST_F(DueActs, A_case_is_woken) {
  EXPECT_TRUE(is_refused(world.act(world.ana, "wake"), Refusal::already_so));
  world.one.snoozed_until = world.now + 1h;
  EXPECT_TRUE(is_refused(world.act(world.ana, "snooze", in(1h)), Refusal::already_so));
  EXPECT_EQ(only<cases::Woken>(world.act(world.ana, "wake")).cause, "person");
}

TEST_F(DueActs, The_clock_stands_still_while_the_author_has_to_answer) {
  EXPECT_EQ(words(world.act(world.ana, "wait-for-author")), "done: paused");
  world.one.waits_for = cases::WaitsFor::author;
  EXPECT_TRUE(is_refused(world.act(world.ana, "wait-for-author"), Refusal::already_so));
}

TEST_F(DueActs, A_pause_moves_the_deadline_by_what_it_lasted) {
  EXPECT_TRUE(is_refused(world.act(world.ana, "resume"), Refusal::already_so));
  for (const char* clock : {"business 4h", "4 hours of business", "1 working day", "15m"}) {
    is_due(3h, clock);
    world.one.waits_for = cases::WaitsFor::author;
    world.one.due->paused_since = world.now - 2h;
    const auto acted = world.act(world.ana, "resume");
    EXPECT_EQ(words(acted), "done: resumed");
    EXPECT_EQ(only<cases::Resumed>(acted).due_at, world.now + 5h) << clock;
    EXPECT_EQ(only<cases::Resumed>(acted).warn_at, world.now + 3h + 30min) << clock;
  }
  world.one.due.reset();
  EXPECT_EQ(words(world.act(world.ana, "resume")), "done: wait-changed");
}

// A night of a pause costs a clock in business hours nothing, and any other clock all of it.
TEST_F(DueActs, Only_business_time_counts_for_a_business_clock) {
  const auto moved = [&](const char* clock) {
    is_due(3h, clock);
    world.one.waits_for = cases::WaitsFor::author;
    world.one.due->paused_since = world.now - 10h;
    Lookup look = world.lookup();
    look.business_between = [](std::string_view, base::Time, base::Time) {
      return base::Duration(1h);
    };
    return act_named("resume")->perform(
        {world.one, world.ana, world.policy, look, world.now}, "{}", world.keeper);
  };
  EXPECT_EQ(only<cases::Resumed>(moved("business 4h")).due_at, world.now + 4h);
  EXPECT_EQ(only<cases::Resumed>(moved("24h")).due_at, world.now + 13h);
}

TEST_F(DueActs, A_deadline_is_brought_forward_with_a_reason) {
  is_due(3h);
  const auto acted = world.act(world.ana, "set-due", in(1h, "at", R"(,"reason":"She waits")"));
  const auto& due = *only<cases::DueSet>(acted).due;
  EXPECT_EQ(due.what, "outcome:serve");
  EXPECT_EQ(due.at, world.now + 1h);
  EXPECT_EQ(due.warn_at, world.now + 48min);
  EXPECT_EQ(due.from, world.now - 1h);
  EXPECT_EQ(world.keeper.text(*only<cases::DueSet>(acted).reason), "She waits");
  EXPECT_TRUE(is_refused(world.act(world.ana, "set-due", in(1h, "at")), Refusal::bad_request));
  EXPECT_TRUE(is_refused(world.act(world.ana, "set-due", in(1h, "at", R"(,"reason":" ")")),
                         Refusal::bad_request));
  EXPECT_TRUE(is_refused(world.act(world.ana, "set-due", in(3h, "at", R"(,"reason":"x")")),
                         Refusal::already_so));
  EXPECT_TRUE(is_refused(world.act(world.ana, "set-due", in(-1s, "at", R"(,"reason":"x")")),
                         Refusal::too_late));
}

TEST_F(DueActs, Only_who_leads_puts_it_off_past_the_policy) {
  is_due(1h);  // the policy: four hours from an hour ago
  const char* reason = R"(,"reason":"x")";
  EXPECT_TRUE(world.act(world.ana, "set-due", in(3h, "at", reason)));
  EXPECT_TRUE(is_refused(world.act(world.ana, "set-due", in(3h + 1s, "at", reason)),
                         Refusal::not_permitted, "by 13:00 on 27 November 2026"));
  EXPECT_TRUE(world.act(world.meg, "set-due", in(3h + 1s, "at", reason)));
  EXPECT_TRUE(is_refused(world.act(world.meg, "set-due", in(367 * 24h, "at", reason)),
                         Refusal::bad_request));
  EXPECT_TRUE(is_refused(world.act(world.ana, "set-due", R"({"reason":"x"})"),
                         Refusal::not_permitted));
  EXPECT_FALSE(only<cases::DueSet>(world.act(world.meg, "set-due", R"({"reason":"x"})")).due);
}

TEST_F(DueActs, What_is_overdue_is_put_off_by_who_leads) {
  is_due(-2h);
  world.one.due->from = world.now - 24h;
  const std::string request = in(1h, "at", R"(,"reason":"x")");
  EXPECT_TRUE(is_refused(world.act(world.ana, "set-due", request), Refusal::not_permitted,
                         "overdue"));
  EXPECT_TRUE(world.act(world.meg, "set-due", request));
}

TEST_F(DueActs, What_has_no_clock_gets_the_one_of_what_the_chart_wants) {
  const char* reason = R"(,"reason":"x")";
  EXPECT_TRUE(is_refused(world.act(world.ana, "set-due", in(1h, "at", reason)),
                         Refusal::wrong_state));
  world.one.outcomes = {"serve"};
  EXPECT_EQ(only<cases::DueSet>(world.act(world.ana, "set-due", in(1h, "at", reason))).due->what,
            "outcome:serve");
  EXPECT_TRUE(is_refused(world.act(world.ana, "set-due", in(4h + 1s, "at", reason)),
                         Refusal::not_permitted));
  world.one.ask = "positive";
  EXPECT_EQ(only<cases::DueSet>(world.act(world.ana, "set-due", in(1h, "at", reason))).due->what,
            "answer:positive");
  EXPECT_TRUE(is_refused(world.act(world.meg, "set-due", R"({"reason":"x"})"),
                         Refusal::already_so));
}

TEST_F(DueActs, A_clock_that_stands_still_is_not_set) {
  is_due(3h);
  world.one.due->paused_since = world.now;
  EXPECT_TRUE(is_refused(world.act(world.meg, "set-due", in(1h, "at", R"(,"reason":"x")")),
                         Refusal::wrong_state));
}

TEST_F(DueActs, An_escalation_is_acknowledged_once) {
  EXPECT_TRUE(is_refused(world.act(world.ana, "acknowledge-escalation"), Refusal::wrong_state));
  is_due(-1h);
  EXPECT_TRUE(is_refused(world.act(world.ana, "acknowledge-escalation"), Refusal::wrong_state));
  world.one.due->level = 1;
  EXPECT_EQ(words(world.act(world.meg, "acknowledge-escalation")),
            "done: escalation-acknowledged");
  world.one.due->acknowledged_by = world.meg.id;
  EXPECT_TRUE(is_refused(world.act(world.ana, "acknowledge-escalation"), Refusal::already_so,
                         "Meg Sample has it in hand"));
}

TEST_F(DueActs, A_watch_lasts_no_longer_than_the_chart_watches) {
  const auto acted = world.act(world.ana, "watch", R"({"as":"hostile"})");
  EXPECT_EQ(only<cases::WatchStarted>(acted).until, world.now + 30 * 24h);
  const std::string_view as = R"(,"as":"hostile")";
  EXPECT_EQ(only<cases::WatchStarted>(world.act(world.ana, "watch", in(48h, "until", as))).until,
            world.now + 48h);
  EXPECT_TRUE(is_refused(world.act(world.ana, "watch", in(30 * 24h + 1s, "until", as)),
                         Refusal::bad_request, "30d"));
  EXPECT_TRUE(is_refused(world.act(world.ana, "watch", in(0s, "until", as)), Refusal::too_late));
  EXPECT_TRUE(is_refused(world.act(world.ana, "watch", R"({"as":"rude"})"), Refusal::not_found));
}

TEST_F(DueActs, A_watch_runs_once_and_is_a_persons_and_never_of_history) {
  world.one.watches = {{base::Id{50}, "hostile", world.now + 1h}};
  EXPECT_TRUE(is_refused(world.act(world.ana, "watch", R"({"as":"hostile"})"),
                         Refusal::already_so));
  world.one.watches[0].until = world.now;
  EXPECT_TRUE(world.act(world.ana, "watch", R"({"as":"hostile"})"));
  EXPECT_TRUE(is_refused(world.act(machine(), "watch", R"({"as":"hostile"})"),
                         Refusal::not_permitted));
  world.one.history = true;
  EXPECT_TRUE(is_refused(world.act(world.ana, "watch", R"({"as":"hostile"})"),
                         Refusal::wrong_state));
}

TEST_F(DueActs, A_watch_is_ended) {
  const std::string request = fmt::format(R"({{"watch":"{}"}})", base::to_text(base::Id{50}));
  EXPECT_TRUE(is_refused(world.act(world.ana, "end-watch", request), Refusal::already_so));
  world.one.watches = {{base::Id{51}, "hostile", world.now + 1h}};
  EXPECT_TRUE(is_refused(world.act(world.ana, "end-watch", request), Refusal::not_found));
  world.one.watches[0].event = base::Id{50};
  EXPECT_EQ(only<cases::WatchEnded>(world.act(world.ana, "end-watch", request)).watch,
            base::Id{50});
}

}  // namespace
}  // namespace decorum::desk
