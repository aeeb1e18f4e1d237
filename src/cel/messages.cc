#include "cel/messages.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "cel/clock.h"

namespace decorum::cel {
namespace {

constexpr std::string_view package = "google.protobuf.";
constexpr std::int64_t nanos_per_second = 1'000'000'000;

struct Wrapper {
  std::string_view name;
  Kind kind;
};

constexpr std::array wrappers{
    Wrapper{"BoolValue", Kind::boolean},           Wrapper{"BytesValue", Kind::bytes},
    Wrapper{"DoubleValue", Kind::real},            Wrapper{"FloatValue", Kind::real},
    Wrapper{"Int32Value", Kind::integer},          Wrapper{"Int64Value", Kind::integer},
    Wrapper{"StringValue", Kind::string},          Wrapper{"UInt32Value", Kind::unsigned_integer},
    Wrapper{"UInt64Value", Kind::unsigned_integer},
};

constexpr std::array<std::string_view, 5> others{"Value", "ListValue", "Struct", "Timestamp",
                                                 "Duration"};

const Wrapper* wrapper_of(std::string_view name) {
  const auto found = std::find_if(wrappers.begin(), wrappers.end(),
                                  [&](const Wrapper& wrapper) { return wrapper.name == name; });
  return found == wrappers.end() ? nullptr : &*found;
}

Value default_of(Kind kind) {
  if (kind == Kind::boolean) return Value(false);
  if (kind == Kind::bytes) return Value::borrowed_bytes("");
  if (kind == Kind::real) return Value(0.0);
  if (kind == Kind::integer) return Value(std::int64_t{0});
  if (kind == Kind::string) return Value::borrowed("");
  return Value(std::uint64_t{0});
}

Value misfit(std::string_view message, const Value& value) {
  return Value::error(fmt::format("{}{} cannot hold {}", package, message,
                                  type_of(value).in_words()));
}

Value unknown_field(std::string_view message, std::string_view field) {
  return Value::error(fmt::format("{}{} has no field '{}'", package, message, field));
}

// The 32-bit wrappers hold less than CEL's numbers do.
Value narrowed(std::string_view message, const Value& value) {
  if (message == "FloatValue") {
    return Value(static_cast<double>(static_cast<float>(value.real())));
  }
  const bool too_big =
      (message == "Int32Value" && (value.integer() > std::numeric_limits<std::int32_t>::max() ||
                                   value.integer() < std::numeric_limits<std::int32_t>::min())) ||
      (message == "UInt32Value" &&
       value.unsigned_integer() > std::numeric_limits<std::uint32_t>::max());
  if (too_big) return Value::error(fmt::format("{}{} holds 32 bits only", package, message));
  return value;
}

Value wrapped(const Wrapper& wrapper, std::span<const std::string> fields,
              std::span<const Value> values) {
  Value value = default_of(wrapper.kind);
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i] != "value") return unknown_field(wrapper.name, fields[i]);
    if (values[i].kind() != wrapper.kind) return misfit(wrapper.name, values[i]);
    value = values[i];
  }
  return narrowed(wrapper.name, value);
}

// google.protobuf.Value, ListValue and Struct: a JSON value in one field.
Value json_value(std::string_view message, std::span<const std::string> fields,
                 std::span<const Value> values) {
  struct Field {
    std::string_view message;
    std::string_view name;
    Kind kind;
  };
  constexpr std::array known{
      Field{"Value", "null_value", Kind::null},      Field{"Value", "number_value", Kind::real},
      Field{"Value", "string_value", Kind::string},  Field{"Value", "bool_value", Kind::boolean},
      Field{"Value", "struct_value", Kind::map},     Field{"Value", "list_value", Kind::list},
      Field{"ListValue", "values", Kind::list},      Field{"Struct", "fields", Kind::map},
  };
  Value value;
  if (message == "ListValue") value = Value::list({});
  if (message == "Struct") value = Value::map({});
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const auto field = std::find_if(known.begin(), known.end(), [&](const Field& candidate) {
      return candidate.message == message && candidate.name == fields[i];
    });
    if (field == known.end()) return unknown_field(message, fields[i]);
    if (field->kind != Kind::null && values[i].kind() != field->kind) {
      return misfit(message, values[i]);
    }
    value = field->kind == Kind::null ? Value() : values[i];
  }
  return value;
}

Value time_value(std::string_view message, std::span<const std::string> fields,
                 std::span<const Value> values) {
  std::int64_t seconds = 0;
  std::int64_t nanos = 0;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i] != "seconds" && fields[i] != "nanos") return unknown_field(message, fields[i]);
    if (values[i].kind() != Kind::integer) return misfit(message, values[i]);
    (fields[i] == "seconds" ? seconds : nanos) = values[i].integer();
  }
  const bool is_timestamp = message == "Timestamp";
  const std::int64_t nanos_min = is_timestamp ? 0 : 1 - nanos_per_second;
  const bool nanos_fit = nanos >= nanos_min && nanos < nanos_per_second;
  if (nanos_fit && is_timestamp) {
    const auto at = in_range({seconds, static_cast<std::int32_t>(nanos)});
    if (at) return Value(*at);
  }
  std::int64_t total = 0;
  if (nanos_fit && !is_timestamp && !__builtin_mul_overflow(seconds, nanos_per_second, &total) &&
      !__builtin_add_overflow(total, nanos, &total)) {
    return Value(Duration{total});
  }
  return Value::error(fmt::format("the value does not fit into {}{}", package, message));
}

}  // namespace

bool is_message(std::string_view name) {
  if (!name.starts_with(package)) return false;
  name.remove_prefix(package.size());
  return wrapper_of(name) || std::find(others.begin(), others.end(), name) != others.end();
}

Value make_message(std::string_view name, std::span<const std::string> fields,
                   std::span<const Value> values) {
  if (!is_message(name)) return Value::error(fmt::format("there is no message type '{}'", name));
  name.remove_prefix(package.size());
  if (const Wrapper* wrapper = wrapper_of(name)) return wrapped(*wrapper, fields, values);
  if (name == "Timestamp" || name == "Duration") return time_value(name, fields, values);
  return json_value(name, fields, values);
}

}  // namespace decorum::cel
