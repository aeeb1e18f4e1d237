#include "cel/operators.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "cel/clock.h"
#include "cel/numbers.h"

namespace decorum::cel {

Value out_of_steps() {
  return Value::error("the expression needs more steps than it may take");
}

namespace {

Value no_operator(Operator op, const Value& left, const Value& right) {
  return Value::error(fmt::format("there is no '{}' for {} and {}", sign_of(op),
                                  type_of(left).in_words(), type_of(right).in_words()));
}

Value overflow(Operator op) {
  return Value::error(fmt::format("the result of '{}' is out of range", sign_of(op)));
}

template <class T>
Value whole_arithmetic(Operator op, T left, T right) {
  T result = 0;
  bool bad = false;
  const bool divides = op == Operator::divide || op == Operator::remainder;
  if (divides && right == 0) return Value::error("a number cannot be divided by zero");
  if (op == Operator::add) bad = __builtin_add_overflow(left, right, &result);
  else if (op == Operator::subtract) bad = __builtin_sub_overflow(left, right, &result);
  else if (op == Operator::multiply) bad = __builtin_mul_overflow(left, right, &result);
  else if (std::numeric_limits<T>::is_signed && right == static_cast<T>(-1)) {
    bad = left == std::numeric_limits<T>::min();
    if (!bad) result = op == Operator::divide ? static_cast<T>(T{0} - left) : T{0};
  } else {
    result = op == Operator::divide ? left / right : left % right;
  }
  return bad ? overflow(op) : Value(result);
}

Value real_arithmetic(Operator op, const Value& left, const Value& right) {
  const double a = left.real();
  const double b = right.real();
  if (op == Operator::add) return Value(a + b);
  if (op == Operator::subtract) return Value(a - b);
  if (op == Operator::multiply) return Value(a * b);
  if (op == Operator::divide) return Value(a / b);
  return no_operator(op, left, right);
}

Value joined_text(const Value& left, const Value& right, Meter& meter) {
  constexpr std::size_t text_max = std::numeric_limits<std::uint32_t>::max();
  const std::size_t size = left.text().size() + right.text().size();
  if (!meter.take_text(size)) return out_of_steps();
  if (size > text_max) return Value::error("a text of more than 4 GiB cannot be made");
  if (right.text().empty()) return left;
  if (left.text().empty()) return right;
  std::string text;
  text.reserve(size);
  text.append(left.text()).append(right.text());
  return left.kind() == Kind::string ? Value::string(std::move(text))
                                     : Value::bytes(std::move(text));
}

Value joined_list(const Value& left, const Value& right, Meter& meter) {
  const auto a = left.elements();
  const auto b = right.elements();
  if (!meter.take(a.size() + b.size())) return out_of_steps();
  std::vector<Value> elements;
  elements.reserve(a.size() + b.size());
  elements.insert(elements.end(), a.begin(), a.end());
  elements.insert(elements.end(), b.begin(), b.end());
  return Value::list(std::move(elements));
}

template <class T>
Value in_time(Operator op, const std::optional<T>& result) {
  return result ? Value(*result) : overflow(op);
}

std::optional<Duration> durations(Operator op, Duration left, Duration right) {
  std::int64_t nanos = 0;
  const bool bad = op == Operator::add ? __builtin_add_overflow(left.nanos, right.nanos, &nanos)
                                       : __builtin_sub_overflow(left.nanos, right.nanos, &nanos);
  if (bad) return std::nullopt;
  return Duration{nanos};
}

// Sums and differences in which a timestamp or duration is on the left.
Value time_arithmetic(Operator op, const Value& left, const Value& right) {
  const bool sum = op == Operator::add;
  if (!sum && op != Operator::subtract) return no_operator(op, left, right);
  const Kind a = left.kind();
  const Kind b = right.kind();
  if (a == Kind::duration && b == Kind::duration) {
    return in_time(op, durations(op, left.duration(), right.duration()));
  }
  if (a == Kind::duration && b == Kind::timestamp && sum) {
    return in_time(op, add(right.timestamp(), left.duration()));
  }
  if (a == Kind::timestamp && b == Kind::timestamp && !sum) {
    return in_time(op, difference(left.timestamp(), right.timestamp()));
  }
  if (a == Kind::timestamp && b == Kind::duration) {
    if (sum) return in_time(op, add(left.timestamp(), right.duration()));
    const auto back = durations(Operator::subtract, Duration{}, right.duration());
    return back ? in_time(op, add(left.timestamp(), *back)) : overflow(op);
  }
  return no_operator(op, left, right);
}

// Of finding a key's place among `count` others: each comparison may look at all of a text.
std::uint64_t comparison_steps(const Value& key, std::size_t count) {
  return key.kind() == Kind::string ? key.text().size() / 32 * std::bit_width(count + 1) : 0;
}

Value from_order(Operator op, Order order) {
  // Neither side of a comparison with NaN is less or greater.
  if (order == Order::unordered) return Value(false);
  if (op == Operator::less) return Value(order == Order::less);
  if (op == Operator::less_equal) return Value(order != Order::greater);
  if (op == Operator::greater) return Value(order == Order::greater);
  return Value(order != Order::less);
}

Order order_of(const auto& left, const auto& right) {
  if (left < right) return Order::less;
  return right < left ? Order::greater : Order::equal;
}

Value ordered(Operator op, const Value& left, const Value& right, Meter& meter) {
  if (left.is_numeric() && right.is_numeric()) return from_order(op, compare_numbers(left, right));
  if (left.kind() != right.kind()) return no_operator(op, left, right);
  switch (left.kind()) {
    case Kind::boolean: return from_order(op, order_of(left.boolean(), right.boolean()));
    case Kind::string:
    case Kind::bytes:
      // The order of UTF-8's bytes is the order of the code points.
      if (!meter.take_text(std::min(left.text().size(), right.text().size()))) {
        return out_of_steps();
      }
      return from_order(op, order_of(left.text(), right.text()));
    case Kind::timestamp: return from_order(op, order_of(left.timestamp(), right.timestamp()));
    case Kind::duration: return from_order(op, order_of(left.duration(), right.duration()));
    case Kind::null:
    case Kind::integer:
    case Kind::unsigned_integer:
    case Kind::real:
    case Kind::list:
    case Kind::map:
    case Kind::type:
    case Kind::opaque:
    case Kind::error:
    case Kind::unknown: break;
  }
  return no_operator(op, left, right);
}

}  // namespace

Value arithmetic(Operator op, const Value& left, const Value& right, Meter& meter) {
  const Kind kind = left.kind();
  if (kind == Kind::timestamp || kind == Kind::duration) return time_arithmetic(op, left, right);
  if (kind != right.kind()) return no_operator(op, left, right);
  if (kind == Kind::integer) return whole_arithmetic(op, left.integer(), right.integer());
  if (kind == Kind::unsigned_integer) {
    return whole_arithmetic(op, left.unsigned_integer(), right.unsigned_integer());
  }
  if (kind == Kind::real) return real_arithmetic(op, left, right);
  if (op != Operator::add) return no_operator(op, left, right);
  if (kind == Kind::string || kind == Kind::bytes) return joined_text(left, right, meter);
  if (kind == Kind::list) return joined_list(left, right, meter);
  return no_operator(op, left, right);
}

Value negated(const Value& value) {
  if (value.kind() == Kind::real) return Value(-value.real());
  if (value.kind() != Kind::integer) {
    return Value::error(fmt::format("there is no '-' for {}", type_of(value).in_words()));
  }
  return whole_arithmetic<std::int64_t>(Operator::subtract, 0, value.integer());
}

Value compared(Operator op, const Value& left, const Value& right, Meter& meter) {
  if (op != Operator::equal && op != Operator::not_equal) return ordered(op, left, right, meter);
  const bool same = equal(left, right, meter.left());
  if (meter.is_empty()) return out_of_steps();
  return Value(same == (op == Operator::equal));
}

Value map_of(std::vector<Value> keys_and_values, Meter& meter) {
  std::vector<Map::Entry> entries(keys_and_values.size() / 2);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    entries[i] = {std::move(keys_and_values[2 * i]), std::move(keys_and_values[2 * i + 1])};
    if (!meter.take(comparison_steps(entries[i].first, entries.size()))) return out_of_steps();
  }
  return Value::map(std::move(entries));
}

