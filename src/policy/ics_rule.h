// Recurrence rules of iCalendar (RFC 5545, section 3.3.10), written out by libical. Internal to
// reading calendars.
//
//   auto times = times_of("FREQ=YEARLY;BYMONTH=11;BYDAY=2SU", start, first, last);
//
// Rules of days, weeks, months and years; 50,000 steps; without RSCALE. What libical cannot read
// is an error that says so.
#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "policy/ics_time.h"

namespace decorum::policy {

// The times of the rule that begin in [first, last], `start` among them when it does; in order. In
// the zone of `start`.
base::Result<std::vector<IcsTime>> times_of(std::string_view rule, const IcsTime& start,
                                            base::Time first, base::Time last);

}  // namespace decorum::policy
