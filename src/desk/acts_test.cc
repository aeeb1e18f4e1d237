// The table of acts as a whole: what each one's entry promises, and that the list of what a person
// may do now and the acts themselves never differ.
#include <cstdint>
#include <random>
#include <set>

#include "cases/apply.h"
#include "desk/act_for_test.h"
#include "desk/act_rules.h"
#include "desk/answering.h"

namespace decorum::desk {
namespace {

using namespace std::chrono_literals;

TEST(Acts, Every_act_has_a_name_a_title_and_a_sentence) {
  std::set<std::string_view> names, titles;
  for (const Act& act : acts()) {
    EXPECT_TRUE(names.insert(act.info.name).second) << act.info.name;
    EXPECT_TRUE(titles.insert(act.info.title).second) << act.info.title;
    EXPECT_TRUE(is_reference(act.info.name)) << act.info.name;
    EXPECT_FALSE(act.info.about.empty()) << act.info.name;
    EXPECT_NE(act.info.about.back(), '.') << act.info.name;
    EXPECT_EQ(act_named(act.info.name), &act);
  }
  EXPECT_EQ(acts().size(), 36u);
  EXPECT_EQ(act_named(""), nullptr);
  EXPECT_EQ(act_named("delete"), nullptr);
}

TEST(Acts, Every_act_has_its_inverse_or_says_why_it_has_none) {
  for (const Act& act : acts()) {
    EXPECT_NE(act.info.inverse.empty(), act.info.no_inverse.empty()) << act.info.name;
    if (act.info.inverse.empty()) continue;
    const Act* inverse = act_named(act.info.inverse);
    ASSERT_NE(inverse, nullptr) << act.info.name << " names " << act.info.inverse;
    EXPECT_EQ(inverse->info.permission, act.info.permission)
        << act.info.name << ": whoever did it may take it back";
  }
}

TEST(Acts, Only_what_is_safe_for_many_is_done_to_many) {
  std::string names;
  for (const Act& act : acts()) {
    if (act.info.in_bulk) names += fmt::format("{} ", act.info.name);
  }
  EXPECT_EQ(names, "assign note tag untag snooze wake close join-topic ");
}

TEST(Acts, Every_request_is_described) {
  for (const Act& act : acts()) {
    base::Schemas named;
    EXPECT_TRUE(base::JsonDocument::parse(act.schema(named))) << act.info.name;
  }
}

// With one permission alone exactly the acts that name it are open.
TEST(Acts, Every_act_asks_its_own_permission) {
  World world;
  for (std::size_t i = 0; i <= permission_count; ++i) {
    Actor actor = person("ana", {});
    if (i < permission_count) actor.may.set(i);
    for (const Act& act : acts()) {
      const auto acted = world.act(actor, act.info.name);
      const bool is_open = i == static_cast<std::size_t>(act.info.permission);
      const bool is_refused_it = !acted && acted.error().why == Refusal::not_permitted &&
                                 acted.error().what.starts_with("None of your roles");
      EXPECT_EQ(is_refused_it, !is_open) << act.info.name << " with permission " << i;
    }
  }
}

// A case in any state, made of a seed.
class AnyCase {
 public:
  explicit AnyCase(std::uint32_t seed) : random_(seed) {
    make_state();
    make_lists();
    make_chart();
    make_due();
    cases::Conversation& other = world.others[base::Id{2000}];
    other = World().one;
    other.id = base::Id{2000};
    other.posts = {base::Id{21}};
    const Actor* actors[] = {&world.ana, &world.ben, &world.lee, &world.meg};
    actor = *actors[pick(4)];
  }

  World world;
  Actor actor;

 private:
  std::size_t pick(std::size_t count) { return random_() % count; }
  bool flip() { return pick(2) == 0; }
  const Actor& anybody() { return flip() ? world.ana : world.ben; }

