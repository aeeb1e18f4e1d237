// Days and matters on which a post needs care: quiet days, elections, embargoes, open proceedings
// (calendar.yaml, and iCalendar files that it names). Loaded and checked here; review reads it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace decorum::policy {

// [from, until), in UTC; days are days of the policy's time zone.
struct CalendarWindow {
  enum class Kind : std::uint8_t {
    quiet,        // only what must be said is said
    pre_election, // no side is taken
    embargo,      // its words are not said before `until`
    proceedings,  // nothing that could weigh on them; from arrest or charge to the end
  };
  std::string id;
  Kind kind = Kind::quiet;
  std::string title, why;
  base::Time from{}, until{};
  std::vector<std::string> words;  // embargo: what is held back; proceedings: names of the matter
  std::string file;                // the iCalendar file it is from; empty: calendar.yaml
};

struct Calendar {
  std::vector<CalendarWindow> windows;  // in order of `from`, then id
};

std::string_view name_of(CalendarWindow::Kind kind);

}  // namespace decorum::policy
