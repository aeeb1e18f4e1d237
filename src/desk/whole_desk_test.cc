// The weekly sample, saved views, and channels that are fetched in turn.
#include <deque>

#include <gtest/gtest.h>

#include "desk/desk_for_test.h"
#include "desk/fetch.h"
#include "desk/sample.h"
#include "desk/saved_view.h"

namespace decorum::desk {
namespace {

using namespace std::chrono_literals;

class SavedViews : public DeskForTest {};

TEST_F(SavedViews, AreOnesOwnAndTheSharedOnes) {
  const SavedView mine = save_view(desk_, actor(responder), {"", "", "Mine", "state=open", false})
                             .value();
  const SavedView ours = save_view(desk_, actor(manager), {"", "", "Ours", "tag=exam", true})
                             .value();
  store_.read([&](store::Snapshot& in) {
    EXPECT_EQ(saved_views(in, actor(responder)).size(), 2U);
    EXPECT_EQ(saved_views(in, actor(manager)).size(), 1U);
  });
  SavedView taken = mine;
  taken.name = "Theirs";
  EXPECT_EQ(save_view(desk_, actor(manager), taken).error().why, Refusal::not_found);
  EXPECT_EQ(drop_view(desk_, actor(responder), ours.id).error().why, Refusal::not_found);
  EXPECT_TRUE(save_view(desk_, actor(responder), mine));
  EXPECT_TRUE(drop_view(desk_, actor(responder), mine.id));
  EXPECT_EQ(drop_view(desk_, actor(responder), mine.id).error().why, Refusal::not_found);
}

TEST_F(SavedViews, AreBounded) {
  for (std::size_t i = 0; i < saved_views_max; ++i) {
    ASSERT_TRUE(save_view(desk_, actor(responder), {"", "", "x", "", false}));
  }
  EXPECT_EQ(save_view(desk_, actor(responder), {"", "", "x", "", false}).error().why,
            Refusal::too_many);
}

// Posts that the machine let stand by itself, as rows say it: these readers decide nothing.
class Sample : public DeskForTest {
 protected:
  Sample() {
    for (int i = 0; i < 40; ++i) {
      channels::Incoming one;
      one.post.site = "x";
      one.post.account = "main";
      one.post.id = std::to_string(i);
      one.post.text = "Lovely evening, thank you all";
      one.post.posted_at = clock_.now();
      one.history = i == 0;
      ingest(desk_, std::span(&one, 1));
    }
    store_.write([&](store::Transaction& in) {
      for (const store::PostRow& row : in.posts_after({}, false, 100)) {
        store::PostRow stands = row;
        stands.case_id = {};
        stands.ask.clear();
        stands.outcomes = {"let-stand"};
        in.put_post(stands);
      }
    });
  }
  std::vector<Sampled> sample() {
    std::vector<Sampled> list;
    store_.read([&](store::Snapshot& in) { list = weekly_sample(in, clock_.now() - 1h); });
    return list;
  }
};

TEST_F(Sample, IsTheSameForEverybodyAndBounded) {
  const auto first = sample();
  ASSERT_EQ(first.size(), sample_size);
  const auto second = sample();
  for (std::size_t i = 0; i < first.size(); ++i) {
    EXPECT_EQ(first[i].post.id, second[i].post.id);
    EXPECT_FALSE(first[i].post.history);
  }
}

TEST_F(Sample, WhatWasWrongComesOntoTheDeskAndStaysInTheSample) {
  const base::Id id = sample().front().post.id;
  EXPECT_EQ(check_sampled(desk_, actor(responder), id, {false, ""}).error().where, "/reason");
  ASSERT_TRUE(check_sampled(desk_, actor(responder), id, {false, "it asks something"}));
  EXPECT_EQ(check_sampled(desk_, actor(responder), id, {true, ""}).error().why,
            Refusal::already_so);
  EXPECT_EQ(check_sampled(desk_, actor(responder), base::Id{9}, {true, ""}).error().why,
            Refusal::not_found);
  EXPECT_EQ(sample().front().post.id, id);
  EXPECT_EQ(sample().front().right, false);
  base::Id case_id;
  store_.read([&](store::Snapshot& in) { case_id = in.post(id)->case_id; });
  ASSERT_TRUE(case_id);
  EXPECT_FALSE(one(case_id).ask.empty());
  row_is_its_events(case_id);
}

// A channel that does what the test laid out for it.
class LaidOut final : public channels::Channel {
 public:
  channels::Abilities abilities() const override { return {true, false, false, false}; }
  channels::Fetched fetch(const std::string& cursor) override {
    asked.push_back(cursor);
    channels::Fetched fetched;
    fetched.cursor = cursor;
    if (next.empty()) return fetched;
    fetched = std::move(next.front());
    next.pop_front();
    return fetched;
  }
  channels::Receipt send(const channels::Outgoing&) override { return {}; }

