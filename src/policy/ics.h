// The events of an iCalendar text (RFC 5545), with those that come back written out.
//
//   IcsRead read = read_ics(bytes, {.zone = "Europe/London", .first = from, .last = until});
//   for (const IcsEvent& event : read.events) ...   // "Remembrance Sunday", from, until
//
// Read: VEVENT with SUMMARY, DESCRIPTION, DTSTART, DTEND or DURATION, RRULE (days and longer),
// RDATE, EXDATE, RECURRENCE-ID, STATUS; whole days and times without a zone are of `zone`, TZID is
// a name of the time zone database. Everything else is stepped over. Each line that cannot be
// understood is a mistake, and its event is left out.
//
// Bounds: see ics_lines.h; `most` events in all, 500 rules, 50,000 steps a rule; days from
// 1970 to 2199. From memory: no file is opened but the system's time zones. Never throws.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "policy/ics_lines.h"

namespace decorum::policy {

struct IcsEvent {
  std::string title, about;
  base::Time from{}, until{};  // [from, until)
  std::uint32_t line = 0;      // of BEGIN:VEVENT
};

struct IcsRead {
  std::vector<IcsEvent> events;  // in order of `from`
  std::vector<IcsMistake> mistakes;
};

struct IcsWanted {
  std::string_view zone;  // known to the time zone database
  // What comes back is written out between these; events that come once are taken whenever.
  base::Time first{}, last{};
  std::size_t most = 1000;
};

IcsRead read_ics(std::string_view bytes, const IcsWanted& wanted);

}  // namespace decorum::policy
