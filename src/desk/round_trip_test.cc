// Every act that has an inverse is done and taken back: by the inverse, and by undo. The case is
// then as it was, but for its version, when it changed, and the lists that keep what happened.
#include <functional>
#include <set>

#include "desk/act_for_test.h"

namespace decorum::desk {
namespace {

using namespace std::chrono_literals;

std::string with_id(std::string_view name, base::Id id, std::string_view more = "") {
  return fmt::format(R"({{"{}":"{}"{}}})", name, base::to_text(id), more);
}

// What has to be as before. Entries that were made anew have another event; of a clock that stands
// still, what is left on it counts.
cases::Conversation what_counts(cases::Conversation one) {
  one.version = 0;
  one.changed_at = {};
  one.notes.clear();
  one.hand_overs.clear();
  one.research.clear();
  for (cases::Watch& watch : one.watches) watch.event = {};
  for (cases::Answer& answer : one.answers) {
    answer.event = {};
    answer.reason.reset();
  }
  if (one.due) {
    one.due->clock.clear();
    one.due->warn_at = {};
  }
  if (one.due && one.due->paused_since) {
    one.due->at = base::Time(one.due->at - *one.due->paused_since);
    one.due->paused_since = base::Time{};
  }
  return one;
}

struct Trip {
  const char* act;
  std::string request = "{}";
  std::function<std::string(const World&)> back = [](const World&) { return "{}"; };
  std::function<void(World&)> prepare = [](World&) {};
  bool can_be_undone = true;
};

std::string last_answer(const World& world) {
  return with_id("answer", world.one.answers.back().event);
}

std::vector<Trip> ways_in() {
  const auto says = [](std::string text) { return [text](const World&) { return text; }; };
  const auto proposes = [](World& world) {
    world.path = {{"troll", {"trolling"}, "proposed"}};
    world.one.ask = "troll";
  };
  return {
      {"hold", "{}"},
      {"assign", R"({"to":"ben"})"},
      {"answer", R"({"question":"positive","answers":["no"]})", last_answer,
       [](World& world) { world.one.ask = "positive"; }},
      {"confirm", R"({"question":"troll"})", last_answer, proposes},
      {"dismiss", R"({"question":"troll","answers":["neither"],"reason":"x"})", last_answer,
       proposes},
      {"note", R"({"text":"x"})",
       [](const World& world) { return with_id("note", world.one.notes.back().event); }},
      {"tag", R"({"tag":"late"})", says(R"({"tag":"late"})")},
      {"hand-over", R"({"to":"team:membership","message":"x","link":true})"},
      {"ask-research", R"({"owner":"role:manager","question":"x"})",
       [](const World& world) {
         return with_id("research", world.one.research.back().event, R"(,"answer":"x")");
       }},
      {"snooze", R"({"until":"2026-11-27T11:00:00Z"})"},
      {"wait-for-author", "{}"},
      {"set-due", R"({"at":"2026-11-27T11:00:00Z","reason":"x"})",
       says(R"({"at":"2026-11-27T12:00:00Z","reason":"x"})")},
      {"watch", R"({"as":"hostile"})",
       [](const World& world) { return with_id("watch", world.one.watches.back().event); }},
      {"close", R"({"as":"no-reply","reason":"x"})"},
      {"join-topic", with_id("topic", base::Id{500})},
      {"legal-hold", R"({"matter":"m"})", says(R"({"matter":"m"})")},
  };
}

std::vector<Trip> ways_out() {
  const auto says = [](std::string text) { return [text](const World&) { return text; }; };
  const auto after = [](std::string act, std::string request = "{}") {
    return [act, request](World& world) { world.done(world.meg, act, request); };
  };
  const std::string passed_on = R"({"to":"team:membership","message":"x"})";
  const std::string asked = R"({"owner":"role:manager","question":"x"})";
  return {
      {"release", "{}", says("{}"), after("hold")},
      {"not-me", "{}", says(R"({"to":"meg"})"),
       [](World& world) { world.one.assigned = "meg"; }},
      {"unassign", "{}", says(R"({"to":"ben"})"), after("assign", R"({"to":"ben"})")},
      {"withdraw-answer", with_id("answer", base::Id{70}),
       says(R"({"question":"positive","answers":["no"]})"),
       [](World& world) {
         world.one.ask = "positive";
         world.given(70, "positive", "no", world.meg);
       }},
      {"untag", R"({"tag":"late"})", says(R"({"tag":"late"})"), after("tag", R"({"tag":"late"})")},
      {"hand-back", R"({"answer":"x"})", says(passed_on), after("hand-over", passed_on), false},
      {"close-research", "", says(asked), after("ask-research", asked), false},
      {"wake", "{}", says(R"({"until":"2026-11-27T11:00:00Z"})"),
       after("snooze", R"({"until":"2026-11-27T11:00:00Z"})")},
      {"resume", "{}", says("{}"),
       [](World& world) {
         world.done(world.meg, "wait-for-author");
         world.now += 20min;
       }},
      {"end-watch", "", says(R"({"as":"hostile"})"), after("watch", R"({"as":"hostile"})")},
      {"reopen", "{}", says(R"({"as":"no-reply","reason":"x"})"),
       after("close", R"({"as":"no-reply","reason":"x"})")},
      {"leave-topic", "{}", says(with_id("topic", base::Id{500})),
       after("join-topic", with_id("topic", base::Id{500}))},
      {"lift-legal-hold", R"({"matter":"m"})", says(R"({"matter":"m"})"),
       after("legal-hold", R"({"matter":"m"})")},
  };
}

class RoundTrip : public ::testing::TestWithParam<Trip> {
 protected:
  RoundTrip() {
    world.one.outcomes = {"serve"};
    world.one.due = sample_due("outcome:serve", world.now - 2h, world.now + 2h);
    world.meg = person("meg", {"manager", "legal-adviser"});
    GetParam().prepare(world);
    before = what_counts(world.one);
  }

