// Between a case as `apply` made it and the row it is listed by. The row's columns come from the
// case alone.
#pragma once

#include "cases/conversation.h"
#include "store/rows.h"

namespace decorum::desk {

store::CaseRow row_of(const cases::Conversation& one);

// Throws store::StoreError (damaged) when the body is not what was written.
cases::Conversation conversation_of(const store::CaseRow& row);

}  // namespace decorum::desk
