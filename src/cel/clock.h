// Clock: timestamps and durations as text, and the calendar's fields in a time zone.
//
//   read_timestamp("2009-02-13T23:31:30.5+01:00")   // RFC 3339; years 0001 to 9999
//   read_duration("1h30m")                          // as Go writes durations; also "1.5s", "-2ms"
//   local_fields(timestamp, "Europe/London")        // or "+02:00", "-2:30", "02:00", "UTC", ""
//
// IANA names are looked up in the system's tzdata; the rule of a zone goes on past its last listed
// change, in 2037.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "cel/value.h"

namespace decorum::cel {

// Digits of a fraction past the ninth are cut. A leap second is refused.
std::optional<Timestamp> read_timestamp(std::string_view text);
// "2009-02-13T23:31:30.5Z": the fraction without trailing zeros, left out when zero.
std::string written(Timestamp timestamp);

// Units h, m, s, ms, us (or µs) and ns, each number with or without a fraction; "0" alone is zero.
std::optional<Duration> read_duration(std::string_view text);
// In seconds: "5400s", "-1.5s".
std::string written(Duration duration);

// The timestamp if it lies in the years 0001 to 9999.
std::optional<Timestamp> in_range(Timestamp timestamp);

std::optional<Timestamp> add(Timestamp timestamp, Duration duration);
std::optional<Duration> difference(Timestamp later, Timestamp earlier);

struct Fields {
  int year = 0;
  int month = 0;         // from 0
  int day = 0;           // of the month, from 0
  int day_of_year = 0;   // from 0
  int day_of_week = 0;   // 0 is Sunday
  int hour = 0;
  int minute = 0;
  int second = 0;
  int millisecond = 0;
};

// Nothing for a zone that does not exist.
std::optional<Fields> local_fields(Timestamp timestamp, std::string_view zone);

}  // namespace decorum::cel
