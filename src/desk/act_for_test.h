// A small organisation, one case and everything that acts look up, for the tests of acts.
//
//   World world;
//   world.one.tags = {"late"};
//   auto acted = world.act(world.ana, "untag", R"({"tag":"late"})");
//   ASSERT_TRUE(acted) << words(acted);
//   EXPECT_EQ(only<cases::Untagged>(acted).tag, "late");
#pragma once

#include <chrono>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/time.h"
#include "cases/apply.h"
#include "desk/act.h"

namespace decorum::desk {

inline base::Time at(std::string_view text) { return base::parse_rfc3339(text).value(); }

inline policy::Deadline business(int hours, std::string name = {}) {
  return {.kind = policy::Deadline::Kind::business,
          .amount = std::chrono::hours(hours),
          .days = 0,
          .name = std::move(name)};
}

inline cases::Due sample_due(std::string what, base::Time from, base::Time until,
                         std::string clock = "business 4h") {
  cases::Due due;
  due.what = std::move(what);
  due.clock = std::move(clock);
  due.from = from;
  due.at = until;
  due.warn_at = until;
  return due;
}

inline policy::Answer answer_to(std::string id, policy::Target::Kind kind, std::size_t index,
                                bool confirm = false) {
  policy::Answer answer;
  answer.id = std::move(id);
  answer.go = {kind, index};
  answer.confirm = confirm;
  answer.accuses = confirm;
  return answer;
}

inline policy::Outcome outcome_of(std::string id, policy::Outcome::Do act,
                                  policy::Deadline due = {}) {
  policy::Outcome outcome;
  outcome.id = std::move(id);
  outcome.title = "Title of " + outcome.id;
  outcome.act = act;
  outcome.owner = "responder";
  outcome.due = std::move(due);
  return outcome;
}

// needs (multi): threat (confirm) -> monitor, complaint -> serve, none -> positive
// positive:      yes -> let-stand, no -> troll
// troll:         trolling (confirm) -> monitor, neither -> serve
inline policy::Policy small_policy() {
  using Kind = policy::Target::Kind;
  using Do = policy::Outcome::Do;
  policy::Policy policy;
  policy.hash = "sha256:test";
  policy.info.time_zone = "Europe/London";
  policy::Protocol& chart = policy.protocol;
  chart.outcomes.push_back(outcome_of("let-stand", Do::stand));
  chart.outcomes.push_back(outcome_of("monitor", Do::monitor));
  chart.outcomes.push_back(outcome_of("serve", Do::serve, business(4, "first-response")));
  chart.outcomes[1].watch =
      policy::Watch{.as = "hostile", .lasts = std::chrono::days(30), .then = std::nullopt};
  const auto question = [&](std::string id, bool multi, auto... answers) {
    policy::Question& one = chart.questions.emplace_back();
    one.ask = "What of " + id + "?";
    one.id = std::move(id);
    one.multi = multi;
    (one.answers.push_back(std::move(answers)), ...);
    one.unsure_role = "responder";
    one.unsure_within = business(2);
  };
  question("needs", true, answer_to("threat", Kind::outcome, 1, true),
           answer_to("complaint", Kind::outcome, 2), answer_to("none", Kind::question, 1));
  question("positive", false, answer_to("yes", Kind::outcome, 0),
           answer_to("no", Kind::question, 2));
  question("troll", false, answer_to("trolling", Kind::outcome, 1, true),
           answer_to("neither", Kind::outcome, 2));
  policy.roles.people = {{"dee", "Dee Outside", "dee@example.org", ""}};
  const auto role = [&](std::string id, std::string title) {
    policy.roles.roles.push_back({std::move(id), std::move(title), "", {}, {}});
  };
  role("responder", "Responder");
  role("manager", "Manager");
  role("member-care", "Member care lead");
  role("vacant", "Vacant");
  policy.roles.roles[2].holders.push_back({"dee", std::chrono::sys_days{}, {}});
  policy.roles.teams = {{"membership", "Membership", "members@example.org", "member-care"}};
  policy.clocks.deadlines = {{"first-response", business(4), 50, "manager", ""},
                             {"facts", business(8), 50, "", ""}};
  policy.facts.emplace_back().id = "fees";
  policy::Account& account = policy.accounts.accounts.emplace_back();
  account.id = "main";
  return policy;
}

inline Actor person(std::string id, std::vector<std::string> roles) {
  Actor actor;
  actor.id = "person:" + id;
  actor.person = std::move(id);
  for (const std::string& role : roles) actor.may |= permissions_of(role);
  actor.roles = std::move(roles);
  return actor;
}

// "held-by-another: Ben Sample has been …", or "done: KIND KIND".
inline std::string words(const OrRefused<Acted>& acted) {
  if (!acted) {
    const auto name = refusal_names[static_cast<std::size_t>(acted.error().why)];
    return fmt::format("{}: {} [{}]", name, acted.error().what, acted.error().where);
  }
  std::string kinds = "done:";
  for (const auto& event : acted->events) {
    std::visit([&](const auto& what) { kinds += fmt::format(" {}", what.kind); }, event);
  }
  return kinds;
}

// Keeps texts in memory, with digests that a test can read.
class MemoryKeeper final : public Keeper {
 public:
  record::TextRef keep(std::string_view kind, std::string_view body) override {
    const base::Id id = new_id();
    texts[id] = {std::string(kind), std::string(body)};
    return {.id = id, .digest = "digest-of-" + base::to_text(id)};
  }
  base::Id new_id() override { return base::Id{++last_}; }

