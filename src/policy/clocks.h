// When the desk is open, and by when things are due (clocks.yaml).
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace decorum::policy {

// By when: an amount of calendar time, of business hours, a number of working days, or none.
struct Deadline {
  enum class Kind : std::uint8_t { none, calendar, business, working_days };
  Kind kind = Kind::none;
  base::Duration amount{};  // calendar, business
  std::int32_t days = 0;    // working_days
  std::string name;         // of a deadline in clocks.yaml, when it was given by name

  bool operator==(const Deadline&) const = default;
};

// Open from a minute of the day up to another, local time; 0 <= from < to <= 1440.
struct OpenSpan {
  std::int32_t from_minute = 0;
  std::int32_t to_minute = 0;

  bool operator==(const OpenSpan&) const = default;
};

struct Hours {
  std::string id;
  std::array<std::optional<OpenSpan>, 7> days;  // Monday first
};

struct ClosedDay {
  std::chrono::sys_days date;
  std::string why;
};

struct NamedDeadline {
  std::string id;
  Deadline due;
  std::int32_t warn_at_percent = 80;
  std::string escalate_to;  // role, may be empty
  std::string text;
};

struct Clocks {
  std::vector<Hours> hours;
  std::string default_hours;
  std::string holidays;  // a division of the bank holidays; empty: only the closed days
  std::vector<ClosedDay> closed;
  std::vector<NamedDeadline> deadlines;

  const Hours* hours_named(std::string_view id) const;
  const NamedDeadline* deadline_named(std::string_view id) const;
};

}  // namespace decorum::policy
