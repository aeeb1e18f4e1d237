// Business time against a clock on the wall: every minute is looked up in its zone by itself, and
// counted when the hours say that it is open. Slow, and made of nothing that business_time.cc uses.
#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include <date/tz.h>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "cases/business_time.h"

namespace decorum::cases {
namespace {

using namespace std::chrono_literals;
using std::chrono::minutes;

base::Time at(std::string_view text) { return *base::parse_rfc3339(text); }

class Wall {
 public:
  explicit Wall(const Calendar& calendar)
      : calendar_(calendar), zone_(date::locate_zone(calendar.zone)) {}

  bool is_open(base::Time time) const {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
    const auto local = seconds + zone_->get_info(seconds).offset;
    const auto day = std::chrono::floor<std::chrono::days>(local);
    const auto minute = std::chrono::floor<minutes>(local - day).count();
    const auto& closed = calendar_.closed;
    if (std::find(closed.begin(), closed.end(), day) != closed.end()) return false;
    const auto& span = calendar_.hours.days[(std::chrono::weekday(day).c_encoding() + 6) % 7];
    return span && minute >= span->from_minute && minute < span->to_minute;
  }

  base::Time next_open(base::Time time) const {
    while (!is_open(time)) time += 1min;
    return time;
  }

  // At once when the last minute has passed.
  base::Time add(base::Time from, minutes amount) const {
    base::Time time = next_open(from);
    for (minutes passed{}; passed < amount; time += 1min) {
      if (is_open(time)) passed += 1min;
    }
    return time;
  }

  minutes between(base::Time from, base::Time until) const {
    minutes sum{};
    for (base::Time time = from; time < until; time += 1min) {
      if (is_open(time)) sum += 1min;
    }
    return sum;
  }

 private:
  const Calendar& calendar_;
  const date::time_zone* zone_;
};

// Around each of these days a zone below changes its clocks, or nothing happens.
constexpr std::string_view days_of_change[] = {
    "2026-03-08", "2026-03-29", "2026-04-05", "2026-04-24", "2026-06-15",
    "2026-09-06", "2026-10-04", "2026-10-25", "2026-10-29", "2026-11-01"};

// At 01:00 UTC, at midnight both ways, by half an hour, by no change at all, three quarters off.
constexpr std::string_view zones[] = {"Europe/London",      "Africa/Cairo",   "America/Santiago",
                                      "America/Havana",     "Asia/Beirut",    "Australia/Lord_Howe",
                                      "America/New_York",   "Asia/Kolkata",   "Asia/Kathmandu",
                                      "Pacific/Kiritimati", "Europe/Lisbon"};

using Span = std::optional<policy::OpenSpan>;

std::vector<policy::Hours> all_hours() {
  const Span none, day{{540, 1020}}, saturday{{600, 780}}, whole{{0, 1440}}, late{{1320, 1440}};
  return {{"desk", {{day, day, day, day, day, saturday, none}}},
          {"always", {{whole, whole, whole, whole, whole, whole, whole}}},
          {"weekend", {{none, none, none, none, none, whole, whole}}},
          {"late", {{late, late, late, late, late, late, late}}},
          {"thursday", {{none, none, none, whole, none, none, none}}}};
}

struct Question {
  Calendar calendar;
  base::Time from, until;
  minutes amount;

  std::string text() const {
    return fmt::format("{} {} from {} until {}, {} min", calendar.zone, calendar.hours.id,
                       base::format_rfc3339(from), base::format_rfc3339(until), amount.count());
  }
};

class Questions {
 public:
  Question next() {
    Question question;
    question.calendar.zone = zones[below(std::size(zones))];
    question.calendar.hours = hours_[below(hours_.size())];
    const auto day = *base::parse_date(days_of_change[below(std::size(days_of_change))]);
    for (int i = 0; i < 3; ++i) {
      const auto closed = day + std::chrono::days(static_cast<int>(below(12)) - 4);
      if (below(2) == 0) question.calendar.closed.push_back(closed);
    }
    std::ranges::sort(question.calendar.closed);
    question.from = base::Time(day) - 3 * 24h + minutes(below(4 * 1440));
    question.until = question.from + minutes(below(5 * 1440));
    question.amount = minutes(below(4) == 0 ? 60 * below(9) : below(1800));
    return question;
  }