  std::string text(const record::TextRef& ref) const { return texts.at(ref.id).second; }

  std::map<base::Id, std::pair<std::string, std::string>> texts;  // kind, body

 private:
  std::int64_t last_ = 900'000;
};

// Business time is every hour of the day here: what calendars do is tested where they are.
class World {
 public:
  World() {
    one.id = base::Id{1000};
    one.state = cases::State::open;
    one.site = "bluesky";
    one.accounts = {"main"};
    one.author = base::Id{1};
    one.thread = "thread-1";
    one.posts = {base::Id{11}, base::Id{12}};
    one.focus = base::Id{12};
    one.policy = policy.hash;
    one.opened_at = one.changed_at = now - std::chrono::hours(1);
    for (const int post : {11, 12, 21}) posts[base::Id{post}] = {base::Id{1}, "main", false};
    for (const Actor* actor : {&ana, &ben, &lee, &meg}) {
      colleagues.push_back({.person = actor->person,
                            .name = name_of(actor->person),
                            .email = actor->person + "@example.org",
                            .roles = actor->roles,
                            .may = actor->may});
    }
  }

  static std::string name_of(std::string_view person) {
    return fmt::format("{}{} Sample", static_cast<char>(person[0] - 'a' + 'A'), person.substr(1));
  }

  Lookup lookup() {
    Lookup look;
    look.conversation = [this](base::Id id) -> std::optional<cases::Conversation> {
      if (id == one.id) return one;
      const auto found = others.find(id);
      return found == others.end() ? std::nullopt : std::optional(found->second);
    };
    look.colleague = [this](std::string_view id) -> std::optional<Colleague> {
      for (const Colleague& colleague : colleagues) {
        if (colleague.person == id) return colleague;
      }
      return std::nullopt;
    };
    look.acting = [this](std::string_view role) {
      std::vector<Colleague> acting;
      for (const Colleague& colleague : colleagues) {
        for (const std::string& held : colleague.roles) {
          if (held == role) acting.push_back(colleague);
        }
      }
      return acting;
    };
    look.due = [](const policy::Deadline& deadline, std::string_view, base::Time from) {
      return from + deadline.amount + std::chrono::days(deadline.days);
    };
    look.business_between = [](std::string_view, base::Time from, base::Time until) {
      return until - from;
    };
    look.last_seen = [this](const cases::Conversation&, std::string_view actor)
        -> std::optional<base::Time> {
      const auto found = seen.find(std::string(actor));
      return found == seen.end() ? std::nullopt : std::optional(found->second);
    };
    look.post = [this](base::Id id) -> std::optional<PostFacts> {
      const auto found = posts.find(id);
      return found == posts.end() ? std::nullopt : std::optional(found->second);
    };
    look.same_author = [](base::Id author, base::Id other) { return author == other; };
    look.path = [this](const cases::Conversation&) { return path; };
    look.replied = [this](const cases::Conversation&) { return replied; };
    look.topic_is_open = [](base::Id topic) { return topic == base::Id{500}; };
    look.past = [this](const cases::Conversation& of, base::Id id) -> std::optional<Past> {
      const auto found = past.find(id);
      if (found == past.end() || found->second.event.case_id != of.id) return std::nullopt;
      return found->second;
    };
    return look;
  }

