// Checks of what record/tree.h proves, with nothing but hashes: no tiles, no database.
//
// The steps are those of RFC 9162, sections 2.1.3.2 and 2.1.4.2 (the trees of RFC 6962). A path
// that is too short, too long or of another tree is refused; nothing in here throws, whatever the
// numbers are. At most one step for each hash of the path.
#pragma once

#include <cstdint>
#include <span>

#include "record/digest.h"

namespace decorum::record {

// Is the leaf with this hash number `number` (from 0) of the `size` leaves under `root`?
bool verify_inclusion(const Digest& leaf, std::uint64_t number, std::uint64_t size,
                      std::span<const Digest> path, const Digest& root);

// Do the `to` leaves under `to_root` begin with the `from` leaves under `from_root`?
bool verify_consistency(std::uint64_t from, const Digest& from_root, std::uint64_t to,
                        const Digest& to_root, std::span<const Digest> path);

}  // namespace decorum::record
