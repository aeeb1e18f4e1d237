#include "cases/topic_apply.h"

#include <algorithm>
#include <utility>

#include "cases/bounded_list.h"
#include "cases/codec.h"

namespace decorum::cases {
namespace {

// One overload an event; each changes what it names and nothing else.
struct Change {
  Topic& topic;
  const record::Event& event;

  void operator()(const TopicOpened& e) const {
    topic.opened_at = event.at;
    topic.title = e.title;
    topic.accounts = e.accounts;
  }
  void operator()(const TopicRenamed& e) const { topic.title = e.title; }
  void operator()(const HoldingLineSet& e) const { topic.holding_line = e.draft; }
  void operator()(const HoldingLineTaken&) const { topic.holding_line.reset(); }
  void operator()(const TopicLogged& e) const {
    topic.log.push_back({event.id, event.actor, event.at, e.text, false});
    keep_at_most(topic.log, log_max);
  }
  void operator()(const TopicLogWithdrawn& e) const {
    if (LogEntry* entry = with_event(topic.log, e.entry)) entry->withdrawn = true;
  }
  void operator()(const CrisisDeclared& e) const {
    topic.crisis = Crisis{event.id, event.actor, event.at, e.speakers, e.held, {}, {}};
    topic.state = TopicState::crisis;
  }
  void operator()(const SpeakersSet& e) const {
    if (topic.crisis) topic.crisis->speakers = e.speakers;
  }
  void operator()(const BriefTimesSet& e) const {
    if (topic.crisis && !topic.crisis->stood_down_at) topic.crisis->briefs = e.briefs;
  }
  void operator()(const BriefReminded&) const {
    if (topic.crisis && topic.crisis->briefs) topic.crisis->briefs->reminded = true;
  }
  void operator()(const BriefGiven& e) const {
    topic.given.push_back({event.id, event.actor, event.at, e.text});
    keep_at_most(topic.given, briefs_max);
    if (!topic.crisis || !topic.crisis->briefs || !e.next_at) return;
    topic.crisis->briefs->next_at = *e.next_at;
    topic.crisis->briefs->reminded = false;
  }
  void operator()(const DrillStarted& e) const { topic.drill = DrillRun{e.drill, event.at, {}}; }
  void operator()(const DrillStepTicked& e) const {
    if (!topic.drill || topic.drill->ticked.size() >= steps_max) return;
    auto& ticked = topic.drill->ticked;
    if (std::ranges::find(ticked, e.step, &StepTicked::step) != ticked.end()) return;
    ticked.push_back({e.step, event.actor, event.at});
  }
  void operator()(const DrillStepUnticked& e) const {
    if (!topic.drill) return;
    std::erase_if(topic.drill->ticked, [&](const StepTicked& one) { return one.step == e.step; });
  }
  void operator()(const CrisisStoodDown&) const {
    if (topic.crisis) {
      topic.crisis->stood_down_at = event.at;
      topic.crisis->briefs.reset();
    }
    if (topic.state == TopicState::crisis) topic.state = TopicState::open;
  }
  void operator()(const HeldOffered& e) const {
    if (topic.crisis) std::erase(topic.crisis->held, e.draft);
  }
  void operator()(const TopicClosed&) const { topic.state = TopicState::closed; }
  void operator()(const TopicReopened&) const {
    const bool goes_on = topic.crisis && !topic.crisis->stood_down_at;
    topic.state = goes_on ? TopicState::crisis : TopicState::open;
  }
};

}  // namespace

base::Result<TopicEvent> read_topic_event(const record::Event& event) {
  return read_event_as<TopicEvent>(event);
}

base::RawJson data_of(const TopicEvent& event) { return data_of_any(event); }

std::string_view kind_of(const TopicEvent& event) { return kind_of_any(event); }

std::vector<std::string_view> topic_kinds() { return kinds_of<TopicEvent>(); }

void apply(Topic& topic, const record::Event& event, const TopicEvent& what) {
  if (event.case_id) topic.id = *event.case_id;
  std::visit(Change{topic, event}, what);
  ++topic.version;
  topic.changed_at = event.at;
}

}  // namespace decorum::cases
