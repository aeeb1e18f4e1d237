// By when the policy wants something that an act begins, and the clock that runs until then.
//
//   auto by = deadline_for(situation, request.deadline);   // named, else what the outcome has
//   cases::Due due = start_clock(situation, "team:membership", *by);
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "desk/act.h"

namespace decorum::desk {

// A clock warns when this much of it has run, unless the policy says otherwise.
inline constexpr std::int32_t warn_at_percent_default = 80;

// A deadline by its name in clocks.yaml; without a name that of the first reached outcome that has
// one, else of the open question, else of the first outcome of the chart that has one. A name that
// the policy does not have is refused; `kind` none: the policy gives no deadline at all.
OrRefused<policy::Deadline> deadline_for(const Situation& situation,
                                         const std::optional<std::string>& name);

// The policy's deadline of what a clock counts, "answer:QUESTION" or "outcome:ID", with the
// account's own where it has one.
std::optional<policy::Deadline> deadline_of(const Situation& situation, std::string_view what);

// From now on; `deadline.kind` is not none.
cases::Due start_clock(const Situation& situation, std::string what,
                       const policy::Deadline& deadline);

// When a clock that ends at `at` warns, as the policy says for its deadline.
base::Time warning_before(const Situation& situation, const policy::Deadline& deadline,
                          base::Time from, base::Time at);

// A clock that stood still, going on now: moved by the business time of the pause where the clock
// runs in business time, else by all of it.
cases::Resumed moved_on(const Situation& situation, const cases::Due& due);

// What was due before an event, when that event's own clock (`what`) is still the one that runs:
// the promise to the author ran on meanwhile. None: another clock runs, or nothing is known.
std::optional<cases::DueSet> due_before(const Situation& situation, base::Id event,
                                        std::string_view what);

}  // namespace decorum::desk
