// What the acts on topics are asked with.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/shape.h"
#include "desk/crisis.h"
#include "desk/draft_requests.h"
#include "desk/topic_act.h"

namespace decorum::desk {

inline constexpr std::size_t title_bytes_max = 300;
inline constexpr std::size_t log_bytes_max = 16'000;

struct OpenTopicRequest {
  std::string title;
  std::vector<base::Id> conversations;
};
template <class V>
void describe(V& v, OpenTopicRequest& r) {
  v.field("title", r.title, {.most = title_bytes_max, .may_be_empty = false});
  v.field("conversations", r.conversations,
          {.most_items = joined_max, .may_miss = true, .about = "Those that it begins with"});
}

struct TitleRequest {
  std::string title;
};
template <class V>
void describe(V& v, TitleRequest& r) {
  v.field("title", r.title, {.most = title_bytes_max, .may_be_empty = false});
}

struct ConversationsRequest {
  std::vector<base::Id> conversations;
};
template <class V>
void describe(V& v, ConversationsRequest& r) {
  v.field("conversations", r.conversations, {.most_items = joined_max});
}

struct HoldingLineRequest {
  base::Id draft;
};
template <class V>
void describe(V& v, HoldingLineRequest& r) {
  v.field("draft", r.draft, {.about = "A draft of this topic that is ready or was sent"});
}

struct LogRequest {
  std::string text;
};
template <class V>
void describe(V& v, LogRequest& r) {
  v.field("text", r.text, {.most = log_bytes_max, .may_be_empty = false});
}

struct EntryRequest {
  base::Id entry;
};
template <class V>
void describe(V& v, EntryRequest& r) {
  v.field("entry", r.entry, {.about = "The event that wrote it"});
}

struct SpeakersRequest {
  std::vector<std::string> speakers;
};
template <class V>
void describe(V& v, SpeakersRequest& r) {
  v.field("speakers", r.speakers, {.most = 128, .most_items = speakers_max,
                                   .about = "Ids of those who may publish meanwhile"});
}

struct DeclareRequest {
  std::vector<std::string> speakers;
  std::optional<std::int32_t> brief_every_minutes;
};
template <class V>
void describe(V& v, DeclareRequest& r) {
  v.field("speakers", r.speakers, {.most = 128, .most_items = speakers_max,
                                   .about = "Ids of those who may publish meanwhile"});
  v.field("brief_every_minutes", r.brief_every_minutes, {.lowest = 10, .highest = 2880});
}

struct BriefTimesRequest {
  std::optional<std::int32_t> every_minutes;
};
template <class V>
void describe(V& v, BriefTimesRequest& r) {
  v.field("every_minutes", r.every_minutes,
          {.lowest = 10, .highest = 2880, .about = "Without it there are no set times any more"});
}

struct DrillRequest {
  std::string drill;
};
template <class V>
void describe(V& v, DrillRequest& r) {
  v.field("drill", r.drill, {.most = 64});
}

struct StepRequest {
  std::string step;
};
template <class V>
void describe(V& v, StepRequest& r) {
  v.field("step", r.step, {.most = 64});
}

}  // namespace decorum::desk