  std::deque<channels::Fetched> next;
  std::vector<std::string> asked;
};

class Fetch : public DeskForTest {
 protected:
  ChannelState state() {
    std::vector<ChannelState> states;
    store_.read([&](store::Snapshot& in) { states = channel_states(in); });
    return states.empty() ? ChannelState{} : states.front();
  }
  channels::Fetched bringing(std::string id, std::string cursor) {
    channels::Fetched fetched;
    channels::Incoming one;
    one.post.site = "x";
    one.post.account = "main";
    one.post.id = std::move(id);
    one.post.text = "Where is my certificate?";
    fetched.incoming.push_back(one);
    fetched.cursor = std::move(cursor);
    return fetched;
  }
  channels::Fetched trouble(std::optional<base::Duration> wait) {
    channels::Fetched fetched;
    fetched.trouble = {channels::Trouble::Kind::unreachable, "the site is down", wait};
    return fetched;
  }

  LaidOut channel;
  Fetching fetching{desk_, "sample", channel};
};

TEST_F(Fetch, TheCursorMovesWithWhatWasTakenIn) {
  channel.next.push_back(bringing("1", "c1"));
  EXPECT_EQ(fetching.turn(0), fetch_every);
  EXPECT_EQ(state().cursor, "c1");
  EXPECT_EQ(state().taken_in, 1);
  store_.full_after = 0;
  channel.next.push_back(bringing("2", "c2"));
  EXPECT_THROW(fetching.turn(0), store::StoreError);
  store_.full_after = -1;
  EXPECT_EQ(state().cursor, "c1") << "nothing was taken in, so it is fetched again";
  channel.next.push_back(bringing("2", "c2"));
  fetching.turn(0);
  EXPECT_EQ(channel.asked, (std::vector<std::string>{"", "c1", "c1"}));
  EXPECT_EQ(state().taken_in, 2);
}

TEST_F(Fetch, TroubleIsToldWaitsLongerAndKeepsTheCursor) {
  channel.next.push_back(bringing("1", "c1"));
  fetching.turn(0);
  base::Duration last{};
  for (int i = 0; i < 12; ++i) {
    channel.next.push_back(trouble({}));
    const base::Duration wait = fetching.turn(0);
    EXPECT_GE(wait, last);
    EXPECT_LE(wait, trouble_wait_max);
    last = wait;
  }
  EXPECT_EQ(last, trouble_wait_max);
  EXPECT_EQ(state().trouble, "the site is down");
  EXPECT_EQ(state().cursor, "c1");
  channel.next.push_back(trouble(90s));
  EXPECT_EQ(fetching.turn(0), 90s) << "as the site asks";
  fetching.turn(0);
  EXPECT_EQ(state().trouble, "") << "well again";
  EXPECT_EQ(state().troubles, 0);
}

TEST_F(Fetch, AQuietChannelWritesNothing) {
  const auto before = kinds();
  EXPECT_EQ(fetching.turn(0), fetch_every);
  EXPECT_EQ(kinds(), before);
  EXPECT_TRUE(state().channel.empty());
}

}  // namespace
}  // namespace decorum::desk
