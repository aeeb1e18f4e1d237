// The pause of a crisis: one setting that everything going out is held against.
//
//   const CrisisPause pause = crisis_pause(in);
//   if (auto no = may_speak(pause, actor)) ...    // while it is on, only those named may publish
//   if (holds_back(pause, row)) ...               // the worker, just before it sends
//
// Whatever was put into the outbox up to the moment a crisis was declared never goes out by itself,
// also not after the crisis is stood down: a person puts it in again, or withdraws it. What those
// who may speak put in afterwards goes out.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "desk/actor.h"
#include "desk/refusal.h"
#include "desk/writing.h"
#include "store/store.h"

namespace decorum::desk {

inline constexpr std::size_t speakers_max = 50;

struct CrisisPause {
  static constexpr std::string_view shape_name = "CrisisPause";
  bool on = false;
  std::optional<base::Id> topic;             // the crisis
  std::optional<base::Time> declared_at;     // the latest; stays when it is stood down
  std::vector<std::string> speakers;         // ids of people
};

template <class Visitor>
void describe(Visitor& v, CrisisPause& pause) {
  v.field("on", pause.on, {.about = "Is a crisis on?"});
  v.field("topic", pause.topic, {.about = "The topic that it is about"});
  v.field("declared_at", pause.declared_at,
          {.about = "When one was last declared; what waited then never goes out by itself"});
  v.field("speakers", pause.speakers,
          {.most_items = speakers_max, .about = "Ids of those who may publish while it is on"});
}

CrisisPause crisis_pause(store::Snapshot& in);
// In the transaction of the act that changes it.
void set_crisis_pause(Writing& writing, const CrisisPause& pause);

bool holds_back(const CrisisPause& pause, const store::OutboxRow& row);
std::optional<Refused> may_speak(const CrisisPause& pause, const Actor& actor);

// What to do in a kind of trouble, in order; ticked one by one (data/drills/*.json).
struct DrillStep {
  static constexpr std::string_view shape_name = "DrillStep";
  std::string id, title, text;
};

template <class Visitor>
void describe(Visitor& v, DrillStep& step) {
  v.field("id", step.id, {.most = 64, .may_be_empty = false});
  v.field("title", step.title, {.most = 200, .may_be_empty = false});
  v.field("text", step.text, {.most = 2000});
}

struct Drill {
  static constexpr std::string_view shape_name = "Drill";
  std::string id, title;
  std::vector<DrillStep> steps;
};

template <class Visitor>
void describe(Visitor& v, Drill& drill) {
  v.field("id", drill.id, {.most = 64, .may_be_empty = false});
  v.field("title", drill.title, {.most = 200, .may_be_empty = false});
  v.field("steps", drill.steps, {.most_items = 100});
}

base::Result<Drill> read_drill(std::string_view json);

}  // namespace decorum::desk
