// Cases held against their events: each conversation, draft and topic is applied anew and compared
// with its row, the body byte for byte, then every column that it is listed by.
//
//   const std::uint64_t cases = check_cases(in, [&](std::string where, std::string what) { ... });
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "store/store.h"

namespace decorum::cli {

// Answers how many cases were looked at. Reads in pages; memory is that of one case.
std::uint64_t check_cases(store::Snapshot& in,
                          const std::function<void(std::string where, std::string what)>& report);

}  // namespace decorum::cli
