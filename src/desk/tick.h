// What time brings: sleeping cases wake, watches end, deadlines are warned of and escalated.
//
// An overdue case goes up a line, a step each half hour until somebody says that they have seen
// it: whoever has it, who acts in the owning role, its deputies, then the manager. Each gets a
// mail; the same person is never asked twice, and somebody who is away is passed over.
//
//   while (tick(desk).more) {}        // every few seconds
#pragma once

#include <cstddef>

#include "desk/desk.h"

namespace decorum::desk {

inline constexpr base::Duration escalation_step = std::chrono::minutes(30);
inline constexpr std::int32_t escalations_max = 4;

struct Ticked {
  std::size_t woken = 0, watches_ended = 0, warned = 0, escalated = 0;
  bool more = false;  // there was more than one turn takes
};

// One turn: at most 200 cases, each in a transaction of its own, so that one in trouble does not
// stop the others.
Ticked tick(Desk& desk);

// When a case has to be looked at next; nullopt: never, as it stands. Its row is found by this.
std::optional<base::Time> wakes_at(const cases::Conversation& one);

}  // namespace decorum::desk
