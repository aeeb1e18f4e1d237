// The extension `math` of CEL as google/cel-go describes it (ext/README.md, "Math"), up to version
// 2. math.greatest() and math.least() take one list, or any number of numbers.
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "cel/functions.h"

namespace decorum::cel {
namespace {

template <double (*function)(double)>
Value real_function(Arguments arguments, Meter& /*meter*/) {
  return Value(function(arguments[0].real()));
}

Value is_nan(Arguments arguments, Meter& /*meter*/) {
  return Value(std::isnan(arguments[0].real()));
}

Value is_inf(Arguments arguments, Meter& /*meter*/) {
  return Value(std::isinf(arguments[0].real()));
}

Value is_finite(Arguments arguments, Meter& /*meter*/) {
  return Value(std::isfinite(arguments[0].real()));
}

Value absolute(Arguments arguments, Meter& /*meter*/) {
  const Value& number = arguments[0];
  if (number.kind() == Kind::unsigned_integer) return number;
  if (number.kind() == Kind::real) return Value(std::fabs(number.real()));
  if (number.integer() == std::numeric_limits<std::int64_t>::min()) {
    return Value::error("the absolute value does not fit into an int");
  }
  return Value(std::abs(number.integer()));
}

Value sign(Arguments arguments, Meter& /*meter*/) {
  const Value& number = arguments[0];
  if (number.kind() == Kind::unsigned_integer) {
    return Value(std::uint64_t{number.unsigned_integer() > 0 ? 1U : 0U});
  }
  if (number.kind() == Kind::integer) {
    return Value(std::int64_t{(number.integer() > 0) - (number.integer() < 0)});
  }
  if (std::isnan(number.real())) return number;
  return Value(static_cast<double>((number.real() > 0) - (number.real() < 0)));
}

Value square_root(Arguments arguments, Meter& /*meter*/) {
  const Value& number = arguments[0];
  if (number.kind() == Kind::integer) {
    return Value(std::sqrt(static_cast<double>(number.integer())));
  }
  if (number.kind() == Kind::unsigned_integer) {
    return Value(std::sqrt(static_cast<double>(number.unsigned_integer())));
  }
  return Value(std::sqrt(number.real()));
}

std::uint64_t bits_of(const Value& number) {
  return number.kind() == Kind::integer ? static_cast<std::uint64_t>(number.integer())
                                        : number.unsigned_integer();
}

// Bits as a number of the same kind as `like`.
Value with_bits(const Value& like, std::uint64_t bits) {
  if (like.kind() == Kind::integer) return Value(static_cast<std::int64_t>(bits));
  return Value(bits);
}

Value bit_and(Arguments arguments, Meter& /*meter*/) {
  return with_bits(arguments[0], bits_of(arguments[0]) & bits_of(arguments[1]));
}
Value bit_or(Arguments arguments, Meter& /*meter*/) {
  return with_bits(arguments[0], bits_of(arguments[0]) | bits_of(arguments[1]));
}
Value bit_xor(Arguments arguments, Meter& /*meter*/) {
  return with_bits(arguments[0], bits_of(arguments[0]) ^ bits_of(arguments[1]));
}
Value bit_not(Arguments arguments, Meter& /*meter*/) {
  return with_bits(arguments[0], ~bits_of(arguments[0]));
}

// Vacant bits are 0 on both sides, also for a negative int.
template <bool left>
Value bit_shift(Arguments arguments, Meter& /*meter*/) {
  const std::int64_t by = arguments[1].integer();
  if (by < 0) return Value::error(fmt::format("bits cannot be shifted by {} places", by));
  const std::uint64_t bits = bits_of(arguments[0]);
  const std::uint64_t shifted = by >= 64 ? 0 : left ? bits << by : bits >> by;
  return with_bits(arguments[0], shifted);
}

// The number that wins every comparison; of equal ones the first.
Value extreme(std::span<const Value> numbers, Order wanted, Meter& meter) {
  if (!meter.take(numbers.size())) return out_of_steps();
  if (numbers.empty()) return Value::error("the greatest or least of no numbers does not exist");
  const Value* best = &numbers.front();
  for (const Value& number : numbers) {
    if (!number.is_numeric()) {
      return Value::error("only numbers have a greatest and a least, not " +
                          type_of(number).in_words());
    }
    const Order order = compare_numbers(number, *best);
    if (order == Order::unordered && numbers.size() > 1) {
      return Value::error("NaN is neither greater nor less than any number");
    }
    if (order == wanted) best = &number;
  }
  return *best;
}

template <Order wanted>
Value extreme_of(Arguments arguments, Meter& meter) {
  if (arguments.size() == 1 && arguments[0].kind() == Kind::list) {
    return extreme(arguments[0].elements(), wanted, meter);
  }
  return extreme(arguments, wanted, meter);
}

void add_extreme(Environment& env, const std::string& name, Metered call) {
  const std::vector<Type> numbers{Type::int_type(), Type::uint_type(), Type::double_type()};
  for (const Type& first : numbers) {
    env.add({name, false, {first}, first, nullptr, call});
    for (const Type& second : numbers) {
      env.add({name, false, {first, second}, first == second ? first : Type::dyn(), nullptr, call});
    }
    env.add({name, false, {Type::list(first)}, first, nullptr, call});
    env.add({name, false, {first, first, first}, first, nullptr, call, true});
  }
  const Type any = Type::dyn();
  env.add({name, false, {any, any, any}, any, nullptr, call, true});
}

}  // namespace

void add_math_ext(Environment& env) {
  const Type integer = Type::int_type();
  const Type natural = Type::uint_type();
  const Type real = Type::double_type();
  const auto add = [&](const char* name, const std::vector<Type>& parameters, const Type& result,
                       Metered call) {
    env.add({name, false, parameters, result, nullptr, call});
  };
  add_extreme(env, "math.greatest", extreme_of<Order::greater>);
  add_extreme(env, "math.least", extreme_of<Order::less>);
  add("math.ceil", {real}, real, real_function<std::ceil>);
  add("math.floor", {real}, real, real_function<std::floor>);
  add("math.round", {real}, real, real_function<std::round>);
  add("math.trunc", {real}, real, real_function<std::trunc>);
  add("math.isNaN", {real}, Type::bool_type(), is_nan);
  add("math.isInf", {real}, Type::bool_type(), is_inf);
  add("math.isFinite", {real}, Type::bool_type(), is_finite);
  for (const Type& number : {integer, natural, real}) {
    add("math.abs", {number}, number, absolute);
    add("math.sign", {number}, number, sign);
    add("math.sqrt", {number}, real, square_root);
  }
  for (const Type& number : {integer, natural}) {
    add("math.bitAnd", {number, number}, number, bit_and);
    add("math.bitOr", {number, number}, number, bit_or);
    add("math.bitXor", {number, number}, number, bit_xor);
    add("math.bitNot", {number}, number, bit_not);
    add("math.bitShiftLeft", {number, integer}, number, bit_shift<true>);
    add("math.bitShiftRight", {number, integer}, number, bit_shift<false>);
  }
}

}  // namespace decorum::cel
