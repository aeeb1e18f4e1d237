// Local time of a zone of the time zone database, to UTC and back.
//
//   to_utc("Europe/London", {2026-07-01}, 9h)          // 2026-07-01T08:00:00Z
//   local_text("Europe/London", time)                  // "2026-07-01 09:00"
//
// A local time that a clock change skips is the moment of the change; one that comes twice is the
// first. The database is the system's; a name it does not know gives nothing. After 2037 summer
// time is not counted.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace decorum::policy {

bool is_known_zone(std::string_view zone);

// `of_day` is from 0 to 24 hours.
std::optional<base::Time> to_utc(std::string_view zone, std::chrono::sys_days day,
                                 std::chrono::seconds of_day);

// The day and the time of day, "2026-07-01 09:00"; UTC for a zone that is not known.
std::string local_text(std::string_view zone, base::Time time);
// The day that it is there, UTC's for a zone that is not known.
std::chrono::sys_days local_day(std::string_view zone, base::Time time);

}  // namespace decorum::policy
