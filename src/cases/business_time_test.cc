#include "cases/business_time.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

namespace decorum::cases {
namespace {

using namespace std::chrono_literals;

base::Time at(std::string_view text) { return *base::parse_rfc3339(text); }

Calendar calendar_in(std::string zone) {
  Calendar calendar;
  calendar.zone = std::move(zone);
  for (std::size_t day = 0; day < 5; ++day) calendar.hours.days[day] = {540, 1020};
  calendar.hours.days[5] = {600, 780};
  for (const char* day : {"2026-04-03", "2026-04-06", "2026-12-24", "2026-12-25", "2026-12-28",
                          "2026-12-29", "2026-12-30", "2026-12-31", "2027-01-01"}) {
    calendar.closed.push_back(*base::parse_date(day));
  }
  return calendar;
}

policy::Deadline business(base::Duration amount) {
  policy::Deadline deadline;
  deadline.kind = policy::Deadline::Kind::business;
  deadline.amount = amount;
  return deadline;
}

std::vector<std::string> columns_of(const std::string& line) {
  std::vector<std::string> columns;
  std::istringstream parts(line);
  for (std::string part; std::getline(parts, part, '|');) {
    const std::size_t first = part.find_first_not_of(' ');
    const std::size_t last = part.find_last_not_of(' ');
    columns.push_back(part.substr(first, last - first + 1));
  }
  return columns;
}

std::optional<base::Time> due_by(const Calendar& calendar, base::Time from,
                                 const std::string& words) {
  const std::size_t blank = words.find(' ');
  const std::string kind = words.substr(0, blank);
  const std::string amount = words.substr(blank + 1);
  if (kind == "statutory") return end_of_statutory_days(calendar, from, std::stoi(amount));
  policy::Deadline deadline;
  if (kind == "working") {
    deadline.kind = policy::Deadline::Kind::working_days;
    deadline.days = std::stoi(amount);
  } else {
    deadline = business(*base::parse_duration(amount));
    if (kind == "calendar") deadline.kind = policy::Deadline::Kind::calendar;
  }
  return due_at(calendar, deadline, from);
}

TEST(BusinessTime, FollowsTheTable) {
  std::ifstream table("test/golden/clocks/table.txt");
  ASSERT_TRUE(table) << "the table is missing";
  int rows = 0;
  for (std::string line; std::getline(table, line);) {
    if (line.empty() || line[0] == '#') continue;
    const auto columns = columns_of(line);
    ASSERT_EQ(columns.size(), 4U) << line;
    const auto due = due_by(calendar_in(columns[0]), at(columns[1]), columns[2]);
    ASSERT_TRUE(due) << line;
    EXPECT_EQ(base::format_rfc3339(*due), columns[3]) << line;
    ++rows;
  }
  EXPECT_GE(rows, 40);
}

// The same asked minute by minute of the clock on the wall.
base::Duration minutes_open(const Calendar& calendar, base::Time from, base::Time until) {
  base::Duration sum{};
  for (base::Time minute = from; minute < until; minute += 1min) {
    if (is_open(calendar, minute)) sum += 1min;
  }
  return sum;
}

TEST(BusinessTime, AgreesWithCountingMinutes) {
  for (const char* zone : {"Europe/London", "Asia/Kolkata", "Africa/Cairo", "America/New_York"}) {
    const Calendar calendar = calendar_in(zone);
    for (int i = 0; i < 40; ++i) {
      const base::Time from = at("2026-03-20T00:00:00Z") + i * (7h + 13min);
      const base::Duration amount = (i % 9) * 47min;
      const auto due = add_business(calendar, from, amount);
      ASSERT_TRUE(due);
      EXPECT_EQ(minutes_open(calendar, from, *due), amount) << zone << " " << i;
      EXPECT_EQ(business_between(calendar, from, *due), amount) << zone << " " << i;
      EXPECT_GE(*due, from);
    }
  }
}

TEST(BusinessTime, ACalendarThatNeverOpensGivesNothing) {
  Calendar calendar;
  calendar.zone = "Europe/London";
  const base::Time from = at("2026-11-26T10:00:00Z");
  EXPECT_FALSE(is_open(calendar, from));
  EXPECT_FALSE(next_open(calendar, from));
  EXPECT_FALSE(add_business(calendar, from, 1h));
  EXPECT_FALSE(add_working_days(calendar, from, 1));
  EXPECT_EQ(business_between(calendar, from, from + 48h), base::Duration{});
}

TEST(BusinessTime, MidnightIsTheEndOfADay) {
  Calendar calendar;
  calendar.zone = "Europe/London";
  calendar.hours.days.fill(policy::OpenSpan{0, 1440});
  const base::Time from = at("2026-03-28T12:00:00Z");
  EXPECT_TRUE(is_open(calendar, at("2026-03-28T00:00:00Z")));
  // Always open: the same as calendar time, over the hour that is left out too.
  EXPECT_EQ(add_business(calendar, from, 48h), from + 48h);
}

TEST(BusinessTime, WarnsWhenSoMuchOfTheOpenTimeHasPassed) {
  const Calendar calendar = calendar_in("Europe/London");
  const base::Time from = at("2026-11-27T16:00:00Z");
  const policy::Deadline deadline = business(4h);
  const base::Time due = *due_at(calendar, deadline, from);
  EXPECT_EQ(warn_at(calendar, deadline, from, due, 50), at("2026-11-28T11:00:00Z"));
  EXPECT_EQ(warn_at(calendar, deadline, from, due, 100), due);
  EXPECT_EQ(warn_at(calendar, deadline, from, due, 900), due);
  policy::Deadline day;
  day.kind = policy::Deadline::Kind::calendar;
  day.amount = 10h;
  EXPECT_EQ(warn_at(calendar, day, from, from + 10h, 80), from + 8h);
}

TEST(BusinessTime, NothingPassesBackwards) {
  const Calendar calendar = calendar_in("Europe/London");
  const base::Time from = at("2026-11-27T12:00:00Z");
  EXPECT_EQ(business_between(calendar, from, from), base::Duration{});
  EXPECT_EQ(business_between(calendar, from, from - 5h), base::Duration{});
}

}  // namespace
}  // namespace decorum::cases
