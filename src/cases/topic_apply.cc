#include "cases/topic_apply.h"

#include <utility>

#include <fmt/format.h>

namespace decorum::cases {
namespace {

template <std::size_t at = 0>
base::Result<TopicEvent> read_as(const record::Event& event) {
  if constexpr (at == std::variant_size_v<TopicEvent>) {
    return base::fail(fmt::format("a topic has no event '{}'", event.kind), "/kind");
  } else {
    using Data = std::variant_alternative_t<at, TopicEvent>;
    if (event.kind != Data::kind) return read_as<at + 1>(event);
    auto data = base::read_shape<Data>(event.data.json);
    if (!data) return tl::unexpected(data.error());
    return TopicEvent(std::move(*data));
  }
}

// One overload an event; each changes what it names and nothing else.
struct Change {
  Topic& topic;
  const record::Event& event;

  void operator()(const TopicOpened& e) const {
    topic.id = event.case_id.value_or(base::Id{});
    topic.opened_at = event.at;
    topic.title = e.title;
    topic.accounts = e.accounts;
  }
  void operator()(const TopicRenamed& e) const { topic.title = e.title; }
  void operator()(const HoldingLineSet& e) const { topic.holding_line = e.draft; }
  void operator()(const HoldingLineTaken&) const { topic.holding_line.reset(); }
  void operator()(const TopicLogged& e) const {
    topic.log.push_back({event.id, event.actor, event.at, e.text, false});
  }
  void operator()(const TopicLogWithdrawn& e) const {
    for (LogEntry& entry : topic.log) {
      if (entry.event == e.entry) entry.withdrawn = true;
    }
  }
  void operator()(const CrisisDeclared& e) const {
    topic.crisis = Crisis{event.id, event.actor, event.at, e.speakers, e.held, {}, {}};
    topic.state = TopicState::crisis;
  }
  void operator()(const SpeakersSet& e) const {
    if (topic.crisis) topic.crisis->speakers = e.speakers;
  }
  void operator()(const BriefTimesSet& e) const {
    if (topic.crisis) topic.crisis->briefs = e.briefs;
  }
  void operator()(const BriefReminded&) const {
    if (topic.crisis && topic.crisis->briefs) topic.crisis->briefs->reminded = true;
  }
  void operator()(const BriefGiven& e) const {
    topic.given.push_back({event.id, event.actor, event.at, e.text});
    if (!topic.crisis || !topic.crisis->briefs || !e.next_at) return;
    topic.crisis->briefs->next_at = *e.next_at;
    topic.crisis->briefs->reminded = false;
  }
  void operator()(const DrillStarted& e) const { topic.drill = DrillRun{e.drill, event.at, {}}; }
  void operator()(const DrillStepTicked& e) const {
    if (topic.drill) topic.drill->ticked.push_back({e.step, event.actor, event.at});
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
    topic.state = TopicState::open;
  }
  void operator()(const HeldOffered& e) const {
    if (topic.crisis) std::erase(topic.crisis->held, e.draft);
  }
  void operator()(const TopicClosed&) const { topic.state = TopicState::closed; }
  void operator()(const TopicReopened&) const { topic.state = TopicState::open; }
};

}  // namespace

base::Result<TopicEvent> read_topic_event(const record::Event& event) {
  if (event.version != 1) {
    return base::fail(fmt::format("version {} of '{}' is not known", event.version, event.kind),
                      "/version");
  }
  return read_as<>(event);
}

base::RawJson data_of(const TopicEvent& event) {
  return std::visit([](const auto& data) { return base::RawJson{base::write_shape(data)}; },
                    event);
}

std::string_view kind_of(const TopicEvent& event) {
  return std::visit([](const auto& data) { return data.kind; }, event);
}

void apply(Topic& topic, const record::Event& event, const TopicEvent& what) {
  std::visit(Change{topic, event}, what);
  ++topic.version;
  topic.changed_at = event.at;
}

}  // namespace decorum::cases
