// Points in time and lengths of time as every layer passes them.
//
// Time always comes in as an argument: nothing left of `store` asks a clock. A Time is an instant
// in UTC with microseconds; zones and business hours are applied by whoever shows or counts them.
//
//   auto t = parse_rfc3339("2026-11-22T09:30:00+01:00");   // 08:30:00 UTC
//   format_rfc3339(*t);                                    // "2026-11-22T08:30:00Z"
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "base/result.h"

namespace decorum::base {

using Duration = std::chrono::microseconds;
using Time = std::chrono::sys_time<Duration>;

// RFC 3339 date-time, offset required, years 0001 to 9999 also after the offset is applied. "T" and
// "Z" may be small letters; a blank between date and time is refused. Seconds may carry a fraction;
// digits past the sixth are cut. A leap second (":60") is taken only where UTC reads 23:59, and is
// read as the following second.
Result<Time> parse_rfc3339(std::string_view text);

// "YYYY-MM-DDTHH:MM:SS[.ffffff]Z"; the fraction is left out when it is zero.
std::string format_rfc3339(Time time);

// A plain date, "YYYY-MM-DD".
Result<std::chrono::sys_days> parse_date(std::string_view text);
std::string format_date(std::chrono::sys_days day);

// A length of time as policies write it: a whole number and one of s, m, h, d, or w
// ("90s", "2h", "30d"). At most ten years (3,650 days).
Result<Duration> parse_duration(std::string_view text);
// The shortest such text ("36h", not "1d12h"; "2w", not "14d"); zero is "0s". Parts of a second are
// cut.
std::string format_duration(Duration duration);

}  // namespace decorum::base
