// Dates as mail, HTTP and RSS write them.
//
//   parse_mail_date("Tue, 24 Nov 2026 09:30:00 +0100")   // 08:30:00 UTC
//   parse_mail_date("Tue, 24 Nov 2026 08:30:00 GMT")     // the same
//   format_mail_date(time)                               // "Tue, 24 Nov 2026 08:30:00 +0000"
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "base/time.h"

namespace decorum::channels {

// RFC 5322 with what is met in feeds: the day of the week may be missing or wrong, seconds may be
// missing, years may have two digits (00 to 49 are 2000 to 2049), comments in round brackets are
// passed over; a zone is a number, GMT, UTC, UT, Z, one of the American names, or missing, which is
// read as UTC. Years 1900 to 9999. At most 128 bytes.
base::Result<base::Time> parse_mail_date(std::string_view text);

// Parts of a second are cut.
std::string format_mail_date(base::Time time);

}  // namespace decorum::channels
