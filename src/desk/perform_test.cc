// The acts on the real desk: posts taken in, what acts look up, transactions of a store.
#include <set>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "desk/desk_for_test.h"

namespace decorum::desk {
namespace {

using namespace std::chrono_literals;

class Perform : public DeskForTest {};

TEST_F(Perform, An_answer_is_given_and_the_walk_goes_on) {
  const base::Id id = post("1", "Where is my certificate? Six weeks now.");
  ASSERT_TRUE(id);
  const std::string ask = one(id).ask;
  ASSERT_EQ(ask, "positive");
  const Done answered =
      done(responder, id, "answer", R"({"question":"positive","answers":["no-negative"]})");
  EXPECT_EQ(one(id).ask, "troll-or-spammer");
  row_is_its_events(id);
  done(responder, id, "undo",
       fmt::format(R"({{"event":"{}"}})", base::to_text(answered.events.front())));
  EXPECT_EQ(one(id).ask, "positive");
  EXPECT_TRUE(one(id).answers.empty());
  row_is_its_events(id);
}

TEST_F(Perform, A_proposal_is_confirmed_or_dismissed) {
  const base::Id id = post("1", "I will kill you");
  ASSERT_TRUE(id);
  ASSERT_EQ(one(id).ask, "needs-somebody");
  ASSERT_FALSE(one(id).proposed.empty());
  EXPECT_FALSE(act(responder, id, "dismiss", R"({"question":"needs-somebody","reason":"No"})"));
  const Done confirmed = done(responder, id, "confirm", R"({"question":"needs-somebody"})");
  EXPECT_EQ(one(id).outcomes, std::vector<std::string>{"route-threat"});
  EXPECT_TRUE(one(id).proposed.empty());
  done(responder, id, "undo",
       fmt::format(R"({{"event":"{}"}})", base::to_text(confirmed.events.front())));
  EXPECT_TRUE(one(id).outcomes.empty());
  done(responder, id, "dismiss",
       R"({"question":"needs-somebody","answers":["none-of-these"],"reason":"A song"})");
  EXPECT_EQ(one(id).ask, "positive");
  row_is_its_events(id);
}

TEST_F(Perform, A_team_gets_the_case_and_gives_it_back) {
  const base::Id id = post("1", "Where is my certificate? Six weeks now.");
  const auto due = one(id).due;
  ASSERT_TRUE(due);
  const std::string team = institute_for_test().policy.roles.teams.front().id;
  const Done passed =
      done(responder, id, "hand-over",
           fmt::format(R"({{"to":"team:{}","message":"Please look","link":true}})", team));
  ASSERT_EQ(passed.links.size(), 1u);
  EXPECT_EQ(one(id).waits_for, cases::WaitsFor::team);
  EXPECT_EQ(one(id).due->what, "team:" + team);
  Actor by_link;
  by_link.id = "link:" + base::to_text(passed.links[0].id);
  const Wish wish{.case_id = id, .act = "hand-back", .request = R"({"answer":"It went out"})"};
  ASSERT_TRUE(perform(desk_, by_link, wish));
  EXPECT_EQ(one(id).waits_for, cases::WaitsFor::nobody);
  EXPECT_EQ(one(id).due, due);
  EXPECT_TRUE(one(id).hand_overs.back().answer);
  EXPECT_EQ(perform(desk_, by_link, wish).error().why, Refusal::not_permitted);
  row_is_its_events(id);
}

TEST_F(Perform, Cases_are_merged_split_and_each_is_walked) {
  const base::Id first = post("1", "Where is my certificate? Six weeks now.", "t1");
  const base::Id second = post("2", "And now my invoice is wrong too?", "t2");
  ASSERT_TRUE(first && second && first != second);
  const Done merged = done(manager, second, "merge",
                           fmt::format(R"({{"into":"{}"}})", base::to_text(first)));
  EXPECT_EQ(one(second).state, cases::State::merged);
  EXPECT_EQ(one(first).posts.size(), 2u);
  EXPECT_FALSE(one(second).due);
  row_is_its_events(first);
  row_is_its_events(second);

  done(manager, second, "undo",
       fmt::format(R"({{"event":"{}"}})", base::to_text(merged.events.front())));
  EXPECT_EQ(one(second).posts.size(), 1u);
  EXPECT_EQ(one(second).ask, "positive");
  EXPECT_TRUE(one(second).due);
  row_is_its_events(first);
  row_is_its_events(second);

  done(manager, second, "merge", fmt::format(R"({{"into":"{}"}})", base::to_text(first)));
  const base::Id leaves = one(first).posts.back();
  done(manager, first, "split", fmt::format(R"({{"posts":["{}"]}})", base::to_text(leaves)));
  base::Id into;
  store_.read([&](store::Snapshot& in) { into = in.post(leaves)->case_id; });
  EXPECT_NE(into, first);
  EXPECT_NE(into, second);
  EXPECT_EQ(one(into).ask, "positive");  // it stands in a queue, with a clock
  EXPECT_TRUE(one(into).due);
  row_is_its_events(into);
}

TEST_F(Perform, Research_and_what_was_due_before) {
  const base::Id id = post("1", "Where is my certificate? Six weeks now.");
  const auto due = one(id).due;
  const Done asked = done(responder, id, "ask-research",
                          R"({"owner":"role:press-officer","question":"?","deadline":"facts"})");
  EXPECT_EQ(one(id).due->what, "research");
  done(responder, id, "undo",
       fmt::format(R"({{"event":"{}"}})", base::to_text(asked.events.front())));
  EXPECT_EQ(one(id).due, due);
  EXPECT_EQ(one(id).waits_for, cases::WaitsFor::nobody);
  row_is_its_events(id);
}

TEST_F(Perform, A_refused_act_leaves_nothing) {
  const base::Id id = post("1", "Where is my certificate? Six weeks now.");
  const cases::Conversation before = one(id);
  std::size_t texts = 0;
  const auto count = [&] {
    store_.read([&](store::Snapshot& in) { texts = in.texts_after({}, 500).size(); });
    return texts;
  };
  const std::size_t texts_before = count();
  EXPECT_FALSE(act(responder, id, "close", R"({"as":"no-reply"})"));
  EXPECT_FALSE(act(responder, id, "merge", R"({"into":"0000000000001"})"));
  EXPECT_FALSE(act(responder, id, "hand-over", R"({"to":"team:none","message":"x"})"));
  EXPECT_EQ(one(id), before);
  EXPECT_EQ(count(), texts_before);
}

TEST_F(Perform, Somebody_who_is_silent_is_taken_over) {
  const base::Id id = post("1", "Where is my certificate? Six weeks now.");
  done(responder, id, "hold");
  clock_.pass(50s);
  desk_.presence().note(id, actor(responder).id, clock_.now());
  clock_.pass(50s);
  const auto refused = act("bronwen-achterly", id, "hold");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().why, Refusal::held_by_another);
  clock_.pass(10s);
  done("bronwen-achterly", id, "hold");
  EXPECT_EQ(one(id).holding->by, "person:bronwen-achterly");
  row_is_its_events(id);
}

TEST_F(Perform, The_list_of_what_may_be_done_is_asked_of_the_same_store) {
  const base::Id id = post("1", "Where is my certificate? Six weeks now.");
  std::set<std::string> open;
  store_.read([&](store::Snapshot& in) {
    for (const Possible& entry :
         possible_on(desk_, in, *desk_.in_use(), actor(responder), one(id))) {
      if (!entry.refused) open.insert(entry.act);
    }
  });
  EXPECT_TRUE(open.contains("answer"));
  EXPECT_TRUE(open.contains("hold"));
  EXPECT_FALSE(open.contains("merge"));
  EXPECT_FALSE(open.contains("confirm"));
}

}  // namespace
}  // namespace decorum::desk
