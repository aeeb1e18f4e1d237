// Messages: the few protobuf messages that are plain values in CEL (google/cel-spec,
// doc/langdef.md, "Dynamic Values"): the wrappers google.protobuf.BoolValue ... UInt64Value, and
// Value, ListValue, Struct, Timestamp and Duration. Every other message is unknown here.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "cel/value.h"

namespace decorum::cel {

bool is_message(std::string_view name);

// The value of name{field: value, ...}; an error for an unknown message or field, or a value that
// does not fit.
Value make_message(std::string_view name, std::span<const std::string> fields,
                   std::span<const Value> values);

}  // namespace decorum::cel
