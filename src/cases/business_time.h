// Business time: when an account's desk is open, and by when something is due in its hours.
//
//   Calendar calendar{.zone = "Europe/London", .hours = hours, .closed = days};
//   due_at(calendar, {business 4h}, friday_1700);     // Monday 12:00, when it opens at 09:00
//
// A day is open between two local times, but not on a closed day. Local time follows the zone: on
// the day the clocks change, 09:00 to 17:00 is still eight hours, and a span over the change is as
// long as the clock on the wall was not. All of it is pure, and looks at most ten years ahead: a
// calendar that is never open in that time gives nothing.
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/time.h"
#include "policy/clocks.h"

namespace decorum::cases {

struct Calendar {
  std::string zone;
  policy::Hours hours;
  std::vector<std::chrono::sys_days> closed;  // sorted: holidays and the house's own days
};

inline constexpr int days_ahead_max = 3660;

bool is_open(const Calendar& calendar, base::Time at);

// `at` itself when it is open then.
std::optional<base::Time> next_open(const Calendar& calendar, base::Time at);

// When the opening that `at` is in ends; nothing when it is closed.
std::optional<base::Time> closes_at(const Calendar& calendar, base::Time at);

// The moment at which so much open time has passed since `from`. An amount that is used up at
// closing time is up then, not when it opens again. Nothing passes in zero: that is the next moment
// at which it is open.
std::optional<base::Time> add_business(const Calendar& calendar, base::Time from,
                                       base::Duration amount);

// Open time in [from, until); zero when `until` is not after `from`.
base::Duration business_between(const Calendar& calendar, base::Time from, base::Time until);

// The end of opening on the n-th working day after the day of `from` (n >= 1), which does not count
// itself, open or not.
std::optional<base::Time> add_working_days(const Calendar& calendar, base::Time from, int days);

// By when, for any kind of deadline; nothing for `none`.
std::optional<base::Time> due_at(const Calendar& calendar, const policy::Deadline& deadline,
                                 base::Time from);

// When `percent` of the time between the two has passed, in open time where the deadline is.
base::Time warn_at(const Calendar& calendar, const policy::Deadline& deadline, base::Time from,
                   base::Time due, int percent);

// Calendar days as data protection law counts them (ICO, guidance on complaints, February 2026):
// the day after receipt is day one; where the last one is a weekend or bank holiday, the next
// working day. Until the end of that day, local time. Give it a calendar whose closed days are the
// bank holidays alone: the house's own days do not stretch the law.
base::Time end_of_statutory_days(const Calendar& calendar, base::Time received, int days);

}  // namespace decorum::cases