  // The request of an act that names something which `prepare` made.
  std::string request() const {
    const std::string_view act = GetParam().act;
    if (act == "close-research") {
      return with_id("research", world.one.research.back().event, R"(,"answer":"x")");
    }
    if (act == "end-watch") return with_id("watch", world.one.watches.back().event);
    return GetParam().request;
  }

  // Opening a case again walks the chart again, which starts its clock anew; no walk is here.
  void expect_as_before() const {
    cases::Conversation now = what_counts(world.one);
    if (std::string_view(GetParam().act) == "close") now.due = before.due;
    EXPECT_EQ(base::write_shape(now), base::write_shape(before));
  }

  World world;
  cases::Conversation before;
};

// By the act's name, not its bytes.
void PrintTo(const Trip& trip, std::ostream* out) { *out << trip.act; }

TEST_P(RoundTrip, The_inverse_takes_it_back) {
  world.done(world.meg, GetParam().act, request());
  const bool only_listed = std::string_view(GetParam().act) == "note";
  EXPECT_TRUE(only_listed || what_counts(world.one) != before) << "it changed nothing";
  world.done(world.meg, act_named(GetParam().act)->info.inverse, GetParam().back(world));
  expect_as_before();
}

TEST_P(RoundTrip, Undo_takes_it_back_or_says_why_not) {
  const auto events = world.done(world.meg, GetParam().act, request());
  ASSERT_FALSE(events.empty());
  // Of what happened, the act's own event; a clock that changed with it comes before or after.
  base::Id event = events.front();
  for (const base::Id id : events) {
    if (world.past[id].event.kind != "due-set" || events.size() == 1) event = id;
    if (world.past[id].event.kind == "handed-back") break;
  }
  const auto acted = world.act(world.meg, "undo", with_id("event", event));
  if (!GetParam().can_be_undone) {
    EXPECT_TRUE(is_refused(acted, Refusal::has_no_inverse));
    return;
  }
  ASSERT_TRUE(acted) << words(acted);
  EXPECT_EQ(only<cases::Undone>(acted).event, event);
  EXPECT_TRUE(std::holds_alternative<cases::Undone>(acted->events.front()));
  world.happen(world.meg, *acted);
  expect_as_before();
  EXPECT_FALSE(world.act(world.meg, "undo", with_id("event", event))) << "twice";
}

std::string name_of_trip(const ::testing::TestParamInfo<Trip>& info) {
  std::string name = info.param.act;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}
INSTANTIATE_TEST_SUITE_P(In, RoundTrip, ::testing::ValuesIn(ways_in()), name_of_trip);
INSTANTIATE_TEST_SUITE_P(Out, RoundTrip, ::testing::ValuesIn(ways_out()), name_of_trip);

TEST(RoundTrips, Every_act_with_an_inverse_is_among_them) {
  std::set<std::string_view> tried{"merge", "split"};  // below: they change two cases
  for (const auto& trips : {ways_in(), ways_out()}) {
    for (const Trip& trip : trips) tried.insert(trip.act);
  }
  for (const Act& act : acts()) {
    EXPECT_EQ(tried.contains(act.info.name), !act.info.inverse.empty()) << act.info.name;
  }
}

class TwoCases : public ::testing::Test {
 protected:
  TwoCases() { world.others[base::Id{2000}] = other; }
  void both_are_as_before() {
    EXPECT_EQ(base::write_shape(what_counts(world.one)), base::write_shape(what_counts(one)));
    EXPECT_EQ(base::write_shape(what_counts(world.others[base::Id{2000}])),
              base::write_shape(what_counts(other)));
  }
  std::string undo(base::Id event) { return with_id("event", event); }