Value is_in(const Value& element, const Value& whole, Meter& meter) {
  if (whole.kind() == Kind::map) {
    if (!meter.take(comparison_steps(element, whole.map().size()))) return out_of_steps();
    return Value(whole.map().find(element) != nullptr);
  }
  if (whole.kind() != Kind::list) return no_operator(Operator::in, element, whole);
  for (const Value& other : whole.elements()) {
    if (equal(element, other, meter.left())) return Value(true);
    if (meter.is_empty()) return out_of_steps();
  }
  return Value(false);
}

Value element_at(const Value& whole, const Value& key, Meter& meter) {
  if (whole.kind() == Kind::map) {
    if (!meter.take(comparison_steps(key, whole.map().size()))) return out_of_steps();
    if (const Value* found = whole.map().find(key)) return *found;
    return Value::error("the map has no such key");
  }
  if (whole.kind() != Kind::list) return no_operator(Operator::index, whole, key);
  std::optional<std::int64_t> index;
  if (key.kind() == Kind::integer) index = key.integer();
  if (key.kind() == Kind::unsigned_integer &&
      key.unsigned_integer() <= std::numeric_limits<std::int64_t>::max()) {
    index = static_cast<std::int64_t>(key.unsigned_integer());
  }
  if (key.kind() == Kind::real && std::trunc(key.real()) == key.real()) index = to_int(key.real());
  if (!index) return no_operator(Operator::index, whole, key);
  const auto elements = whole.elements();
  if (*index < 0 || static_cast<std::uint64_t>(*index) >= elements.size()) {
    return Value::error(fmt::format("the list has {} elements and none at {}", elements.size(),
                                    *index));
  }
  return elements[static_cast<std::size_t>(*index)];
}

Value field_of(const Value& operand, std::string_view field, Meter& meter) {
  if (!meter.take(field.size() / 32)) return out_of_steps();
  if (operand.kind() != Kind::map) {
    return Value::error(fmt::format("{} has no field '{}'", type_of(operand).in_words(), field));
  }
  if (const Value* found = operand.map().find(Value::borrowed(field))) return *found;
  return Value::error(fmt::format("the map has no key '{}'", field));
}

Value has_field(const Value& operand, std::string_view field, Meter& meter) {
  if (!meter.take(field.size() / 32)) return out_of_steps();
  if (operand.kind() != Kind::map) {
    return Value::error(fmt::format("{} has no field '{}'", type_of(operand).in_words(), field));
  }
  return Value(operand.map().find(Value::borrowed(field)) != nullptr);
}

}  // namespace decorum::cel
