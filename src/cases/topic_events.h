// What can happen to a topic case. Each struct is one kind of event, version 1; its name in the
// record is `kind`. A changed meaning is a new version with a struct of its own.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/id.h"
#include "base/shape.h"
#include "cases/topic.h"
#include "record/event.h"

namespace decorum::cases {

struct TopicOpened {
  static constexpr std::string_view kind = "topic-opened";
  record::TextRef title;
  std::vector<std::string> accounts;
};
template <class V>
void describe(V& v, TopicOpened& e) {
  v.field("title", e.title);
  v.field("accounts", e.accounts);
}

struct TopicRenamed {
  static constexpr std::string_view kind = "topic-renamed";
  record::TextRef title;
};
template <class V>
void describe(V& v, TopicRenamed& e) {
  v.field("title", e.title);
}

struct HoldingLineSet {
  static constexpr std::string_view kind = "holding-line-set";
  base::Id draft;
};
template <class V>
void describe(V& v, HoldingLineSet& e) {
  v.field("draft", e.draft);
}

// There is none any more.
struct HoldingLineTaken {
  static constexpr std::string_view kind = "holding-line-taken";
};
template <class V>
void describe(V&, HoldingLineTaken&) {}

struct TopicLogged {
  static constexpr std::string_view kind = "topic-logged";
  record::TextRef text;
};
template <class V>
void describe(V& v, TopicLogged& e) {
  v.field("text", e.text);
}

struct TopicLogWithdrawn {
  static constexpr std::string_view kind = "topic-log-withdrawn";
  base::Id entry;
};
template <class V>
void describe(V& v, TopicLogWithdrawn& e) {
  v.field("entry", e.entry);
}

// Everything that is queued on any account is held back.
struct CrisisDeclared {
  static constexpr std::string_view kind = "crisis-declared";
  std::vector<std::string> speakers;
  std::vector<base::Id> held;
};
template <class V>
void describe(V& v, CrisisDeclared& e) {
  v.field("speakers", e.speakers);
  v.field("held", e.held, {.most_items = held_max});
}

struct SpeakersSet {
  static constexpr std::string_view kind = "speakers-set";
  std::vector<std::string> speakers;
};
template <class V>
void describe(V& v, SpeakersSet& e) {
  v.field("speakers", e.speakers);
}

struct BriefTimesSet {
  static constexpr std::string_view kind = "brief-times-set";
  std::optional<BriefTimes> briefs;
};
template <class V>
void describe(V& v, BriefTimesSet& e) {
  v.field("briefs", e.briefs);
}

struct BriefReminded {
  static constexpr std::string_view kind = "brief-reminded";
  std::string to;
};
template <class V>
void describe(V& v, BriefReminded& e) {
  v.field("to", e.to);
}

struct BriefGiven {
  static constexpr std::string_view kind = "brief-given";
  record::TextRef text;
  std::optional<base::Time> next_at;
};
template <class V>
void describe(V& v, BriefGiven& e) {
  v.field("text", e.text);
  v.field("next_at", e.next_at);
}

struct DrillStarted {
  static constexpr std::string_view kind = "drill-started";
  std::string drill;
};
template <class V>
void describe(V& v, DrillStarted& e) {
  v.field("drill", e.drill);
}

struct DrillStepTicked {
  static constexpr std::string_view kind = "drill-step-ticked";
  std::string step;
};
template <class V>
void describe(V& v, DrillStepTicked& e) {
  v.field("step", e.step);
}

struct DrillStepUnticked {
  static constexpr std::string_view kind = "drill-step-unticked";
  std::string step;
};
template <class V>
void describe(V& v, DrillStepUnticked& e) {
  v.field("step", e.step);
}

// What was held back is offered one by one; nothing goes out by itself.
struct CrisisStoodDown {
  static constexpr std::string_view kind = "crisis-stood-down";
  record::TextRef reason;
};
template <class V>
void describe(V& v, CrisisStoodDown& e) {
  v.field("reason", e.reason);
}

// One that was held back was queued again, or withdrawn.
struct HeldOffered {
  static constexpr std::string_view kind = "held-offered";
  base::Id draft;
};
template <class V>
void describe(V& v, HeldOffered& e) {
  v.field("draft", e.draft);
}

struct TopicClosed {
  static constexpr std::string_view kind = "topic-closed";
  std::optional<record::TextRef> reason;
};
template <class V>
void describe(V& v, TopicClosed& e) {
  v.field("reason", e.reason);
}

struct TopicReopened {
  static constexpr std::string_view kind = "topic-reopened";
};
template <class V>
void describe(V&, TopicReopened&) {}

using TopicEvent =
    std::variant<TopicOpened, TopicRenamed, HoldingLineSet, HoldingLineTaken, TopicLogged,
                 TopicLogWithdrawn, CrisisDeclared, SpeakersSet, BriefTimesSet, BriefReminded,
                 BriefGiven, DrillStarted, DrillStepTicked, DrillStepUnticked, CrisisStoodDown,
                 HeldOffered, TopicClosed, TopicReopened>;

}  // namespace decorum::cases