 private:
  std::size_t below(std::size_t end) {
    return std::uniform_int_distribution<std::size_t>(0, end - 1)(random_);
  }

  std::mt19937_64 random_{20261127};
  std::vector<policy::Hours> hours_ = all_hours();
};

TEST(BusinessTimeOracle, AgreesWithTheClockOnTheWall) {
  Questions questions;
  for (int i = 0; i < 1500; ++i) {
    const Question asked = questions.next();
    const Wall wall(asked.calendar);
    ASSERT_EQ(is_open(asked.calendar, asked.from), wall.is_open(asked.from)) << asked.text();
    ASSERT_EQ(next_open(asked.calendar, asked.from), wall.next_open(asked.from)) << asked.text();
    ASSERT_EQ(business_between(asked.calendar, asked.from, asked.until),
              wall.between(asked.from, asked.until))
        << asked.text();
    ASSERT_EQ(add_business(asked.calendar, asked.from, asked.amount),
              wall.add(asked.from, asked.amount))
        << asked.text();
  }
}

// What a pause rests on: moving a deadline by the open time that passed.
TEST(BusinessTimeOracle, AddingInTwoStepsIsAddingAtOnce) {
  Questions questions;
  for (int i = 0; i < 1500; ++i) {
    const Question asked = questions.next();
    const base::Duration part = asked.amount / 3;
    const auto half_way = add_business(asked.calendar, asked.from, part);
    ASSERT_TRUE(half_way) << asked.text();
    const auto both = add_business(asked.calendar, *half_way, asked.amount - part);
    const auto at_once = add_business(asked.calendar, asked.from, asked.amount);
    if (asked.amount == minutes{}) continue;
    ASSERT_EQ(both, at_once) << asked.text();
    ASSERT_EQ(business_between(asked.calendar, asked.from, *at_once), asked.amount)
        << asked.text();
  }
}

TEST(BusinessTimeOracle, ClosesWhenItIsNoLongerOpen) {
  Questions questions;
  for (int i = 0; i < 500; ++i) {
    const Question asked = questions.next();
    const Wall wall(asked.calendar);
    const auto closes = closes_at(asked.calendar, asked.from);
    ASSERT_EQ(closes.has_value(), wall.is_open(asked.from)) << asked.text();
    if (!closes) continue;
    ASSERT_EQ(wall.between(asked.from, *closes), *closes - asked.from) << asked.text();
  }
}

TEST(BusinessTimeOracle, LooksTenYearsAheadAndNoFurther) {
  Calendar calendar{"Europe/London", {}, {}};
  calendar.hours.days[0] = {540, 541};  // a minute a week
  const base::Time from = at("2026-11-27T10:00:00Z");
  EXPECT_TRUE(add_business(calendar, from, 500min));
  EXPECT_FALSE(add_business(calendar, from, 530min));
  EXPECT_FALSE(add_business(calendar, from, base::Duration::max()));
  EXPECT_FALSE(add_working_days(calendar, from, 530));
  EXPECT_EQ(business_between(calendar, from, from + 30 * 366 * 24h), 523min);
}

TEST(BusinessTimeOracle, AZoneThatDoesNotExistIsNeverOpen) {
  const Span whole{{0, 1440}};
  const Calendar calendar{"Europe/Nowhere",
                          {"always", {{whole, whole, whole, whole, whole, whole, whole}}},
                          {}};
  const base::Time from = at("2026-11-27T10:00:00Z");
  EXPECT_FALSE(is_open(calendar, from));
  EXPECT_FALSE(add_business(calendar, from, 1h));
}

}  // namespace
}  // namespace decorum::cases
