// What a signed webhook brings in our own format: one entry (channels/entry.h) or a list of them.
//
//   base::Result<std::vector<Incoming>> read =
//       read_intake(body, {.site = "web", .account = "main"});
//
// The body is the JSON of one object, or of a list of at most fetched_max; at most
// intake_bytes_max. All or nothing: one entry that is wrong refuses the body, with its place
// ("/3/text"). The signature is looked at before (channels/signatures.h).
#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "channels/channel.h"
#include "channels/entry.h"

namespace decorum::channels {

inline constexpr std::size_t intake_bytes_max = 8u << 20;

base::Result<std::vector<Incoming>> read_intake(std::string_view body, const EntryScope& scope);

}  // namespace decorum::channels
