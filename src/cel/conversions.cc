// The type conversions of google/cel-spec, doc/langdef.md, "List of Standard Definitions", and
// type() and dyn().
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "base/utf8.h"
#include "cel/clock.h"
#include "cel/functions.h"
#include "cel/numbers.h"

namespace decorum::cel {
namespace {

Value refused(const Value& from, std::string_view to) {
  if (from.kind() == Kind::string) {
    constexpr std::size_t shown_max = 40;
    const bool is_long = from.text().size() > shown_max;
    return Value::error(is_long ? fmt::format("this text cannot be read as {}", to)
                                : fmt::format("'{}' cannot be read as {}", from.text(), to));
  }
  return Value::error(fmt::format("the value does not fit into {}", to));
}

template <class T>
Value fitting(const std::optional<T>& result, const Value& from, std::string_view to) {
  return result ? Value(*result) : refused(from, to);
}

Value to_int_value(Arguments arguments, Meter& /*meter*/) {
  const Value& from = arguments[0];
  constexpr auto int_max = static_cast<std::uint64_t>(INT64_MAX);
  switch (from.kind()) {
    case Kind::integer: return from;
    case Kind::unsigned_integer:
      if (from.unsigned_integer() > int_max) return refused(from, "an int");
      return Value(static_cast<std::int64_t>(from.unsigned_integer()));
    case Kind::real: return fitting(to_int(from.real()), from, "an int");
    case Kind::string: return fitting(read_int(from.text()), from, "an int");
    case Kind::timestamp: return Value(from.timestamp().seconds);
    case Kind::duration: return Value(from.duration().nanos);
    case Kind::null:
    case Kind::boolean:
    case Kind::bytes:
    case Kind::list:
    case Kind::map:
    case Kind::type:
    case Kind::opaque:
    case Kind::error:
    case Kind::unknown: break;
  }
  return refused(from, "an int");
}

Value to_uint_value(Arguments arguments, Meter& /*meter*/) {
  const Value& from = arguments[0];
  if (from.kind() == Kind::unsigned_integer) return from;
  if (from.kind() == Kind::real) return fitting(to_uint(from.real()), from, "a uint");
  if (from.kind() == Kind::string) return fitting(read_uint(from.text()), from, "a uint");
  if (from.integer() < 0) return refused(from, "a uint");
  return Value(static_cast<std::uint64_t>(from.integer()));
}

Value to_double_value(Arguments arguments, Meter& /*meter*/) {
  const Value& from = arguments[0];
  if (from.kind() == Kind::real) return from;
  if (from.kind() == Kind::integer) return Value(static_cast<double>(from.integer()));
  if (from.kind() == Kind::unsigned_integer) {
    return Value(static_cast<double>(from.unsigned_integer()));
  }
  return fitting(read_double(from.text()), from, "a double");
}

Value to_bool_value(Arguments arguments, Meter& /*meter*/) {
  const Value& from = arguments[0];
  if (from.is_bool()) return from;
  constexpr std::array yes{"1", "t", "T", "true", "TRUE", "True"};
  constexpr std::array no{"0", "f", "F", "false", "FALSE", "False"};
  for (const char* word : yes) {
    if (from.text() == word) return Value(true);
  }
  for (const char* word : no) {
    if (from.text() == word) return Value(false);
  }
  return refused(from, "a bool");
}

Value to_string_value(Arguments arguments, Meter& meter) {
  const Value& from = arguments[0];
  switch (from.kind()) {
    case Kind::string: return from;
    case Kind::boolean: return Value::borrowed(from.boolean() ? "true" : "false");
    case Kind::integer: return Value::string(std::to_string(from.integer()));
    case Kind::unsigned_integer: return Value::string(std::to_string(from.unsigned_integer()));
    case Kind::real: return Value::string(written(from.real()));
    case Kind::timestamp: return Value::string(written(from.timestamp()));
    case Kind::duration: return Value::string(written(from.duration()));
    case Kind::bytes:
      if (!meter.take_text(2 * from.text().size())) return out_of_steps();
      if (!base::is_valid_utf8(from.text())) {
        return Value::error("the bytes are not valid UTF-8 and cannot become a string");
      }
      return Value::string(std::string(from.text()));
    case Kind::null:
    case Kind::list:
    case Kind::map:
    case Kind::type:
    case Kind::opaque:
    case Kind::error:
    case Kind::unknown: break;
  }
  return refused(from, "a string");
}

Value to_bytes_value(Arguments arguments, Meter& meter) {
  if (arguments[0].kind() == Kind::bytes) return arguments[0];
  if (!meter.take_text(arguments[0].text().size())) return out_of_steps();
  return Value::bytes(std::string(arguments[0].text()));
}

Value to_timestamp_value(Arguments arguments, Meter& /*meter*/) {
  const Value& from = arguments[0];
  if (from.kind() == Kind::timestamp) return from;
  if (from.kind() == Kind::integer) {
    return fitting(in_range({from.integer(), 0}), from, "a timestamp of the years 1 to 9999");
  }
  return fitting(read_timestamp(from.text()), from, "a timestamp (2026-01-31T12:00:00Z)");
}

Value to_duration_value(Arguments arguments, Meter& /*meter*/) {
  const Value& from = arguments[0];
  if (from.kind() == Kind::duration) return from;
  return fitting(read_duration(from.text()), from, "a duration (1h30m, 90s)");
}

Value type_of_value(Arguments arguments, Meter& /*meter*/) {
  return Value(type_of(arguments[0]));
}

Value same(Arguments arguments, Meter& /*meter*/) { return arguments[0]; }

}  // namespace

void add_conversions(Environment& env) {
  const auto add = [&](const char* name, const Type& result, const std::vector<Type>& from,
                       Metered call) {
    for (const Type& type : from) env.add({name, false, {type}, result, nullptr, call});
  };
  const Type boolean = Type::bool_type();
  const Type integer = Type::int_type();
  const Type natural = Type::uint_type();
  const Type real = Type::double_type();
  const Type text = Type::string_type();
  const Type bytes = Type::bytes_type();
  const Type time = Type::timestamp_type();
  const Type length = Type::duration_type();
  const Type any = Type::parameter("A");
  add("int", integer, {integer, natural, real, text, time, length}, to_int_value);
  add("uint", natural, {natural, integer, real, text}, to_uint_value);
  add("double", real, {real, integer, natural, text}, to_double_value);
  add("bool", boolean, {boolean, text}, to_bool_value);
  add("string", text, {text, boolean, integer, natural, real, bytes, time, length},
      to_string_value);
  add("bytes", bytes, {bytes, text}, to_bytes_value);
  add("timestamp", time, {time, text, integer}, to_timestamp_value);
  add("duration", length, {length, text}, to_duration_value);
  add("type", Type::type(any), {any}, type_of_value);
  add("dyn", Type::dyn(), {any}, same);
}

}  // namespace decorum::cel
