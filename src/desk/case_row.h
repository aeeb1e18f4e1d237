// Between a case as `apply` made it and the row it is listed by. The row's columns come from the
// case alone.
#pragma once

#include "cases/conversation.h"
#include "cases/draft.h"
#include "cases/topic.h"
#include "store/rows.h"

namespace decorum::desk {

store::CaseRow row_of(const cases::Conversation& one);
// Listed below the conversation it answers; while it waits, under "approve:ROLE" for each role that
// may settle an approval that is missing.
store::CaseRow row_of(const cases::Draft& one);
// Wakes when a brief is to be reminded of.
store::CaseRow row_of(const cases::Topic& one);

// Throws store::StoreError (damaged) when the body is not what was written.
cases::Conversation conversation_of(const store::CaseRow& row);
cases::Draft draft_of(const store::CaseRow& row);
cases::Topic topic_of(const store::CaseRow& row);

// Before a brief is due.
inline constexpr std::chrono::minutes brief_reminder{15};

}  // namespace decorum::desk