  OrRefused<Acted> act(const Actor& actor, std::string_view name, std::string_view request = "{}") {
    const Act* found = act_named(name);
    EXPECT_NE(found, nullptr) << name;
    const Lookup look = lookup();
    return found->perform({one, actor, policy, look, now}, request, keeper);
  }

  // As an answer in the case: who said what of the post in focus.
  cases::Answer& given(std::int64_t event, std::string question, std::string answer,
                       const Actor& by) {
    cases::Answer& added = one.answers.emplace_back();
    added.event = base::Id{event};
    added.post = one.focus;
    added.question = std::move(question);
    added.answers = {std::move(answer)};
    added.by = by.id;
    added.at = now;
    return added;
  }

  // The events of an act happen: to this case, and to others.
  std::vector<base::Id> happen(const Actor& actor, const Acted& acted) {
    std::vector<base::Id> ids;
    for (const auto& event : acted.events) ids.push_back(happen_to(one, one.id, actor, event));
    for (const auto& [id, event] : acted.others) happen_to(others[id], id, actor, event);
    return ids;
  }

  // The act succeeds, and happens; the events on this case.
  std::vector<base::Id> done(const Actor& actor, std::string_view name,
                             std::string_view request = "{}") {
    const auto acted = act(actor, name, request);
    EXPECT_TRUE(acted) << name << " " << request << ": " << words(acted);
    return acted ? happen(actor, *acted) : std::vector<base::Id>{};
  }

  // Another case is the one that is acted on now.
  void turn_to(base::Id id) {
    others[one.id] = one;
    one = others.at(id);
    others.erase(id);
  }

  base::Time now = at("2026-11-27T10:00:00Z");
  policy::Policy policy = small_policy();
  cases::Conversation one;
  std::map<base::Id, cases::Conversation> others;
  std::map<base::Id, PostFacts> posts;
  std::map<base::Id, Past> past;
  std::map<std::string, base::Time> seen;
  std::vector<Colleague> colleagues;
  std::vector<WalkedStep> path;
  bool replied = false;
  MemoryKeeper keeper;
  Actor ana = person("ana", {"responder"}), ben = person("ben", {"responder"});
  Actor lee = person("lee", {"legal-adviser"}), meg = person("meg", {"manager"});

 private:
  base::Id happen_to(cases::Conversation& to, base::Id id, const Actor& actor,
                     const cases::ConversationEvent& what) {
    record::Event event;
    event.id = keeper.new_id();
    event.kind = cases::kind_of(what);
    event.at = now;
    event.actor = actor.id;
    event.case_id = id;
    past[event.id] = {event, what, to};
    cases::apply(to, event, what);
    return event.id;
  }
};

inline ::testing::AssertionResult is_refused(const OrRefused<Acted>& acted, Refusal why,
                                             std::string_view part = {}) {
  if (!acted && acted.error().why == why &&
      acted.error().what.find(part) != std::string::npos) {
    return ::testing::AssertionSuccess();
  }
  return ::testing::AssertionFailure() << words(acted);
}

// The first event of a kind.
template <class Event>
const Event& only(const OrRefused<Acted>& acted) {
  static const Event none{};
  EXPECT_TRUE(acted) << words(acted);
  if (!acted) return none;
  for (const auto& event : acted->events) {
    if (const Event* found = std::get_if<Event>(&event)) return *found;
  }
  ADD_FAILURE() << words(acted) << " has no " << Event::kind;
  return none;
}

}  // namespace decorum::desk
