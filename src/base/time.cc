#include "base/time.h"

#include <array>
#include <cstdint>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "base/utf8.h"

namespace decorum::base {
namespace {

namespace chrono = std::chrono;

constexpr std::int64_t duration_seconds_max = 3650LL * 24 * 60 * 60;

struct Unit {
  char letter;
  std::int64_t seconds;
};

constexpr std::array<Unit, 5> units = {
    {{'w', 7 * 86400}, {'d', 86400}, {'h', 3600}, {'m', 60}, {'s', 1}}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Reads a text from left to right; every step says whether it could be taken.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : text_(text) {}

  bool done() const { return text_.empty(); }
  char peek() const { return text_.empty() ? '\0' : text_.front(); }

  bool take(char wanted) {
    if (peek() != wanted || done()) return false;
    text_.remove_prefix(1);
    return true;
  }

  // Exactly `count` digits.
  std::optional<int> digits(std::size_t count) {
    if (text_.size() < count) return std::nullopt;
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (!is_digit(text_[i])) return std::nullopt;
      value = value * 10 + (text_[i] - '0');
    }
    text_.remove_prefix(count);
    return value;
  }

 private:
  std::string_view text_;
};

std::optional<chrono::year_month_day> take_date(Cursor& cursor) {
  const auto year = cursor.digits(4);
  if (!year || !cursor.take('-')) return std::nullopt;
  const auto month = cursor.digits(2);
  if (!month || !cursor.take('-')) return std::nullopt;
  const auto day = cursor.digits(2);
  if (!day) return std::nullopt;
  return chrono::year_month_day{chrono::year{*year}, chrono::month{static_cast<unsigned>(*month)},
                                chrono::day{static_cast<unsigned>(*day)}};
}

struct Clock {
  int hour = 0;
  int minute = 0;
  int second = 0;
  int microsecond = 0;
};

std::optional<Clock> take_clock(Cursor& cursor) {
  Clock clock;
  const auto hour = cursor.digits(2);
  if (!hour || !cursor.take(':')) return std::nullopt;
  const auto minute = cursor.digits(2);
  if (!minute || !cursor.take(':')) return std::nullopt;
  const auto second = cursor.digits(2);
  if (!second) return std::nullopt;
  clock = {*hour, *minute, *second, 0};
  if (!cursor.take('.')) return clock;

  if (!is_digit(cursor.peek())) return std::nullopt;
  int place = 100'000;
  while (is_digit(cursor.peek())) {
    clock.microsecond += place * *cursor.digits(1);
    place /= 10;
  }
  return clock;
}

// Minutes east of UTC.
std::optional<int> take_offset(Cursor& cursor) {
  if (cursor.take('Z') || cursor.take('z')) return 0;
  const bool west = cursor.peek() == '-';
  if (!cursor.take('+') && !cursor.take('-')) return std::nullopt;
  const auto hours = cursor.digits(2);
  if (!hours || !cursor.take(':')) return std::nullopt;
  const auto minutes = cursor.digits(2);
  if (!minutes || *hours > 23 || *minutes > 59) return std::nullopt;
  const int total = *hours * 60 + *minutes;
  return west ? -total : total;
}

bool is_year_allowed(Time time) {
  const chrono::year_month_day date{chrono::floor<chrono::days>(time)};
  return date.year() >= chrono::year{1} && date.year() <= chrono::year{9999};
}

auto bad_time(std::string_view text) {
  return fail(fmt::format("'{}' is not a date and time such as 2026-11-22T09:30:00Z",
                          clipped(text, 64)));
}

}  // namespace

Result<Time> parse_rfc3339(std::string_view text) {
  Cursor cursor(text);
  const auto date = take_date(cursor);
  if (!date || !(cursor.take('T') || cursor.take('t'))) return bad_time(text);
  const auto clock = take_clock(cursor);
  if (!clock) return bad_time(text);
  const auto offset = take_offset(cursor);
  if (!offset || !cursor.done()) return bad_time(text);

  if (!date->ok() || date->year() < chrono::year{1}) {
    return fail(fmt::format("the date {} does not exist", text.substr(0, 10)));
  }
  if (clock->hour > 23 || clock->minute > 59 || clock->second > 60) {
    return fail(fmt::format("the time of day {} does not exist", text.substr(11, 8)));
  }
  const Time minute = chrono::sys_days{*date} + chrono::hours{clock->hour} +
                      chrono::minutes{clock->minute} - chrono::minutes{*offset};
  const Time time =
      minute + chrono::seconds{clock->second} + chrono::microseconds{clock->microsecond};
  if (clock->second == 60 &&
      minute - chrono::floor<chrono::days>(minute) != chrono::hours{23} + chrono::minutes{59}) {
    return fail("a leap second can only stand at 23:59:60 UTC");
  }
  if (!is_year_allowed(time)) return fail("the year must be from 0001 to 9999 in UTC");
  return time;
}

std::string format_rfc3339(Time time) {
  const auto day = chrono::floor<chrono::days>(time);
  const chrono::hh_mm_ss<Duration> clock{time - day};
  std::string out = fmt::format("{}T{:02}:{:02}:{:02}", format_date(day), clock.hours().count(),
                                clock.minutes().count(), clock.seconds().count());
  const auto fraction = clock.subseconds().count();
  if (fraction != 0) out += fmt::format(".{:06}", fraction);
  return out + "Z";
}

Result<chrono::sys_days> parse_date(std::string_view text) {
  Cursor cursor(text);
  const auto date = take_date(cursor);
  if (!date || !cursor.done()) {
    return fail(fmt::format("'{}' is not a date such as 2026-11-22", clipped(text, 64)));
  }
  if (!date->ok() || date->year() < chrono::year{1}) {
    return fail(fmt::format("the date {} does not exist", text));
  }
  return chrono::sys_days{*date};
}

std::string format_date(chrono::sys_days day) {
  const chrono::year_month_day date{day};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

Result<Duration> parse_duration(std::string_view text) {
  const auto bad = [&] {
    return fail(fmt::format(
        "'{}' is not a length of time: write a whole number and s, m, h, d or w, such as 2h",
        clipped(text, 64)));
  };
  const auto too_long = [&] {
    return fail(fmt::format("the length of time {} is over ten years", clipped(text, 64)));
  };
  if (text.size() < 2) return bad();
  const std::string_view number = text.substr(0, text.size() - 1);
  std::int64_t count = 0;
  bool over = false;
  for (const char c : number) {
    if (!is_digit(c)) return bad();
    count = count * 10 + (c - '0');
    over = over || count > duration_seconds_max;
    if (over) count = 0;
  }
  for (const Unit& unit : units) {
    if (unit.letter != text.back()) continue;
    if (over || count > duration_seconds_max / unit.seconds) return too_long();
    return chrono::seconds{count * unit.seconds};
  }
  return bad();
}

std::string format_duration(Duration duration) {
  const std::int64_t seconds = chrono::duration_cast<chrono::seconds>(duration).count();
  if (seconds == 0) return "0s";
  for (const Unit& unit : units) {
    if (seconds % unit.seconds == 0) {
      return fmt::format("{}{}", seconds / unit.seconds, unit.letter);
    }
  }
  return fmt::format("{}s", seconds);
}

}  // namespace decorum::base