  World world;
  cases::Conversation one = world.one, other = another();

 private:
  cases::Conversation another() {
    cases::Conversation copy = world.one;
    copy.id = base::Id{2000};
    copy.posts = {base::Id{21}};
    copy.focus = base::Id{21};
    return copy;
  }
};

TEST_F(TwoCases, A_merge_is_taken_back_by_a_split) {
  world.done(world.meg, "merge", with_id("into", base::Id{2000}));
  EXPECT_EQ(world.one.state, cases::State::merged);
  EXPECT_EQ(world.others[base::Id{2000}].posts.size(), 3u);
  world.turn_to(base::Id{2000});
  world.done(world.meg, "split",
             fmt::format(R"({{"posts":["{}","{}"],"into":"{}"}})", base::to_text(base::Id{11}),
                         base::to_text(base::Id{12}), base::to_text(base::Id{1000})));
  world.turn_to(base::Id{1000});
  both_are_as_before();
}

TEST_F(TwoCases, A_merge_is_undone_on_either_side) {
  const auto events = world.done(world.meg, "merge", with_id("into", base::Id{2000}));
  EXPECT_TRUE(is_refused(world.act(world.meg, "tag", R"({"tag":"x"})"), Refusal::case_is_merged));
  world.done(world.meg, "undo", undo(events.front()));
  both_are_as_before();
  EXPECT_TRUE(is_refused(world.act(world.meg, "undo", undo(events.front())), Refusal::stale));

  world.done(world.meg, "merge", with_id("into", base::Id{2000}));
  base::Id merged_from;
  for (const auto& [id, past] : world.past) {
    if (past.event.kind == "merged-from") merged_from = id;
  }
  world.turn_to(base::Id{2000});
  world.done(world.meg, "undo", undo(merged_from));
  world.turn_to(base::Id{1000});
  both_are_as_before();
}

TEST_F(TwoCases, Nothing_else_is_undone_on_a_case_that_was_merged_away) {
  const auto tagged = world.done(world.meg, "tag", R"({"tag":"x"})");
  world.done(world.meg, "merge", with_id("into", base::Id{2000}));
  EXPECT_TRUE(is_refused(world.act(world.meg, "undo", undo(tagged.front())),
                         Refusal::case_is_merged));
}

TEST_F(TwoCases, A_split_is_taken_back_by_a_merge_and_by_undo) {
  const std::string request =
      fmt::format(R"({{"posts":["{}"]}})", base::to_text(base::Id{11}));
  for (const bool by_undo : {false, true}) {
    const auto events = world.done(world.meg, "split", request);
    EXPECT_EQ(world.one.posts, std::vector<base::Id>{base::Id{12}});
    const base::Id into =
        std::get<cases::SplitOff>(world.past[events.front()].what).into;
    EXPECT_EQ(world.others[into].posts, std::vector<base::Id>{base::Id{11}});
    EXPECT_EQ(world.others[into].thread, one.thread);
    if (by_undo) {
      world.done(world.meg, "undo", undo(events.front()));
    } else {
      world.turn_to(into);
      world.done(world.meg, "merge", with_id("into", base::Id{1000}));
      world.turn_to(base::Id{1000});
    }
    both_are_as_before();
    EXPECT_EQ(world.others[into].state, cases::State::merged);
  }
}

}  // namespace
}  // namespace decorum::desk
