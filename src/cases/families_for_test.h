// For tests: the three families of cases by one set of names, so that one test holds all of them.
#pragma once

#include <string_view>
#include <vector>

#include "cases/apply.h"
#include "cases/conversation_shapes.h"
#include "cases/draft_apply.h"
#include "cases/events_for_test.h"
#include "cases/topic_apply.h"

namespace decorum::cases {

struct Conversations {
  static constexpr std::string_view name = "conversation";
  using Case = Conversation;
  using Variant = ConversationEvent;
  static base::Result<Variant> read(const record::Event& event) { return read_event(event); }
  static std::vector<std::string_view> kinds() { return conversation_kinds(); }
};

struct Drafts {
  static constexpr std::string_view name = "draft";
  using Case = Draft;
  using Variant = DraftEvent;
  static base::Result<Variant> read(const record::Event& event) { return read_draft_event(event); }
  static std::vector<std::string_view> kinds() { return draft_kinds(); }
};

struct Topics {
  static constexpr std::string_view name = "topic";
  using Case = Topic;
  using Variant = TopicEvent;
  static base::Result<Variant> read(const record::Event& event) { return read_topic_event(event); }
  static std::vector<std::string_view> kinds() { return topic_kinds(); }
};

}  // namespace decorum::cases
