#include "policy/ics_time.h"

#include <algorithm>

#include "policy/zone_time.h"

namespace decorum::policy {
namespace {

constexpr int first_year = 1970;
constexpr int last_year = 2199;
constexpr std::chrono::seconds longest = std::chrono::days(3650);

// The number that `count` digits make; -1 when they do not.
int digits(std::string_view text, std::size_t at, std::size_t count) {
  if (text.size() < at + count) return -1;
  int value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

std::optional<std::chrono::seconds> unit_of(char letter, bool in_time) {
  using Seconds = std::chrono::seconds;
  if (in_time) {
    if (letter == 'H') return std::chrono::hours(1);
    if (letter == 'M') return std::chrono::minutes(1);
    if (letter == 'S') return Seconds(1);
    return std::nullopt;
  }
  if (letter == 'W') return std::chrono::weeks(1);
  if (letter == 'D') return std::chrono::days(1);
  return std::nullopt;
}

}  // namespace

std::optional<IcsTime> read_ics_time(std::string_view text, std::string_view zone) {
  IcsTime time;
  const int year = digits(text, 0, 4), month = digits(text, 4, 2), day = digits(text, 6, 2);
  if (year < first_year || year > last_year || month < 1 || day < 1) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok()) return std::nullopt;
  time.day = date;
  time.zone = zone;
  if (text.size() == 8) {
    time.whole_day = true;
    return time;
  }
  const int hour = digits(text, 9, 2), minute = digits(text, 11, 2), second = digits(text, 13, 2);
  if (text[8] != 'T' || hour < 0 || hour > 23 || minute < 0 || minute > 59) return std::nullopt;
  // A leap second is the last of its minute.
  if (second < 0 || second > 60) return std::nullopt;
  time.of_day = std::chrono::seconds(hour * 3600 + minute * 60 + std::min(second, 59));
  if (text.size() == 16 && text[15] == 'Z') {
    time.zone = "UTC";
  } else if (text.size() != 15) {
    return std::nullopt;
  }
  return time;
}

std::optional<std::chrono::seconds> read_ics_duration(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  if (!text.starts_with('P')) return std::nullopt;
  text.remove_prefix(1);
  std::chrono::seconds sum{0};
  bool in_time = false;
  while (!text.empty()) {
    if (text.front() == 'T' && !in_time) {
      in_time = true;
      text.remove_prefix(1);
    }
    const std::size_t count = std::min(text.find_first_not_of("0123456789"), text.size());
    constexpr std::size_t digits_max = 8;
    if (count == 0 || count > digits_max || count == text.size()) return std::nullopt;
    const auto unit = unit_of(text[count], in_time);
    if (!unit) return std::nullopt;
    sum += digits(text, 0, count) * *unit;
    if (sum > longest) return std::nullopt;
    text.remove_prefix(count + 1);
  }
  return sum > std::chrono::seconds(0) ? std::optional(sum) : std::nullopt;
}

std::optional<base::Time> to_utc(const IcsTime& time) {
  return to_utc(time.zone, time.day, time.of_day);
}

}  // namespace decorum::policy
