#include "desk/due.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "cases/business_time.h"

namespace decorum::desk {
namespace {

// An account's own hours, or the default.
cases::Calendar calendar_of(const InUse& in_use, std::string_view account) {
  const policy::Policy& policy = *in_use.policy;
  const policy::Account* ours = policy.accounts.named(account);
  const std::string& id =
      ours != nullptr && !ours->hours.empty() ? ours->hours : policy.clocks.default_hours;
  cases::Calendar calendar;
  calendar.zone = policy.info.time_zone;
  if (const policy::Hours* hours = policy.clocks.hours_named(id)) calendar.hours = *hours;
  calendar.closed = in_use.holidays;
  for (const policy::ClosedDay& day : policy.clocks.closed) calendar.closed.push_back(day.date);
  std::ranges::sort(calendar.closed);
  return calendar;
}

std::string counted(std::int64_t count, std::string_view what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

std::string words_of(base::Duration amount) {
  const auto minutes = std::chrono::floor<std::chrono::minutes>(amount).count();
  if (minutes % 1440 == 0) return counted(minutes / 1440, "day");
  return minutes % 60 == 0 ? counted(minutes / 60, "hour") : counted(minutes, "minute");
}

}  // namespace

base::Time due_at(const InUse& in_use, const policy::Deadline& deadline, std::string_view account,
                  base::Time from) {
  // A desk that never opens has no business time; the same amount of calendar time stands in.
  return cases::due_at(calendar_of(in_use, account), deadline, from)
      .value_or(from + deadline.amount + std::chrono::days(deadline.days));
}

base::Duration business_between(const InUse& in_use, std::string_view account, base::Time from,
                                base::Time until) {
  return cases::business_between(calendar_of(in_use, account), from, until);
}

std::optional<cases::Due> due_of(const InUse& in_use, std::string what,
                                 const policy::Deadline& deadline, std::int32_t warn_at_percent,
                                 std::string_view account, base::Time from) {
  if (deadline.kind == policy::Deadline::Kind::none) return std::nullopt;
  cases::Due due;
  due.what = std::move(what);
  due.clock = words_of(deadline);
  due.from = from;
  due.at = due_at(in_use, deadline, account, from);
  due.warn_at =
      cases::warn_at(calendar_of(in_use, account), deadline, from, due.at, warn_at_percent);
  return due;
}

std::string words_of(const policy::Deadline& deadline) {
  using Kind = policy::Deadline::Kind;
  switch (deadline.kind) {
    case Kind::none: return "";
    case Kind::calendar: return words_of(deadline.amount);
    case Kind::business: return words_of(deadline.amount) + " of business";
    case Kind::working_days: return counted(deadline.days, "working day");
  }
  return "";
}

}  // namespace decorum::desk
