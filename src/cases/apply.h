// `apply`: the only way a conversation case changes. Pure, total over what `read_event` gives.
//
//   Conversation one;
//   for (const record::Event& event : events of the case, in order) {
//     const auto what = read_event(event);      // kind and version to the struct
//     apply(one, event, *what);
//   }
//   // `one` is the case row, byte for byte: write_shape(one)
#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "cases/conversation.h"
#include "cases/conversation_events.h"
#include "record/event.h"

namespace decorum::cases {

// The event's data as its struct. An unknown kind or version, or data that does not fit, is an
// error: the record was changed, or was written by a newer program.
base::Result<ConversationEvent> read_event(const record::Event& event);

// The data of an event as the record keeps it, and the name of its kind.
base::RawJson data_of(const ConversationEvent& event);
std::string_view kind_of(const ConversationEvent& event);
std::vector<std::string_view> conversation_kinds();

// `event` gives the id, the time and the actor. Whether the event may happen now was asked before
// (desk/); apply never refuses.
void apply(Conversation& conversation, const record::Event& event, const ConversationEvent& what);

}  // namespace decorum::cases
