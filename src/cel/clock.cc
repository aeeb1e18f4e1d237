#include "cel/clock.h"

#include <array>
#include <charconv>
#include <chrono>
#include <exception>
#include <limits>

#include <date/tz.h>
#include <fmt/format.h>

namespace decorum::cel {
namespace {

constexpr std::int64_t nanos_per_second = 1'000'000'000;
constexpr std::int64_t first_second = -62'135'596'800;  // 0001-01-01T00:00:00Z
constexpr std::int64_t last_second = 253'402'300'799;   // 9999-12-31T23:59:59Z
constexpr int fraction_digits = 9;
constexpr std::uint64_t duration_fraction_max = 1'000'000'000'000'000'000;

// A fraction of that many digits in nanoseconds of an hour needs more than 64 bits.
__extension__ using Wide = unsigned __int128;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Takes parts off the front of a text; after the first that is missing, nothing is `good`.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  int number(std::size_t digits) {
    int value = 0;
    if (rest_.size() < digits) return fail();
    for (std::size_t i = 0; i < digits; ++i) {
      if (!is_digit(rest_[i])) return fail();
      value = value * 10 + (rest_[i] - '0');
    }
    rest_.remove_prefix(digits);
    return value;
  }

  char one_of(std::string_view allowed) {
    if (rest_.empty() || allowed.find(rest_.front()) == std::string_view::npos) {
      fail();
      return '\0';
    }
    const char c = rest_.front();
    rest_.remove_prefix(1);
    return c;
  }

  // The digits after a dot as nanoseconds; at least one is needed.
  std::int32_t fraction() {
    std::int32_t nanos = 0;
    int count = 0;
    for (; !rest_.empty() && is_digit(rest_.front()); rest_.remove_prefix(1), ++count) {
      if (count < fraction_digits) nanos = nanos * 10 + (rest_.front() - '0');
    }
    if (count == 0) fail();
    for (; count < fraction_digits; ++count) nanos *= 10;
    return nanos;
  }

  bool next_is(char c) const { return !rest_.empty() && rest_.front() == c; }
  bool finished() const { return good_ && rest_.empty(); }

 private:
  int fail() {
    good_ = false;
    rest_ = {};
    return 0;
  }

