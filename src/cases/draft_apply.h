// `apply`: the only way a draft case changes. Pure, total over what `read_draft_event` gives.
#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "cases/draft.h"
#include "cases/draft_events.h"
#include "record/event.h"

namespace decorum::cases {

// An unknown kind or version, or data that does not fit, is an error.
base::Result<DraftEvent> read_draft_event(const record::Event& event);

base::RawJson data_of(const DraftEvent& event);
std::string_view kind_of(const DraftEvent& event);
std::vector<std::string_view> draft_kinds();

// `event` gives the id, the time and the actor. Whether it may happen now was asked before (desk/).
void apply(Draft& draft, const record::Event& event, const DraftEvent& what);

}  // namespace decorum::cases
