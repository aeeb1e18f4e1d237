#include "desk/send.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <thread>

#include <gtest/gtest.h>

#include "desk/send_worker.h"
#include "desk/store_for_test.h"

namespace decorum::desk {
namespace {

using namespace std::chrono_literals;
using Kind = Attempt::Kind;
using Texts = std::vector<std::string>;

const base::Time start = *base::parse_rfc3339("2026-11-27T10:00:00Z");

class OutboxTest : public ::testing::Test {
 protected:
  SetClock clock_{start};
  StoreForTest store_;
  Desk desk_{store_, clock_, std::make_shared<const InUse>()};
  std::deque<Attempt> answers_;  // of the next deliveries; then done
  Texts delivered_, settled_;    // row keys; key and state
  std::string refuses_;          // this key is not picked up
  bool repeats_ = false;
  base::Duration gap_{};

  Courier courier() {
    Courier courier;
    courier.pick_up = [this](Writing&, const store::OutboxRow& row)
        -> tl::expected<Parcel, std::string> {
      if (row.key == refuses_) return tl::unexpected(std::string("It is gone."));
      return Parcel{[this, key = row.key] {
        delivered_.push_back(key);
        if (answers_.empty()) return Attempt{.kind = Kind::done};
        const Attempt answer = answers_.front();
        answers_.pop_front();
        return answer;
      }};
    };
    courier.settle = [this](Writing&, const store::OutboxRow& row, const Attempt&) {
      settled_.push_back(row.key + " " + row.state);
    };
    courier.repeats_safely = [this](const store::OutboxRow&) { return repeats_; };
    courier.gap = gap_;
    return courier;
  }
  Outbox outbox(std::string node = "one") {
    return {desk_, {{"send", courier()}, {"mail", courier()}},
            {.node = std::move(node), .attempts_max = 4, .chance = [] { return 0.5; }}};
  }
  base::Id put(const std::string& key, const std::string& channel = "main",
               const std::string& kind = "send", const std::string& state = "waiting") {
    base::Id id;
    desk_.write("machine", [&](Writing& writing) {
      id = writing.new_id();
      writing.in().put_outbox({.id = id, .kind = kind, .channel = channel, .case_id = {},
                               .key = key, .state = state, .payload = "{}", .attempts = 0,
                               .created_at = writing.now(), .next_at = writing.now(),
                               .trouble = {}});
    });
    return id;
  }
  store::OutboxRow row(base::Id id) {
    std::optional<store::OutboxRow> found;
    store_.read([&](store::Snapshot& in) { found = in.outbox(id); });
    return *found;
  }
  // Turns until nothing is due; how many there were.
  static int drain(Outbox& outbox) {
    int turns = 0;
    while (turns < 1000 && outbox.turn()) ++turns;
    return turns;
  }
};

TEST_F(OutboxTest, SendsEachRowOnceInItsOrder) {
  Outbox outbox = this->outbox();
  const base::Id a = put("a"), b = put("b"), c = put("c", "press");
  EXPECT_EQ(drain(outbox), 3);
  EXPECT_EQ(delivered_, (Texts{"a", "b", "c"}));
  EXPECT_EQ(settled_, (Texts{"a sent", "b sent", "c sent"}));
  for (const base::Id id : {a, b, c}) EXPECT_EQ(row(id).state, "sent");
  EXPECT_EQ(row(a).attempts, 1);
  EXPECT_EQ(drain(outbox), 0);
}

TEST_F(OutboxTest, LeavesWhatIsNotDueOrHasEnded) {
  Outbox outbox = this->outbox();
  for (const char* state : {"sending", "sent", "failed", "unknown", "cancelled"}) {
    put(state, "main", "send", state);
  }
  clock_.pass(1h);
  put("later");
  clock_.set(start);
  EXPECT_EQ(drain(outbox), 0);
  EXPECT_EQ(delivered_, Texts{});
}

TEST_F(OutboxTest, LeavesKindsThatNobodyDelivers) {
  Outbox outbox = this->outbox();
  const base::Id id = put("a", "main", "pigeon");
  put("b");
  EXPECT_EQ(drain(outbox), 1);
  EXPECT_EQ(row(id).state, "waiting");
}

TEST_F(OutboxTest, CancelsWhatIsNotPickedUpAndGoesOn) {
  Outbox outbox = this->outbox();
  refuses_ = "a";
  const base::Id a = put("a");
  put("b");
  drain(outbox);
  EXPECT_EQ(row(a).state, "cancelled");
  EXPECT_EQ(row(a).trouble, "It is gone.");
  EXPECT_EQ(row(a).attempts, 0);
  EXPECT_EQ(delivered_, Texts{"b"});
}

TEST_F(OutboxTest, NeverSendsAgainWhatTheSiteRefusedOrMayHave) {
  Outbox outbox = this->outbox();
  answers_ = {{.kind = Kind::refused, .trouble = "No."}, {.kind = Kind::unknown, .trouble = "?"}};
  const base::Id a = put("a"), b = put("b");
  for (int hour = 0; hour < 50; ++hour, clock_.pass(1h)) drain(outbox);
  EXPECT_EQ(delivered_, (Texts{"a", "b"}));
  EXPECT_EQ(row(a).state, "failed");
  EXPECT_EQ(row(b).state, "unknown");
  EXPECT_EQ(row(b).trouble, "?");
}

TEST_F(OutboxTest, RepeatsWhatMayHaveArrivedOnlyWhereThatIsHarmless) {
  repeats_ = true;
  Outbox outbox = this->outbox();
  answers_ = {{.kind = Kind::unknown}};
  const base::Id a = put("a");
  drain(outbox);
  EXPECT_EQ(row(a).state, "waiting");
  clock_.pass(1h);
  drain(outbox);
  EXPECT_EQ(delivered_, (Texts{"a", "a"}));  // the same key
  EXPECT_EQ(row(a).state, "sent");
}

TEST_F(OutboxTest, WaitsLongerAfterEachFailureAndThenGivesUp) {
  Outbox outbox = this->outbox();
  answers_.assign(10, {.kind = Kind::later, .trouble = "Down.", .rest = true});
  const base::Id a = put("a");
  base::Duration before{};
  for (int attempt = 1; attempt <= 3; ++attempt) {
    drain(outbox);
    ASSERT_EQ(row(a).attempts, attempt);
    ASSERT_EQ(row(a).state, "waiting");
    const base::Duration wait = row(a).next_at - clock_.now();
    EXPECT_GT(wait, before);
    before = wait;
    clock_.pass(wait - 1us);
    EXPECT_EQ(drain(outbox), 0);
    clock_.pass(1us);
  }
  drain(outbox);
  EXPECT_EQ(row(a).state, "failed");
  EXPECT_EQ(settled_.back(), "a failed");
}

TEST_F(OutboxTest, DoesNotSayFailedOfWhatMayHaveArrivedAtLast) {
  repeats_ = true;
  Outbox outbox = this->outbox();
  answers_.assign(10, {.kind = Kind::unknown});
  const base::Id a = put("a");
  for (int hour = 0; hour < 50; ++hour, clock_.pass(1h)) drain(outbox);
  EXPECT_EQ(row(a).state, "unknown");
  EXPECT_EQ(row(a).attempts, 4);
}

TEST_F(OutboxTest, WaitsAsLongAsTheSiteAsksButNotForEver) {
  Outbox outbox = this->outbox();
  answers_ = {{.kind = Kind::later, .wait = 10min, .rest = true},
              {.kind = Kind::later, .wait = 9000h, .rest = true}};
  const base::Id a = put("a");
  drain(outbox);
  EXPECT_EQ(row(a).next_at, start + 10min);
  clock_.pass(10min);
  drain(outbox);
  EXPECT_EQ(row(a).next_at, clock_.now() + 24h);
}

TEST_F(OutboxTest, RestsALaneInTroubleAndNotTheOthers) {
  Outbox outbox = this->outbox();
  answers_ = {{.kind = Kind::later, .trouble = "Down.", .rest = true}};
  put("a");
  put("b");
  put("c", "press");
  put("d", "main", "mail");
  drain(outbox);
  EXPECT_EQ(delivered_, (Texts{"a", "c", "d"}));  // b waits behind a
  const auto lanes = outbox.lanes();
  const auto main = std::ranges::find(lanes, "send:main", &LaneState::lane);
  ASSERT_NE(main, lanes.end());
  EXPECT_EQ(main->failures, 1);
  EXPECT_EQ(main->trouble, "Down.");
  EXPECT_TRUE(main->rests_until);
  clock_.pass(1h);
  drain(outbox);
  EXPECT_EQ(delivered_, (Texts{"a", "c", "d", "a", "b"}));
}

TEST_F(OutboxTest, KeepsTheGapBetweenTwoRowsOfALane) {
  gap_ = 2s;
  Outbox outbox = this->outbox();
  put("a");
  put("b");
  put("c", "press");
  EXPECT_EQ(drain(outbox), 2);
  clock_.pass(2s);
  EXPECT_EQ(drain(outbox), 1);
  EXPECT_EQ(delivered_, (Texts{"a", "c", "b"}));
}

TEST_F(OutboxTest, IsNotHiddenBehindManyRowsThatHaveToWait) {
  Outbox outbox = this->outbox();
  answers_ = {{.kind = Kind::later, .rest = true, .id = {}, .url = {}}};
  for (int i = 0; i < 700; ++i) put("main " + std::to_string(i));
  clock_.pass(1ms);
  put("press", "press");
  for (int i = 0; i < 4; ++i) outbox.turn();
  EXPECT_EQ(delivered_, (Texts{"main 0", "press"}));
}

TEST_F(OutboxTest, ADeliveryThatBreaksOffIsUnknown) {
  Courier courier = this->courier();
  courier.pick_up = [](Writing&, const store::OutboxRow&) -> tl::expected<Parcel, std::string> {
    return Parcel{[]() -> Attempt { throw std::runtime_error("boom"); }};
  };
  Outbox outbox(desk_, {{"send", courier}}, {});
  const base::Id a = put("a");
  EXPECT_TRUE(outbox.turn());
  EXPECT_EQ(row(a).state, "unknown");
}

TEST_F(OutboxTest, CountsWhatAStoppedProgramLeftUnderWayAsUnknown) {
  base::Id a;
  {
    Courier dies = courier();
    dies.pick_up = [](Writing&, const store::OutboxRow&) -> tl::expected<Parcel, std::string> {
      return Parcel{[]() -> Attempt { throw std::bad_alloc(); }};
    };
    Outbox outbox(desk_, {{"send", dies}}, {});
    a = put("a");
    store_.full_after = 1;  // what becomes of it is never written
    outbox.turn();
    store_.full_after = -1;
  }
  ASSERT_EQ(row(a).state, "sending");
  Outbox other = outbox("two");
  EXPECT_EQ(other.recover(), 0u);  // another node's
  Outbox again = outbox();
  EXPECT_EQ(again.recover(), 1u);
  EXPECT_EQ(row(a).state, "unknown");
  EXPECT_EQ(settled_, Texts{"a unknown"});
  EXPECT_EQ(again.recover(), 0u);
  EXPECT_EQ(drain(again), 0);
}

TEST_F(OutboxTest, TriesAgainAfterAStopWhereThatIsHarmless) {
  repeats_ = true;
  Outbox first = outbox();
  const base::Id a = put("a");
  store_.full_after = 1;
  first.turn();
  store_.full_after = -1;
  Outbox again = outbox();
  EXPECT_EQ(again.recover(), 1u);
  EXPECT_EQ(row(a).state, "waiting");
  clock_.pass(1h);
  drain(again);
  EXPECT_EQ(row(a).state, "sent");
  EXPECT_EQ(delivered_, (Texts{"a", "a"}));
}

TEST_F(OutboxTest, RemembersADeliveryThatCouldNotBeWrittenAndDoesNotRepeatIt) {
  Outbox outbox = this->outbox();
  const base::Id a = put("a");
  put("b");
  store_.full_after = 1;
  EXPECT_TRUE(outbox.turn());
  EXPECT_EQ(row(a).state, "sending");
  EXPECT_FALSE(outbox.turn());  // b waits until that is written
  store_.full_after = -1;
  drain(outbox);
  EXPECT_EQ(row(a).state, "sent");
  EXPECT_EQ(delivered_, (Texts{"a", "b"}));
}

TEST_F(OutboxTest, TakesNothingWhileTheStoreIsFull) {
  Outbox outbox = this->outbox();
  const base::Id a = put("a");
  store_.full_after = 0;
  EXPECT_THROW(outbox.turn(), store::StoreError);
  EXPECT_TRUE(delivered_.empty());
  store_.full_after = -1;
  drain(outbox);
  EXPECT_EQ(row(a).state, "sent");
}

// One channel hangs until the end; everybody else's posts go out meanwhile.
TEST_F(OutboxTest, AChannelThatHangsStallsNobodyElse) {
  std::mutex mutex;
  std::condition_variable changed;
  bool hangs = true;
  std::atomic<int> others = 0;
  Courier courier;
  courier.pick_up = [&](Writing&, const store::OutboxRow& row)
      -> tl::expected<Parcel, std::string> {
    if (row.channel == "main") {
      return Parcel{[&] {
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return !hangs; });
        return Attempt{.kind = Kind::done};
      }};
    }
    return Parcel{[&] {
      {
        const std::lock_guard lock(mutex);
        ++others;
      }
      changed.notify_all();
      return Attempt{.kind = Kind::done};
    }};
  };
  courier.settle = [](Writing&, const store::OutboxRow&, const Attempt&) {};
  Outbox outbox(desk_, {{"send", courier}}, {});
  put("a");
  put("b");
  for (int i = 0; i < 20; ++i) put("c" + std::to_string(i), i % 2 == 0 ? "press" : "page");
  SendWorker worker(outbox, {.threads = 4, .pause = 1ms, .told = {}});
  worker.wake();
  std::unique_lock lock(mutex);
  EXPECT_TRUE(changed.wait_for(lock, 60s, [&] { return others == 20; }));
  hangs = false;
  lock.unlock();
  changed.notify_all();
}

TEST_F(OutboxTest, ManyThreadsSendEachRowOnce) {
  std::mutex mutex;
  Texts keys;
  Courier courier;
  courier.pick_up = [&](Writing&, const store::OutboxRow& row)
      -> tl::expected<Parcel, std::string> {
    return Parcel{[&, key = row.key] {
      const std::lock_guard lock(mutex);
      keys.push_back(key);
      return Attempt{.kind = Kind::done};
    }};
  };
  courier.settle = [](Writing&, const store::OutboxRow&, const Attempt&) {};
  Outbox outbox(desk_, {{"send", courier}}, {});
  for (int i = 0; i < 60; ++i) put(std::to_string(i), std::to_string(i % 7));
  std::vector<std::thread> threads;
  for (int i = 0; i < 6; ++i) {
    threads.emplace_back([&] {
      for (int turns = 0; turns < 200; ++turns) outbox.turn();
    });
  }
  for (std::thread& thread : threads) thread.join();
  while (outbox.turn()) {}
  EXPECT_EQ(keys.size(), 60u);
  std::ranges::sort(keys);
  EXPECT_EQ(std::ranges::adjacent_find(keys), keys.end());
}

}  // namespace
}  // namespace decorum::desk
