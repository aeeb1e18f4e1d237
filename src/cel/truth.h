// What a condition comes to, without making values of what stands between.
//
//   truth_of(*program, slots)      // the same as truth_of(evaluate(*program, slots)), sooner
//
// Most conditions of a policy compare numbers with constants and join that with && and ||.
#pragma once

#include <cstdint>
#include <span>

#include "cel/cel.h"

namespace decorum::cel {

// Whatever is neither a bool nor unknown cannot decide: an error.
enum class Truth : std::uint8_t { no, yes, unknown, error };

Truth truth_of(const Value& value);
Truth truth_of(const Program& program, std::span<const Value> slots, const Limits& limits = {});
// As evaluate_node: of one node of the program's tree, outside comprehensions.
Truth truth_of_node(const Program& program, NodeId node, std::span<const Value> slots,
                    const Limits& limits = {});

}  // namespace decorum::cel
