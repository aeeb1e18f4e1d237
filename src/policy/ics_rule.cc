#include "policy/ics_rule.h"

#include <cstdlib>
#include <memory>
#include <string>

#include <libical/ical.h>

namespace decorum::policy {
namespace {

constexpr int steps_max = 50'000;
constexpr std::size_t rule_bytes_max = 1024;

struct FreeIterator {
  void operator()(icalrecur_iterator* iterator) const { icalrecur_iterator_free(iterator); }
};

// libical is built to abort on what it calls an error; here an error is somebody's text.
void tame() {
  static const bool done = [] {
    icalerror_set_errors_are_fatal(0);
    return true;
  }();
  static_cast<void>(done);
}

icaltimetype to_ical(const IcsTime& time) {
  icaltimetype out = icaltime_null_time();
  const std::chrono::year_month_day date(time.day);
  out.year = static_cast<int>(date.year());
  out.month = static_cast<int>(static_cast<unsigned>(date.month()));
  out.day = static_cast<int>(static_cast<unsigned>(date.day()));
  out.is_date = time.whole_day ? 1 : 0;
  const auto seconds = static_cast<int>(time.of_day.count());
  out.hour = seconds / 3600;
  out.minute = seconds / 60 % 60;
  out.second = seconds % 60;
  return out;
}

IcsTime from_ical(const icaltimetype& time, const IcsTime& like) {
  IcsTime out = like;
  out.day = std::chrono::sys_days(std::chrono::year(time.year) /
                                  std::chrono::month(static_cast<unsigned>(time.month)) /
                                  std::chrono::day(static_cast<unsigned>(time.day)));
  if (!like.whole_day) {
    out.of_day = std::chrono::seconds(time.hour * 3600 + time.minute * 60 + time.second);
  }
  return out;
}

// Is the time after the rule's UNTIL? That is a day, a time of the event's zone, or UTC.
bool is_after(const IcsTime& time, base::Time at, const icaltimetype& until) {
  IcsTime end = from_ical(until, time);
  if (until.is_date != 0) return time.day > end.day;
  end.of_day = std::chrono::seconds(until.hour * 3600 + until.minute * 60 + until.second);
  if (icaltime_is_utc(until) != 0) end.zone = "UTC";
  const auto instant = to_utc(end);
  return instant && at > *instant;
}

bool is_in_days(const icalrecurrencetype& rule) {
  return rule.freq == ICAL_DAILY_RECURRENCE || rule.freq == ICAL_WEEKLY_RECURRENCE ||
         rule.freq == ICAL_MONTHLY_RECURRENCE || rule.freq == ICAL_YEARLY_RECURRENCE;
}

base::Result<icalrecurrencetype> read_rule(std::string_view text) {
  const auto wrong = [](std::string what) { return base::fail(std::move(what)); };
  if (text.size() > rule_bytes_max) return wrong("the rule is too long");
  if (text.find("RSCALE") != text.npos || text.find("SKIP") != text.npos) {
    return wrong("the rule counts by another calendar");
  }
  const std::string copy(text);
  icalrecurrencetype rule = icalrecurrencetype_from_string(copy.c_str());
  if (rule.rscale != nullptr) {
    std::free(rule.rscale);
    return wrong("the rule counts by another calendar");
  }
  if (rule.freq == ICAL_NO_RECURRENCE) return wrong("the rule cannot be read");
  if (!is_in_days(rule)) return wrong("the rule comes back more than once a day");
  for (const short time : {rule.by_hour[0], rule.by_minute[0], rule.by_second[0]}) {
    if (time == ICAL_RECURRENCE_ARRAY_MAX) continue;
    return wrong("the rule comes back more than once a day");
  }
  return rule;
}

}  // namespace

base::Result<std::vector<IcsTime>> times_of(std::string_view text, const IcsTime& start,
                                            base::Time first, base::Time last) {
  tame();
  auto rule = read_rule(text);
  if (!rule) return tl::unexpected(rule.error());
  // libical knows no zones here, so the end is kept back and held against true instants.
  const icaltimetype until = rule->until;
  rule->until = icaltime_null_time();
  const std::unique_ptr<icalrecur_iterator, FreeIterator> iterator(
      icalrecur_iterator_new(*rule, to_ical(start)));
  if (!iterator) return base::fail("the rule cannot be followed");
  std::vector<IcsTime> times;
  for (int step = 0; step < steps_max; ++step) {
    const icaltimetype next = icalrecur_iterator_next(iterator.get());
    if (icaltime_is_null_time(next) != 0) return times;
    const IcsTime time = from_ical(next, start);
    const auto at = to_utc(time);
    if (!at || *at > last) return times;
    if (icaltime_is_null_time(until) == 0 && is_after(time, *at, until)) return times;
    if (*at >= first) times.push_back(time);
  }
  return base::fail("the rule comes back too often");
}

}  // namespace decorum::policy
