// close, reopen, merge, split, join-topic, leave-topic, legal-hold, lift-legal-hold, check-sample.
#include "desk/act_for_test.h"

namespace decorum::desk {
namespace {

using namespace std::chrono_literals;

std::string id_text(std::int64_t value) { return base::to_text(base::Id{value}); }

class Ends : public ::testing::Test {
 protected:
  cases::Conversation& another(std::int64_t id) {
    cases::Conversation& other = world.others[base::Id{id}];
    other = world.one;
    other.id = base::Id{id};
    other.posts = {base::Id{21}};
    other.focus = base::Id{21};
    other.thread = "thread-2";
    return other;
  }
  std::string into(std::int64_t id) { return fmt::format(R"({{"into":"{}"}})", id_text(id)); }
  World world;
};

TEST_F(Ends, What_needs_nothing_is_closed_without_a_reason) {
  world.one.outcomes = {"let-stand", "monitor"};
  const auto acted = world.act(world.ana, "close", R"({"as":"let-stand"})");
  EXPECT_EQ(only<cases::Closed>(acted).as, "let-stand");
  EXPECT_FALSE(only<cases::Closed>(acted).reason);
  EXPECT_TRUE(is_refused(world.act(world.ana, "close", R"({"as":"bored"})"),
                         Refusal::bad_request));
  EXPECT_TRUE(is_refused(world.act(world.ana, "close"), Refusal::bad_request));
}

TEST_F(Ends, What_the_chart_still_asks_is_named) {
  world.one.ask = "positive";
  world.replied = true;
  EXPECT_TRUE(is_refused(world.act(world.ana, "close", R"({"as":"answered"})"),
                         Refusal::bad_request, "The chart still asks 'What of positive?'"));
  const auto acted = world.act(world.ana, "close", R"({"as":"no-reply","reason":"A test post"})");
  EXPECT_EQ(world.keeper.text(*only<cases::Closed>(acted).reason), "A test post");
}

TEST_F(Ends, What_the_chart_wants_is_shown_or_explained) {
  world.one.outcomes = {"let-stand", "serve"};
  for (const char* as : {"answered", "served", "passed-on", "researched", "reported", "no-reply",
                         "said-before", "not-for-us"}) {
    const std::string plain = fmt::format(R"({{"as":"{}"}})", as);
    EXPECT_TRUE(is_refused(world.act(world.ana, "close", plain), Refusal::bad_request,
                           "The chart wants 'Title of serve'"))
        << as;
    EXPECT_TRUE(world.act(world.ana, "close",
                          fmt::format(R"({{"as":"{}","reason":"By telephone"}})", as)));
  }
  world.one.hand_overs.push_back({base::Id{80}, "team:membership", world.now, {}, {}, {}, {}});
  world.one.hand_overs.back().back_at = world.now;
  EXPECT_TRUE(world.act(world.ana, "close", R"({"as":"passed-on"})"));
  EXPECT_FALSE(world.act(world.ana, "close", R"({"as":"served"})"));
  world.one.hand_overs.back().answer = record::TextRef{};
  EXPECT_TRUE(world.act(world.ana, "close", R"({"as":"served"})"));
  EXPECT_FALSE(world.act(world.ana, "close", R"({"as":"answered"})"));
  world.replied = true;
  EXPECT_TRUE(world.act(world.ana, "close", R"({"as":"answered"})"));
  EXPECT_FALSE(world.act(world.ana, "close", R"({"as":"researched"})"));
  world.one.research.push_back({base::Id{60}, "role:manager", world.now, {}, "fees", true});
  EXPECT_TRUE(world.act(world.ana, "close", R"({"as":"researched"})"));
}

TEST_F(Ends, A_case_that_is_elsewhere_is_not_closed) {
  world.one.holding = cases::Holding{world.ben.id, world.now};
  EXPECT_TRUE(is_refused(world.act(world.ana, "close", R"({"as":"let-stand"})"),
                         Refusal::held_by_another));
  world.one.holding.reset();
  world.one.research.push_back({base::Id{60}, "role:manager", world.now, {}, "", false});
  EXPECT_TRUE(is_refused(world.act(world.ana, "close", R"({"as":"let-stand"})"),
                         Refusal::wrong_state, "Manager is finding something out"));
  world.one.research.clear();
  world.one.hand_overs.push_back({base::Id{80}, "team:membership", world.now, {}, {}, {}, {}});
  world.one.waits_for = cases::WaitsFor::team;
  EXPECT_TRUE(is_refused(world.act(world.ana, "close", R"({"as":"let-stand"})"),
                         Refusal::wrong_state, "Membership has it"));
}

TEST_F(Ends, A_done_case_is_opened_again) {
  EXPECT_TRUE(is_refused(world.act(world.ana, "reopen"), Refusal::already_so));
  world.one.state = cases::State::done;
  EXPECT_TRUE(is_refused(world.act(world.ana, "close", R"({"as":"let-stand"})"),
                         Refusal::already_so));
  const auto acted = world.act(world.ana, "reopen", R"({"reason":"She wrote again"})");
  EXPECT_EQ(only<cases::Reopened>(acted).cause, "person");
  EXPECT_TRUE(acted->walk_again);
}

TEST_F(Ends, Two_cases_of_one_author_become_one) {
  another(2000);
  world.one.accounts = {"main", "press"};
  world.one.legal_holds = {"2026-014"};
  const auto acted = world.act(world.meg, "merge", into(2000));
  EXPECT_EQ(only<cases::MergedInto>(acted).into, base::Id{2000});
  ASSERT_EQ(acted->others.size(), 3u);
  for (const auto& [id, event] : acted->others) EXPECT_EQ(id, base::Id{2000});
  const auto& from = std::get<cases::MergedFrom>(acted->others[0].second);
  EXPECT_EQ(from.from, base::Id{1000});
  EXPECT_EQ(from.posts, world.one.posts);
  EXPECT_EQ(std::get<cases::AccountAdded>(acted->others[1].second).account, "press");
  EXPECT_EQ(std::get<cases::LegalHoldSet>(acted->others[2].second).matter, "2026-014");
}

TEST_F(Ends, Cases_that_have_nothing_in_common_stay_apart) {
  cases::Conversation& other = another(2000);
  other.author = base::Id{2};
  EXPECT_TRUE(is_refused(world.act(world.meg, "merge", into(2000)), Refusal::wrong_state,
                         "neither of one author nor of one thread"));
  other.thread = world.one.thread;
  EXPECT_TRUE(world.act(world.meg, "merge", into(2000)));
  other.site = "x";
  EXPECT_TRUE(is_refused(world.act(world.meg, "merge", into(2000)), Refusal::wrong_state));
}

TEST_F(Ends, A_case_merges_into_one_that_is_open_and_free) {
  EXPECT_TRUE(is_refused(world.act(world.meg, "merge", into(1000)), Refusal::bad_request));
  EXPECT_TRUE(is_refused(world.act(world.meg, "merge", into(2000)), Refusal::not_found));
  another(2000).state = cases::State::done;
  EXPECT_TRUE(is_refused(world.act(world.meg, "merge", into(2000)), Refusal::case_is_done));
  another(2000).state = cases::State::merged;
  EXPECT_TRUE(is_refused(world.act(world.meg, "merge", into(2000)), Refusal::case_is_merged));
  another(2000).holding = cases::Holding{world.ben.id, world.now};
  EXPECT_TRUE(is_refused(world.act(world.meg, "merge", into(2000)), Refusal::held_by_another));
  another(2000).posts.assign(cases::posts_of_case_max - 1, base::Id{21});
  EXPECT_TRUE(is_refused(world.act(world.meg, "merge", into(2000)), Refusal::too_many));
  another(2000);
  world.one.hand_overs.push_back({base::Id{80}, "team:membership", world.now, {}, {}, {}, {}});
  world.one.waits_for = cases::WaitsFor::team;
  EXPECT_TRUE(is_refused(world.act(world.meg, "merge", into(2000)), Refusal::wrong_state));
}

TEST_F(Ends, Nothing_is_done_to_a_case_that_was_merged_away) {
  world.one.state = cases::State::merged;
  world.one.merged_into = base::Id{2000};
  for (const Act& act : acts()) {
    if (act.info.name == "undo") continue;
    EXPECT_TRUE(is_refused(world.act(machine(), act.info.name), Refusal::case_is_merged,
                           id_text(2000)))
        << act.info.name;
  }
}

TEST_F(Ends, Posts_leave_for_a_case_of_their_own) {
  world.posts[base::Id{11}].author = base::Id{3};
  world.posts[base::Id{11}].account = "press";
  world.one.legal_holds = {"2026-014"};
  const auto acted =
      world.act(world.meg, "split", fmt::format(R"({{"posts":["{}"]}})", id_text(11)));
  const auto& event = only<cases::SplitOff>(acted);
  EXPECT_EQ(event.posts, std::vector<base::Id>{base::Id{11}});
  ASSERT_EQ(acted->others.size(), 3u);
  for (const auto& [id, what] : acted->others) EXPECT_EQ(id, event.into);
  EXPECT_EQ(std::get<cases::Opened>(acted->others[0].second).author, base::Id{3});
  EXPECT_EQ(std::get<cases::PostAdded>(acted->others[1].second).account, "press");
  EXPECT_EQ(std::get<cases::LegalHoldSet>(acted->others[2].second).matter, "2026-014");
}

TEST_F(Ends, Posts_leave_in_the_order_in_which_they_came) {
  world.one.posts.push_back(base::Id{13});
  const auto acted = world.act(
      world.meg, "split", fmt::format(R"({{"posts":["{}","{}"]}})", id_text(13), id_text(11)));
  EXPECT_EQ(only<cases::SplitOff>(acted).posts, (std::vector{base::Id{11}, base::Id{13}}));
}

TEST_F(Ends, A_split_leaves_something_on_both_sides) {
  const auto split = [&](std::string_view posts) {
    return world.act(world.meg, "split", fmt::format(R"({{"posts":[{}]}})", posts));
  };
  const auto quoted = [](int id) { return fmt::format(R"("{}")", id_text(id)); };
  EXPECT_TRUE(is_refused(split(""), Refusal::bad_request));
  EXPECT_TRUE(is_refused(split(quoted(21)), Refusal::not_found));
  EXPECT_TRUE(is_refused(split(quoted(11) + "," + quoted(11)), Refusal::bad_request, "twice"));
  EXPECT_TRUE(is_refused(split(quoted(11) + "," + quoted(12)), Refusal::bad_request, "to stay"));
  world.one.posts = {base::Id{11}};
  EXPECT_TRUE(is_refused(split(quoted(11)), Refusal::wrong_state));
}

TEST_F(Ends, A_case_gets_back_the_posts_that_it_was_merged_with) {
  const std::string request =
      fmt::format(R"({{"posts":["{}"],"into":"{}"}})", id_text(11), id_text(2000));
  EXPECT_TRUE(is_refused(world.act(world.meg, "split", request), Refusal::not_found));
  cases::Conversation& other = another(2000);
  EXPECT_TRUE(is_refused(world.act(world.meg, "split", request), Refusal::not_found));
  other.state = cases::State::merged;
  other.merged_into = world.one.id;
  other.posts = {base::Id{11}};
  const auto acted = world.act(world.meg, "split", request);
  EXPECT_EQ(only<cases::SplitOff>(acted).into, base::Id{2000});
  ASSERT_EQ(acted->others.size(), 1u);
  EXPECT_TRUE(std::holds_alternative<cases::Reopened>(acted->others[0].second));
}

TEST_F(Ends, A_case_belongs_to_one_open_topic) {
  const auto join = [](int id) { return fmt::format(R"({{"topic":"{}"}})", id_text(id)); };
  EXPECT_TRUE(is_refused(world.act(world.meg, "leave-topic"), Refusal::already_so));
  EXPECT_TRUE(is_refused(world.act(world.meg, "join-topic", join(501)), Refusal::not_found));
  EXPECT_EQ(only<cases::TopicJoined>(world.act(world.meg, "join-topic", join(500))).topic,
            base::Id{500});
  world.one.topic = base::Id{500};
  EXPECT_TRUE(is_refused(world.act(world.meg, "join-topic", join(500)), Refusal::wrong_state));
  EXPECT_EQ(only<cases::TopicLeft>(world.act(world.meg, "leave-topic")).topic, base::Id{500});
}

TEST_F(Ends, A_legal_hold_has_a_reference_and_no_name) {
  const char* matter = R"({"matter":"2026-014"})";
  EXPECT_TRUE(is_refused(world.act(world.lee, "lift-legal-hold", matter), Refusal::already_so));
  EXPECT_EQ(only<cases::LegalHoldSet>(world.act(world.lee, "legal-hold", matter)).matter,
            "2026-014");
  EXPECT_TRUE(is_refused(world.act(world.lee, "legal-hold", R"({"matter":"Smith v Us"})"),
                         Refusal::bad_request));
  EXPECT_TRUE(is_refused(world.act(world.meg, "legal-hold", matter), Refusal::not_permitted));
  world.one.legal_holds = {"2026-014"};
  EXPECT_TRUE(is_refused(world.act(world.lee, "legal-hold", matter), Refusal::already_so));
  EXPECT_TRUE(is_refused(world.act(world.lee, "lift-legal-hold", R"({"matter":"2026-015"})"),
                         Refusal::already_so));
  EXPECT_EQ(only<cases::LegalHoldLifted>(world.act(world.lee, "lift-legal-hold", matter)).matter,
            "2026-014");
  for (int i = 0; i < 19; ++i) world.one.legal_holds.push_back(fmt::format("m-{}", i));
  EXPECT_TRUE(is_refused(world.act(world.lee, "legal-hold", R"({"matter":"one-more"})"),
                         Refusal::too_many));
}

TEST_F(Ends, What_the_machine_let_stand_is_checked) {
  EXPECT_TRUE(is_refused(world.act(world.meg, "check-sample", R"({"right":true})"),
                         Refusal::wrong_state));
  world.one.outcomes = {"let-stand"};
  EXPECT_TRUE(only<cases::Checked>(world.act(world.meg, "check-sample", R"({"right":true})"))
                  .right);
  EXPECT_TRUE(is_refused(world.act(world.meg, "check-sample", R"({"right":false})"),
                         Refusal::bad_request));
  const auto acted =
      world.act(world.meg, "check-sample", R"({"right":false,"reason":"It was irony"})");
  EXPECT_FALSE(only<cases::Checked>(acted).right);
  EXPECT_EQ(world.keeper.text(*only<cases::Checked>(acted).reason), "It was irony");
  world.one.checked = "right";
  EXPECT_TRUE(is_refused(world.act(world.meg, "check-sample", R"({"right":true})"),
                         Refusal::already_so));
  EXPECT_TRUE(is_refused(world.act(machine(), "check-sample", R"({"right":true})"),
                         Refusal::not_permitted));
}

TEST_F(Ends, What_a_person_answered_is_no_sample_of_the_machine) {
  world.one.outcomes = {"let-stand"};
  world.given(70, "positive", "yes", world.ana);
  EXPECT_TRUE(is_refused(world.act(world.meg, "check-sample", R"({"right":true})"),
                         Refusal::wrong_state));
  world.one.answers.clear();
  world.one.outcomes = {"let-stand", "monitor"};
  EXPECT_TRUE(is_refused(world.act(world.meg, "check-sample", R"({"right":true})"),
                         Refusal::wrong_state));
}

}  // namespace
}  // namespace decorum::desk
