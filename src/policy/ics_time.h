// Dates, times and lengths as iCalendar writes them (RFC 5545, sections 3.3.4 to 3.3.6). Internal
// to reading calendars.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace decorum::policy {

// A day, or a time of day in a zone.
struct IcsTime {
  std::chrono::sys_days day{};
  std::chrono::seconds of_day{0};
  bool whole_day = false;
  std::string zone;

  bool operator==(const IcsTime&) const = default;
};

// "20261108", "20261108T110000" (of `zone`) or "20261108T110000Z", from 1970 to 2199.
std::optional<IcsTime> read_ics_time(std::string_view text, std::string_view zone);

// "P1D", "PT1H30M", "P2W": longer than nothing, at most ten years.
std::optional<std::chrono::seconds> read_ics_duration(std::string_view text);

// Nothing for a zone that is not known.
std::optional<base::Time> to_utc(const IcsTime& time);

}  // namespace decorum::policy
