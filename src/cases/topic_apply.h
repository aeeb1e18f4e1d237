// `apply`: the only way a topic case changes. Pure, total over what `read_topic_event` gives.
#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "cases/topic.h"
#include "cases/topic_events.h"
#include "record/event.h"

namespace decorum::cases {

// An unknown kind or version, or data that does not fit, is an error.
base::Result<TopicEvent> read_topic_event(const record::Event& event);

base::RawJson data_of(const TopicEvent& event);
std::string_view kind_of(const TopicEvent& event);
std::vector<std::string_view> topic_kinds();

// `event` gives the id, the time and the actor. Whether it may happen now was asked before (desk/).
void apply(Topic& topic, const record::Event& event, const TopicEvent& what);

}  // namespace decorum::cases
