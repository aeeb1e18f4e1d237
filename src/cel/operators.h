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
Value element_at(const Value& whole, const Value& key);
// operand.field, and has(operand.field)
Value field_of(const Value& operand, std::string_view field);
Value has_field(const Value& operand, std::string_view field);

}  // namespace decorum::cel
