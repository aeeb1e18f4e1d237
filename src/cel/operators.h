// Operators on values without errors and unknowns: arithmetic, comparison, membership, access.
// What has no meaning for the operands' types, overflows or does not exist is an error value.
#pragma once

#include "cel/ast.h"
#include "cel/meter.h"
#include "cel/value.h"

namespace decorum::cel {

Value arithmetic(Operator op, const Value& left, const Value& right, Meter& meter);
Value negated(const Value& value);
// ==, !=, <, <=, > and >=.
Value compared(Operator op, const Value& left, const Value& right, Meter& meter);
Value is_in(const Value& element, const Value& whole, Meter& meter);
// whole[key]
Value element_at(const Value& whole, const Value& key, Meter& meter);
// operand.field, and has(operand.field)
Value field_of(const Value& operand, std::string_view field, Meter& meter);
Value has_field(const Value& operand, std::string_view field, Meter& meter);
// A map of keys and values in turn.
Value map_of(std::vector<Value> keys_and_values, Meter& meter);

}  // namespace decorum::cel
