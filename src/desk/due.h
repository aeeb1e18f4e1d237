// By when something is due for an account of ours: the policy's deadlines in the account's own
// business hours and holidays (cases/clock.h).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cases/conversation.h"
#include "desk/in_use.h"

namespace decorum::desk {

base::Time due_at(const InUse& in_use, const policy::Deadline& deadline, std::string_view account,
                  base::Time from);

// The open time of the account between the two; zero when `until` is not after `from`.
base::Duration business_between(const InUse& in_use, std::string_view account, base::Time from,
                                base::Time until);

// The clock of a case; none when the deadline is none.
std::optional<cases::Due> due_of(const InUse& in_use, std::string what,
                                 const policy::Deadline& deadline, std::int32_t warn_at_percent,
                                 std::string_view account, base::Time from);

// "4 hours of business", "5 working days", "2 hours": for people.
std::string words_of(const policy::Deadline& deadline);

}  // namespace decorum::desk
