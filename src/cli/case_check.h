// Cases held against their events: a conversation, draft or topic is applied anew from all its
// events and compared with its row, the body byte for byte, then every column that it is listed by.
//
//   check_case(in, id, [&](std::string where, std::string what) { ... });   // of every case
//   check_listed_cases(in, report);                                         // once
#pragma once

#include <functional>
#include <string>

#include "base/id.h"
#include "store/store.h"

namespace decorum::cli {

using CaseReport = std::function<void(std::string where, std::string what)>;

// Reads the events in pages; memory is that of the case.
void check_case(store::Snapshot& in, base::Id id, const CaseReport& report);

// Rows that people are shown although no event made them.
void check_listed_cases(store::Snapshot& in, const CaseReport& report);

}  // namespace decorum::cli
