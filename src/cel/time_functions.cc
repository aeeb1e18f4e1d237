// The accessors of timestamps and durations of google/cel-spec, doc/langdef.md, "List of Standard
// Definitions". Days, months and days of the year are counted from 0, as there; getDate() from 1.
#include <fmt/format.h>

#include "cel/clock.h"
#include "cel/functions.h"

namespace decorum::cel {
namespace {

constexpr std::uint64_t zone_steps = 100;  // of looking up a zone

template <int Fields::*field, int added = 0>
Value of_timestamp(Arguments arguments, Meter& meter) {
  std::string_view zone;
  if (arguments.size() > 1) {
    zone = arguments[1].text();
    if (!meter.take(zone_steps) || !meter.take_text(zone.size())) return out_of_steps();
  }
  const auto fields = local_fields(arguments[0].timestamp(), zone);
  if (!fields) return Value::error("there is no such time zone");
  return Value(std::int64_t{(*fields).*field + added});
}

template <std::int64_t unit, std::int64_t modulus = 0>
Value of_duration(Arguments arguments, Meter& /*meter*/) {
  const std::int64_t count = arguments[0].duration().nanos / unit;
  if constexpr (modulus != 0) return Value(count % modulus);
  return Value(count);
}

}  // namespace

void add_time(Environment& env) {
  const auto add = [&](const char* name, const std::vector<Type>& parameters, Metered call) {
    env.add({name, true, parameters, Type::int_type(), nullptr, call});
  };
  const auto field = [&](const char* name, Metered call) {
    add(name, {Type::timestamp_type()}, call);
    add(name, {Type::timestamp_type(), Type::string_type()}, call);
  };
  field("getFullYear", of_timestamp<&Fields::year>);
  field("getMonth", of_timestamp<&Fields::month>);
  field("getDate", of_timestamp<&Fields::day, 1>);
  field("getDayOfMonth", of_timestamp<&Fields::day>);
  field("getDayOfWeek", of_timestamp<&Fields::day_of_week>);
  field("getDayOfYear", of_timestamp<&Fields::day_of_year>);
  field("getHours", of_timestamp<&Fields::hour>);
  field("getMinutes", of_timestamp<&Fields::minute>);
  field("getSeconds", of_timestamp<&Fields::second>);
  field("getMilliseconds", of_timestamp<&Fields::millisecond>);

  constexpr std::int64_t millisecond = 1'000'000;
  constexpr std::int64_t second = 1000 * millisecond;
  const std::vector<Type> duration{Type::duration_type()};
  add("getHours", duration, of_duration<3600 * second>);
  add("getMinutes", duration, of_duration<60 * second>);
  add("getSeconds", duration, of_duration<second>);
  // The whole duration in hours, minutes or seconds, but of its milliseconds only those beyond the
  // last whole second: "milliseconds from duration, 0-999".
  add("getMilliseconds", duration, of_duration<millisecond, 1000>);
}

}  // namespace decorum::cel