  void make_state() {
    cases::Conversation& one = world.one;
    one.state = static_cast<cases::State>(pick(cases::state_names.size()));
    one.waits_for = static_cast<cases::WaitsFor>(pick(cases::waits_for_names.size()));
    if (one.state == cases::State::merged) one.merged_into = base::Id{2000};
    if (one.state == cases::State::snoozed) one.snoozed_until = world.now + 30min;
    if (one.state == cases::State::done) one.closed_as = "no-reply";
    one.history = pick(5) == 0;
    if (flip()) one.holding = cases::Holding{anybody().id, world.now - 5s};
    if (flip()) one.assigned = anybody().person;
    if (flip()) one.posts.erase(one.posts.begin());
    if (pick(4) == 0) one.topic = base::Id{500};
    if (pick(5) == 0) world.posts[one.focus].text_is_gone = true;
    world.replied = flip();
  }

  void make_lists() {
    cases::Conversation& one = world.one;
    const std::size_t sizes[] = {0, 1, cases::tags_max};
    for (std::size_t i = 0, count = sizes[pick(3)]; i < count; ++i) {
      one.tags.push_back(fmt::format("t{}", i));
    }
    const std::size_t notes[] = {0, 2, cases::notes_max};
    for (std::size_t i = 0, count = notes[pick(3)]; i < count; ++i) {
      const base::Id event{4000 + static_cast<std::int64_t>(i)};
      one.notes.push_back({event, anybody().id, world.now, {}, flip()});
    }
    const std::size_t holds[] = {0, 1, 20};
    for (std::size_t i = 0, count = holds[pick(3)]; i < count; ++i) {
      one.legal_holds.push_back(fmt::format("m{}", i));
    }
    if (flip()) one.watches.push_back({base::Id{50}, "hostile", world.now + (flip() ? 1h : -1h)});
    if (flip()) one.research.push_back({base::Id{60}, "role:manager", world.now, {}, "", flip()});
    if (pick(8) == 0) {
      one.research.resize(cases::research_max, {base::Id{61}, "role:manager", {}, {}, "", true});
    }
    if (flip()) {
      one.hand_overs.push_back({base::Id{80}, "team:membership", world.now, {}, {}, {}, {}});
      if (flip()) one.hand_overs.back().link = base::Id{90};
      if (flip()) one.hand_overs.back().back_at = world.now;
    }
  }

  void make_chart() {
    cases::Conversation& one = world.one;
    const char* questions[] = {"needs", "positive", "troll"};
    if (flip()) one.ask = questions[pick(3)];
    for (const char* id : {"let-stand", "monitor", "serve"}) {
      if (pick(3) == 0) one.outcomes.emplace_back(id);
    }
    if (flip()) world.path.push_back({"positive", {"no"}, "machine"});
    if (flip()) world.path.push_back({"needs", {"threat", "complaint"}, "proposed"});
    if (flip()) world.path.push_back({"troll", {"trolling"}, "proposed"});
    const std::size_t answers[] = {0, 0, 2, cases::answers_max};
    for (std::size_t i = 0, count = answers[pick(4)]; i < count; ++i) {
      world.given(70 + static_cast<std::int64_t>(i), "positive", flip() ? "yes" : "no", anybody());
    }
  }

  void make_due() {
    if (flip()) return;
    const base::Duration ends[] = {-24h, -1us, 0us, 1us, 2h};
    cases::Due due = sample_due(flip() ? "outcome:serve" : "team:membership", world.now - 30h,
                            world.now + ends[pick(5)]);
    if (flip()) due.from = world.now - 1h;
    if (pick(3) == 0) due.paused_since = world.now - 10min;
    due.level = static_cast<std::int32_t>(pick(2));
    if (pick(3) == 0) due.acknowledged_by = world.ben.id;
    world.one.due = due;
  }