  std::string_view rest_;
  bool good_ = true;
};

// ".5" for 500,000,000; nothing for 0.
std::string fraction_text(std::int64_t nanos) {
  if (nanos == 0) return {};
  std::string text = fmt::format(".{:09}", nanos);
  text.resize(text.find_last_not_of('0') + 1);
  return text;
}

// The offset of "+02:00", "-2:30" or "02:00" in seconds. The specification wants a sign and two
// digits; its other implementations read the shorter forms too.
std::optional<std::int64_t> fixed_offset(std::string_view zone) {
  const bool negative = zone.starts_with('-');
  if (negative || zone.starts_with('+')) zone.remove_prefix(1);
  Reader reader(zone);
  const int hours = reader.number(zone.find(':') == 1 ? 1 : 2);
  reader.one_of(":");
  const int minutes = reader.number(2);
  if (!reader.finished() || hours > 23 || minutes > 59) return std::nullopt;
  const std::int64_t seconds = hours * 3600 + minutes * 60;
  return negative ? -seconds : seconds;
}

// The system's tzdata lists changes up to 2037 and then states a rule, which the library does not
// read. A rule goes by month, week and weekday, so a time beyond has the offset of the same date in
// an earlier year in which it falls on the same weekday. From 2028 on there is one for every date
// but the 29th of February and the first two months of one year in seven, when no rule of any zone
// changes the offset: any year does for them. `at` is local time.
std::int64_t before_2038(std::int64_t at) {
  const date::sys_days day(date::floor<date::days>(date::sys_seconds(std::chrono::seconds(at))));
  const date::year_month_day beyond(day);
  const bool leap_day = beyond.month() == date::February && beyond.day() == date::day(29);
  const auto in_year = [&](int year) {
    return date::sys_days(date::year(year) / beyond.month() /
                          (leap_day ? date::day(28) : beyond.day()));
  };
  int year = 2037;
  while (year > 2028 && date::weekday(in_year(year)) != date::weekday(day)) --year;
  if (date::weekday(in_year(year)) != date::weekday(day)) year = 2037;
  return at + std::chrono::seconds(in_year(year) - day).count();
}

std::int64_t offset_of(const date::time_zone& zone, std::int64_t at) {
  const auto info = zone.get_info(date::sys_seconds(std::chrono::seconds(at)));
  const std::int64_t offset = info.offset.count();
  const bool is_last = info.end > date::sys_days(date::year(9999) / 12 / 31);
  const bool has_rule = info.begin >= date::sys_days(date::year(2037) / 1 / 1);
  if (!is_last || !has_rule) return offset;
  // In winter time, which all zones with a rule end their list with, at most an hour off: good
  // enough for the date.
  const date::sys_seconds then(std::chrono::seconds(before_2038(at + offset) - offset));
  return zone.get_info(then).offset.count();
}

std::optional<std::int64_t> zone_offset(std::int64_t at, std::string_view zone) {
  if (zone.empty() || zone == "UTC") return 0;
  if (zone.find(':') != std::string_view::npos) return fixed_offset(zone);
  // The library's only way to say that a zone does not exist, or that there is no tzdata, is to
  // throw; and it reads files by the name it is given.
  if (zone.find("..") != std::string_view::npos || zone.front() == '/') return std::nullopt;
  try {
    return offset_of(*date::locate_zone(std::string(zone)), at);
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

struct Unit {
  std::string_view name;
  std::int64_t nanos;
};

// Longer names before their beginnings.
constexpr std::array units{
    Unit{"ns", 1},
    Unit{"us", 1'000},
    Unit{"\xC2\xB5s", 1'000},  // U+00B5, micro sign
    Unit{"\xCE\xBCs", 1'000},  // U+03BC, Greek mu
    Unit{"ms", 1'000'000},
    Unit{"s", nanos_per_second},
    Unit{"m", 60 * nanos_per_second},
    Unit{"h", 3600 * nanos_per_second},
};

const Unit* take_unit(std::string_view& text) {
  for (const Unit& unit : units) {
    if (text.starts_with(unit.name)) {
      text.remove_prefix(unit.name.size());
      return &unit;
    }
  }
  return nullptr;
}

// One number with its unit off the front, in nanoseconds, negated: the negative numbers reach one
// further, so that the smallest duration can be read.
std::optional<std::int64_t> take_part(std::string_view& text) {
  std::int64_t whole = 0;
  std::size_t digits = 0;
  for (; !text.empty() && is_digit(text.front()); text.remove_prefix(1), ++digits) {
    if (__builtin_mul_overflow(whole, 10, &whole) ||
        __builtin_sub_overflow(whole, text.front() - '0', &whole)) {
      return std::nullopt;
    }
  }
  std::uint64_t fraction = 0;
  std::uint64_t place = 1;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    for (; !text.empty() && is_digit(text.front()); text.remove_prefix(1), ++digits) {
      // An hour has 3.6e12 nanoseconds: what stands behind the eighteenth digit makes none.
      if (place == duration_fraction_max) continue;
      place *= 10;
      fraction = fraction * 10 + static_cast<std::uint64_t>(text.front() - '0');
    }
  }
  if (digits == 0) return std::nullopt;
  const Unit* unit = take_unit(text);
  std::int64_t nanos = 0;
  if (!unit || __builtin_mul_overflow(whole, unit->nanos, &nanos)) return std::nullopt;
  const auto part = static_cast<Wide>(fraction) * static_cast<Wide>(unit->nanos) / place;
  if (__builtin_sub_overflow(nanos, static_cast<std::int64_t>(part), &nanos)) return std::nullopt;
  return nanos;
}

}  // namespace

std::optional<Timestamp> in_range(Timestamp timestamp) {
  if (timestamp.seconds < first_second || timestamp.seconds > last_second) return std::nullopt;
  return timestamp;
}

std::optional<Timestamp> read_timestamp(std::string_view text) {
  Reader reader(text);
  const int year = reader.number(4);
  reader.one_of("-");
  const int month = reader.number(2);
  reader.one_of("-");
  const int day = reader.number(2);
  reader.one_of("Tt");
  const int hour = reader.number(2);
  reader.one_of(":");
  const int minute = reader.number(2);
  reader.one_of(":");
  const int second = reader.number(2);
  std::int32_t nanos = 0;
  if (reader.next_is('.')) {
    reader.one_of(".");
    nanos = reader.fraction();
  }
  const char zone = reader.one_of("Zz+-");
  int offset = 0;
  if (zone == '+' || zone == '-') {
    const int hours = reader.number(2);
    reader.one_of(":");
    const int minutes = reader.number(2);
    if (hours > 23 || minutes > 59) return std::nullopt;
    offset = (hours * 60 + minutes) * (zone == '-' ? -60 : 60);
  }
  const std::chrono::year_month_day date{std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!reader.finished() || !date.ok() || hour > 23 || minute > 59 || second > 59) {
    return std::nullopt;
  }
  const std::int64_t days = std::chrono::sys_days(date).time_since_epoch().count();
  return in_range({days * 86'400 + hour * 3600 + minute * 60 + second - offset, nanos});
}

std::string written(Timestamp timestamp) {
  const Fields at = local_fields(timestamp, "").value_or(Fields{});
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{}Z", at.year, at.month + 1, at.day + 1,
                     at.hour, at.minute, at.second, fraction_text(timestamp.nanos));
}

std::optional<Duration> read_duration(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (text == "0") return Duration{};
  if (text.empty()) return std::nullopt;
  std::int64_t sum = 0;  // negated
  while (!text.empty()) {
    const auto part = take_part(text);
    if (!part || __builtin_add_overflow(sum, *part, &sum)) return std::nullopt;
  }
  if (!negative && sum == std::numeric_limits<std::int64_t>::min()) return std::nullopt;
  return Duration{negative ? sum : -sum};
}

std::string written(Duration duration) {
  const std::int64_t seconds = duration.nanos / nanos_per_second;
  const std::int64_t nanos = duration.nanos % nanos_per_second;
  return fmt::format("{}{}{}s", duration.nanos < 0 ? "-" : "", seconds < 0 ? -seconds : seconds,
                     fraction_text(nanos < 0 ? -nanos : nanos));
}

std::optional<Timestamp> add(Timestamp timestamp, Duration duration) {
  // Both are far inside the range of int64 in seconds.
  std::int64_t seconds = timestamp.seconds + duration.nanos / nanos_per_second;
  std::int64_t nanos = timestamp.nanos + duration.nanos % nanos_per_second;
  if (nanos < 0) {
    nanos += nanos_per_second;
    --seconds;
  } else if (nanos >= nanos_per_second) {
    nanos -= nanos_per_second;
    ++seconds;
  }
  return in_range({seconds, static_cast<std::int32_t>(nanos)});
}

std::optional<Duration> difference(Timestamp later, Timestamp earlier) {
  std::int64_t nanos = 0;
  const std::int64_t seconds = later.seconds - earlier.seconds;
  if (__builtin_mul_overflow(seconds, nanos_per_second, &nanos) ||
      __builtin_add_overflow(nanos, later.nanos - earlier.nanos, &nanos)) {
    return std::nullopt;
  }
  return Duration{nanos};
}

std::optional<Fields> local_fields(Timestamp timestamp, std::string_view zone) {
  const auto offset = zone_offset(timestamp.seconds, zone);
  if (!offset) return std::nullopt;
  const std::chrono::sys_seconds local{std::chrono::seconds(timestamp.seconds + *offset)};
  const auto midnight = std::chrono::floor<std::chrono::days>(local);
  const std::chrono::year_month_day date(midnight);
  const std::chrono::sys_days new_year(date.year() / std::chrono::January / 1);
  const auto second = static_cast<int>((local - midnight).count());
  Fields fields;
  fields.year = static_cast<int>(date.year());
  fields.month = static_cast<int>(static_cast<unsigned>(date.month())) - 1;
  fields.day = static_cast<int>(static_cast<unsigned>(date.day())) - 1;
  fields.day_of_year = static_cast<int>((midnight - new_year).count());
  fields.day_of_week = static_cast<int>(std::chrono::weekday(midnight).c_encoding());
  fields.hour = second / 3600;
  fields.minute = second / 60 % 60;
  fields.second = second % 60;
  fields.millisecond = timestamp.nanos / 1'000'000;
  return fields;
}

}  // namespace decorum::cel
