#include "cases/business_time.h"

#include <algorithm>

#include "policy/zone_time.h"

namespace decorum::cases {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

struct Span {
  base::Time from, until;
};

bool is_closed(const Calendar& calendar, sys_days day) {
  return std::ranges::binary_search(calendar.closed, day);
}

// Monday is 0.
std::size_t weekday_of(sys_days day) {
  return std::chrono::weekday(day).iso_encoding() - 1;
}

bool is_working_day(const Calendar& calendar, sys_days day) {
  return calendar.hours.days[weekday_of(day)] && !is_closed(calendar, day);
}

std::optional<Span> open_span(const Calendar& calendar, sys_days day) {
  if (!is_working_day(calendar, day)) return std::nullopt;
  const policy::OpenSpan& open = *calendar.hours.days[weekday_of(day)];
  const auto from =
      policy::to_utc(calendar.zone, day, std::chrono::minutes(open.from_minute));
  const auto until = policy::to_utc(calendar.zone, day, std::chrono::minutes(open.to_minute));
  if (!from || !until || *from >= *until) return std::nullopt;
  return Span{*from, *until};
}

// Calls `take` with each open span that ends after `from`, until it answers false.
template <class Take>
void each_span(const Calendar& calendar, base::Time from, Take take) {
  sys_days day = policy::local_day(calendar.zone, from);
  for (int i = 0; i < days_ahead_max; ++i, day += days(1)) {
    const auto span = open_span(calendar, day);
    if (span && span->until > from && !take(*span)) return;
  }
}

base::Time end_of_day(const Calendar& calendar, sys_days day) {
  const auto end = policy::to_utc(calendar.zone, day, std::chrono::hours(24));
  return end ? *end : base::Time(day + days(1));
}

}  // namespace

bool is_open(const Calendar& calendar, base::Time at) {
  return closes_at(calendar, at).has_value();
}

std::optional<base::Time> next_open(const Calendar& calendar, base::Time at) {
  std::optional<base::Time> found;
  each_span(calendar, at, [&](const Span& span) {
    found = std::max(span.from, at);
    return false;
  });
  return found;
}

std::optional<base::Time> closes_at(const Calendar& calendar, base::Time at) {
  const auto span = open_span(calendar, policy::local_day(calendar.zone, at));
  if (!span || at < span->from || at >= span->until) return std::nullopt;
  return span->until;
}

std::optional<base::Time> add_business(const Calendar& calendar, base::Time from,
                                       base::Duration amount) {
  std::optional<base::Time> found;
  base::Duration left = std::max(amount, base::Duration{});
  each_span(calendar, from, [&](const Span& span) {
    const base::Time start = std::max(span.from, from);
    if (left <= span.until - start && (left.count() > 0 || start < span.until)) {
      found = start + left;
      return false;
    }
    left -= span.until - start;
    return true;
  });
  return found;
}

base::Duration business_between(const Calendar& calendar, base::Time from, base::Time until) {
  base::Duration sum{};
  if (until <= from) return sum;
  each_span(calendar, from, [&](const Span& span) {
    if (span.from >= until) return false;
    sum += std::min(span.until, until) - std::max(span.from, from);
    return true;
  });
  return sum;
}

std::optional<base::Time> add_working_days(const Calendar& calendar, base::Time from, int count) {
  sys_days day = policy::local_day(calendar.zone, from);
  for (int i = 0, passed = 0; i < days_ahead_max; ++i) {
    day += days(1);
    if (!is_working_day(calendar, day)) continue;
    if (++passed < count) continue;
    const auto span = open_span(calendar, day);
    return span ? span->until : end_of_day(calendar, day);
  }
  return std::nullopt;
}

std::optional<base::Time> due_at(const Calendar& calendar, const policy::Deadline& deadline,
                                 base::Time from) {
  using Kind = policy::Deadline::Kind;
  switch (deadline.kind) {
    case Kind::none: return std::nullopt;
    case Kind::calendar: return from + deadline.amount;
    case Kind::business: return add_business(calendar, from, deadline.amount);
    case Kind::working_days: return add_working_days(calendar, from, deadline.days);
  }
  return std::nullopt;
}

base::Time warn_at(const Calendar& calendar, const policy::Deadline& deadline, base::Time from,
                   base::Time due, int percent) {
  const auto part = [&](base::Duration whole) { return whole * std::clamp(percent, 0, 100) / 100; };
  if (deadline.kind == policy::Deadline::Kind::calendar) return from + part(due - from);
  const auto at = add_business(calendar, from, part(business_between(calendar, from, due)));
  return at ? std::min(*at, due) : due;
}

base::Time end_of_statutory_days(const Calendar& calendar, base::Time received, int count) {
  sys_days day = policy::local_day(calendar.zone, received) + days(count);
  for (int i = 0; i < days_ahead_max; ++i, day += days(1)) {
    const std::size_t weekday = weekday_of(day);
    if (weekday < 5 && !is_closed(calendar, day)) break;
  }
  return end_of_day(calendar, day);
}

}  // namespace decorum::cases
