#include "desk/tick.h"

#include <algorithm>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "desk/desk_for_test.h"

namespace decorum::desk {
namespace {

using namespace std::chrono_literals;

class Tick : public DeskForTest {
 protected:
  base::Id case_id = post("1", "Where is my certificate?");

  std::size_t mails_of(std::string_view letter) {
    const auto rows = mails(case_id);
    return static_cast<std::size_t>(std::ranges::count_if(rows, [&](const auto& row) {
      return row.payload.find(letter) != std::string::npos;
    }));
  }
};

TEST_F(Tick, NothingHappensBeforeItsTime) {
  const auto before = kinds();
  const Ticked ticked = tick(desk_);
  EXPECT_EQ(ticked.warned + ticked.escalated + ticked.woken + ticked.watches_ended, 0U);
  EXPECT_EQ(kinds(), before);
}

TEST_F(Tick, WarnsOnceWithAMailBeforeItIsDue) {
  clock_.set(one(case_id).due->warn_at);
  EXPECT_EQ(tick(desk_).warned, 1U);
  EXPECT_TRUE(one(case_id).due->warned);
  EXPECT_EQ(mails_of("due-warning"), 1U);
  EXPECT_EQ(tick(desk_).warned, 0U);
  row_is_its_events(case_id);
}

TEST_F(Tick, GoesUpTheLineUntilSomebodyHasSeenIt) {
  clock_.set(one(case_id).due->at);
  EXPECT_EQ(tick(desk_).escalated, 1U);
  EXPECT_EQ(tick(desk_).escalated, 0U) << "half an hour has to pass";
  clock_.pass(escalation_step);
  EXPECT_EQ(tick(desk_).escalated, 1U);
  EXPECT_EQ(one(case_id).due->level, 2);
  EXPECT_EQ(mails_of("escalation"), 2U);
  done(manager, case_id, "acknowledge-escalation");
  clock_.pass(10 * escalation_step);
  EXPECT_EQ(tick(desk_).escalated, 0U);
  row_is_its_events(case_id);
}

TEST_F(Tick, NobodyIsAskedTwiceAndItEnds) {
  clock_.set(one(case_id).due->at);
  for (int i = 0; i < 10; ++i) {
    tick(desk_);
    clock_.pass(escalation_step);
  }
  EXPECT_EQ(one(case_id).due->level, escalations_max);
  std::vector<std::string> asked;
  for (const store::OutboxRow& row : mails(case_id)) {
    const auto mail = base::read_shape<MailWish>(row.payload);
    ASSERT_TRUE(mail);
    if (mail->template_id == "escalation") asked.push_back(mail->to);
  }
  auto once = asked;
  std::ranges::sort(once);
  EXPECT_TRUE(std::ranges::adjacent_find(once) == once.end());
  EXPECT_FALSE(asked.empty());
}

TEST_F(Tick, ASleepingCaseWakesAndADoneOneIsLeftAlone) {
  done(responder, case_id, "snooze", R"({"until":"2026-11-27T12:00:00Z"})");
  clock_.set(*base::parse_rfc3339("2026-11-27T11:59:59Z"));
  EXPECT_EQ(tick(desk_).woken, 0U);
  clock_.pass(1s);
  EXPECT_EQ(tick(desk_).woken, 1U);
  EXPECT_EQ(one(case_id).state, cases::State::open);
  done(responder, case_id, "close", R"({"as":"no-reply","reason":"asked elsewhere"})");
  clock_.pass(48h);
  const Ticked ticked = tick(desk_);
  EXPECT_EQ(ticked.warned + ticked.escalated, 0U);
}

TEST_F(Tick, AWatchEnds) {
  done(responder, case_id, "watch", R"({"as":"hostile","until":"2026-11-30T10:00:00Z"})");
  ASSERT_EQ(one(case_id).watches.size(), 1U);
  done(responder, case_id, "close", R"({"as":"no-reply","reason":"asked elsewhere"})");
  clock_.set(*base::parse_rfc3339("2026-11-30T10:00:00Z"));
  EXPECT_EQ(tick(desk_).watches_ended, 1U);
  EXPECT_TRUE(one(case_id).watches.empty());
}

TEST_F(Tick, MoreOverdueCasesThanATurnTakesAllComeUp) {
  for (int i = 0; i < 230; ++i) {
    post(fmt::format("n{}", i), "Where is my certificate?", fmt::format("thread {}", i));
  }
  clock_.pass(72h);
  std::size_t escalated = 0;
  for (int turns = 0; turns < 5; ++turns) escalated += tick(desk_).escalated;
  EXPECT_GE(escalated, 231U);
}

}  // namespace
}  // namespace decorum::desk