  std::mt19937 random_;
};

std::string id_field(std::string_view name, base::Id id, std::string_view more = "") {
  return fmt::format(R"({{"{}":"{}"{}}})", name, base::to_text(id), more);
}

// The id of the first entry that `take` takes.
template <class List, class Take>
base::Id first_of(const List& list, const Take& take) {
  for (const auto& entry : list) {
    if (take(entry)) return entry.event;
  }
  return {};
}

std::string answer_for(const AnyCase& any) {
  const cases::Conversation& one = any.world.one;
  const auto& path = any.world.path;
  const std::string question = !one.ask.empty() ? one.ask
                               : path.empty()   ? "positive"
                                                : path.front().question;
  std::string last;
  for (const cases::Answer& given : one.answers) {
    if (given.question == question) last = given.answers.front();
  }
  const std::string answer = question == "positive" ? (last == "no" ? "yes" : "no")
                             : question == "troll"  ? "neither"
                                                    : "none";
  return fmt::format(R"({{"question":"{}","answers":["{}"]}})", question, answer);
}

std::string proposal_for(const AnyCase& any, std::string_view more) {
  for (const WalkedStep& step : any.world.path) {
    if (step.by == "proposed") {
      return fmt::format(R"({{"question":"{}"{}}})", step.question,
                         more.empty() ? ""
                         : step.question == "troll"
                             ? R"(,"answers":["neither"],"reason":"x")"
                             : R"(,"answers":["none"],"reason":"x")");
    }
  }
  return "{}";
}

// A request that is as good as any, for what the case is: where the act is allowed, it succeeds.
std::string good_request(const AnyCase& any, std::string_view act) {
  const World& world = any.world;
  const cases::Conversation& one = world.one;
  const bool leads = any.actor.can(Permission::lead);
  const auto own = [&](const auto& entry) { return leads || entry.by == any.actor.id; };
  const auto in = [&](base::Duration time) { return base::format_rfc3339(world.now + time); };
  if (act == "hold") return R"({"consent":true})";
  if (act == "assign") return one.assigned == "ana" ? R"({"to":"ben"})" : R"({"to":"ana"})";
  if (act == "answer") return answer_for(any);
  if (act == "confirm") return proposal_for(any, "");
  if (act == "dismiss") return proposal_for(any, "dismiss");
  if (act == "withdraw-answer") return id_field("answer", first_of(one.answers, own));
  if (act == "note") return R"({"text":"x"})";
  if (act == "withdraw-note") {
    return id_field("note", first_of(one.notes, [&](const cases::Note& note) {
                      return !note.withdrawn && own(note);
                    }));
  }
  if (act == "tag") return R"({"tag":"new"})";
  if (act == "untag") return R"({"tag":"t0"})";
  if (act == "hand-over") return R"({"to":"team:membership","message":"x"})";
  if (act == "hand-back") return R"({"answer":"x"})";
  if (act == "revoke-link") return id_field("link", base::Id{90});
  if (act == "ask-research") return R"({"owner":"role:manager","question":"x"})";
  if (act == "close-research") {
    return id_field("research", first_of(one.research, [](const auto& task) {
                      return !task.closed;
                    }), R"(,"sheet":"fees")");
  }
  if (act == "snooze") return fmt::format(R"({{"until":"{}"}})", in(1us));
  if (act == "set-due") {
    const bool is_then = one.due && one.due->at == world.now + 1us;
    return fmt::format(R"({{"at":"{}","reason":"x"}})", in(is_then ? 2us : 1us));
  }
  if (act == "watch") return R"({"as":"hostile"})";
  if (act == "end-watch") return id_field("watch", base::Id{50});
  if (act == "close") return R"({"as":"no-reply","reason":"x"})";
  if (act == "merge") return id_field("into", base::Id{2000});
  if (act == "split") {
    return fmt::format(R"({{"posts":["{}"]}})", base::to_text(one.posts.front()));
  }
  if (act == "join-topic") return id_field("topic", base::Id{500});
  if (act == "legal-hold") return R"({"matter":"new"})";
  if (act == "lift-legal-hold") return R"({"matter":"m0"})";
  if (act == "check-sample") return R"({"right":false,"reason":"x"})";
  return "{}";
}

// One microsecond short of the deadline is not a time that anybody may set.
bool is_a_hair_short(const AnyCase& any, std::string_view act) {
  return act == "set-due" && any.world.one.due && any.world.one.due->at == any.world.now + 1us &&
         !any.actor.can(Permission::lead);
}

TEST(Acts, What_the_list_allows_succeeds_and_what_it_refuses_is_refused_alike) {
  std::map<std::string, int> allowed;
  for (std::uint32_t seed = 0; seed < 2000; ++seed) {
    AnyCase any(seed);
    const Lookup look = any.world.lookup();
    const Situation situation{any.world.one, any.actor, any.world.policy, look, any.world.now};
    const auto possible = possible_acts(situation);
    ASSERT_EQ(possible.size(), acts().size());
    for (const Possible& entry : possible) {
      if (entry.act == "undo") continue;  // hangs on the event alone
      const auto good = act_named(entry.act)->perform(situation, good_request(any, entry.act),
                                                      any.world.keeper);
      const auto nonsense = act_named(entry.act)->perform(situation, "[]", any.world.keeper);
      if (!entry.refused) {
        ++allowed[entry.act];
        EXPECT_TRUE(good || is_a_hair_short(any, entry.act))
            << entry.act << " with seed " << seed << ": " << words(good);
        EXPECT_TRUE(is_refused(nonsense, Refusal::bad_request)) << entry.act;
        continue;
      }
      for (const auto* acted : {&good, &nonsense}) {
        ASSERT_FALSE(*acted) << entry.act << " with seed " << seed << ": " << words(*acted);
        EXPECT_EQ(refusal_names[static_cast<std::size_t>(acted->error().why)], *entry.refused);
        EXPECT_EQ(acted->error().what, *entry.because) << entry.act;
      }
    }
  }
  for (const Act& act : acts()) {
    if (act.info.name == "undo") continue;
    EXPECT_GT(allowed[std::string(act.info.name)], 5) << act.info.name << " was hardly tried";
  }
}

// Whatever people type stays out of what the record keeps for ever.
TEST(Acts, No_event_holds_words_that_somebody_typed) {
  constexpr std::string_view typed = "Zanzibar Quillfeather";
  World world;
  world.one.outcomes = {"serve"};
  world.one.ask = "positive";
  world.path = {{"positive", {}, "machine"}, {"troll", {"trolling"}, "proposed"}};
  const auto with = [&](std::string_view request) {
    std::string filled(request);
    filled.replace(filled.find('$'), 1, typed);
    return filled;
  };
  const std::pair<const char*, const char*> requests[] = {
      {"assign", R"({"to":"ben","reason":"$"})"},
      {"note", R"({"text":"$"})"},
      {"answer", R"({"question":"positive","answers":["no"],"reason":"$"})"},
      {"confirm", R"({"question":"troll","reason":"$"})"},
      {"dismiss", R"({"question":"troll","answers":["neither"],"reason":"$"})"},
      {"hand-over", R"({"to":"team:membership","message":"$"})"},
      {"ask-research", R"({"owner":"role:manager","question":"$"})"},
      {"set-due", R"({"at":"2026-11-27T11:00:00Z","reason":"$"})"},
      {"close", R"({"as":"no-reply","reason":"$"})"},
  };
  for (const auto& [name, request] : requests) {
    const auto acted = world.act(world.meg, name, with(request));
    ASSERT_TRUE(acted) << name << words(acted);
    for (const auto& event : acted->events) {
      EXPECT_EQ(cases::data_of(event).json.find(typed.substr(0, 8)), std::string::npos) << name;
    }
    for (const MailWish& mail : acted->mails) {
      for (const auto& field : mail.fields) {
        EXPECT_EQ(field.second.find(typed.substr(0, 8)), std::string::npos) << name;
      }
    }
    ASSERT_FALSE(world.keeper.texts.empty()) << name;
    EXPECT_EQ(world.keeper.texts.rbegin()->second.second, typed) << name;
    world.keeper.texts.clear();
  }
}

}  // namespace
}  // namespace decorum::desk
