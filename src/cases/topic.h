// The topic case: what many conversations are about, under one holding line; and, when it is
// declared one, a crisis: who may speak, a log, briefs at set times, a drill, the stand-down.
//
// The conversations name their topic (conversation.h); the topic does not list them.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/shape.h"
#include "record/event.h"

namespace decorum::cases {

inline constexpr std::size_t log_max = 2000;
inline constexpr std::size_t briefs_max = 500;
inline constexpr std::size_t steps_max = 500;  // ticked of one drill
inline constexpr std::size_t held_max = 2000;  // drafts held back by one crisis

enum class TopicState : std::uint8_t { open, crisis, closed };
inline constexpr std::array<std::string_view, 3> topic_state_names{"open", "crisis", "closed"};
inline std::span<const std::string_view> names_of(TopicState) { return topic_state_names; }

struct LogEntry {
  base::Id event;
  std::string by;
  base::Time at;
  record::TextRef text;
  bool withdrawn = false;

  bool operator==(const LogEntry&) const = default;
};

// Briefs for the chief executive: one every so often while the crisis lasts.
struct BriefTimes {
  std::int32_t every_minutes = 120;
  base::Time next_at;
  bool reminded = false;  // of the next one

  bool operator==(const BriefTimes&) const = default;
};

struct Brief {
  base::Id event;
  std::string by;
  base::Time at;
  record::TextRef text;

  bool operator==(const Brief&) const = default;
};

struct StepTicked {
  std::string step, by;
  base::Time at;

  bool operator==(const StepTicked&) const = default;
};

struct DrillRun {
  std::string drill;
  base::Time started_at;
  std::vector<StepTicked> ticked;

  bool operator==(const DrillRun&) const = default;
};

struct Crisis {
  base::Id event;
  std::string declared_by;
  base::Time declared_at;
  std::vector<std::string> speakers;  // ids of people
  std::vector<base::Id> held;         // drafts that were held back
  std::optional<BriefTimes> briefs;
  std::optional<base::Time> stood_down_at;

  bool operator==(const Crisis&) const = default;
};

struct Topic {
  static constexpr std::string_view shape_name = "Topic";
  base::Id id;
  std::int64_t version = 0;
  TopicState state = TopicState::open;
  base::Time opened_at, changed_at;
  record::TextRef title;
  std::vector<std::string> accounts;
  std::optional<base::Id> holding_line;  // a draft
  std::vector<LogEntry> log;
  std::vector<Brief> given;
  std::optional<Crisis> crisis;  // the latest
  std::optional<DrillRun> drill;

  bool operator==(const Topic&) const = default;
};

template <class V>
void describe(V& v, LogEntry& l) {
  v.field("event", l.event);
  v.field("by", l.by);
  v.field("at", l.at);
  v.field("text", l.text);
  v.field("withdrawn", l.withdrawn);
}

template <class V>
void describe(V& v, BriefTimes& b) {
  v.field("every_minutes", b.every_minutes);
  v.field("next_at", b.next_at);
  v.field("reminded", b.reminded);
}

template <class V>
void describe(V& v, Brief& b) {
  v.field("event", b.event);
  v.field("by", b.by);
  v.field("at", b.at);
  v.field("text", b.text);
}

template <class V>
void describe(V& v, StepTicked& s) {
  v.field("step", s.step);
  v.field("by", s.by);
  v.field("at", s.at);
}

template <class V>
void describe(V& v, DrillRun& d) {
  v.field("drill", d.drill);
  v.field("started_at", d.started_at);
  v.field("ticked", d.ticked);
}

template <class V>
void describe(V& v, Crisis& c) {
  v.field("event", c.event);
  v.field("declared_by", c.declared_by);
  v.field("declared_at", c.declared_at);
  v.field("speakers", c.speakers);
  v.field("held", c.held, {.most_items = held_max});
  v.field("briefs", c.briefs);
  v.field("stood_down_at", c.stood_down_at);
}

template <class V>
void describe(V& v, Topic& t) {
  v.field("id", t.id);
  v.field("version", t.version);
  v.field("state", t.state);
  v.field("opened_at", t.opened_at);
  v.field("changed_at", t.changed_at);
  v.field("title", t.title);
  v.field("accounts", t.accounts);
  v.field("holding_line", t.holding_line);
  v.field("log", t.log, {.most_items = log_max});
  v.field("given", t.given, {.most_items = briefs_max});
  v.field("crisis", t.crisis);
  v.field("drill", t.drill);
}

}  // namespace decorum::cases
