#include "channels/dates.h"

#include <array>
#include <cctype>
#include <optional>
#include <vector>

#include <fmt/format.h>

namespace decorum::channels {
namespace {

constexpr std::size_t date_bytes_max = 128;
constexpr std::array<std::string_view, 12> month_names = {
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};

struct Zone {
  std::string_view name;
  int hours;
};
constexpr std::array<Zone, 12> zones = {{{"gmt", 0}, {"utc", 0}, {"ut", 0}, {"z", 0},
                                         {"est", -5}, {"edt", -4}, {"cst", -6}, {"cdt", -5},
                                         {"mst", -7}, {"mdt", -6}, {"pst", -8}, {"pdt", -7}}};

std::string small(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

// Words parted by blanks and commas, without comments.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  int open = 0;
  const auto end_word = [&] {
    if (!word.empty()) words.push_back(small(word));
    word.clear();
  };
  for (const char c : text) {
    if (c == '(') {
      ++open;
    } else if (c == ')' && open > 0) {
      --open;
    } else if (open > 0) {
      continue;
    } else if (c == ' ' || c == '\t' || c == ',' || c == '\r' || c == '\n') {
      end_word();
    } else {
      word.push_back(c);
    }
  }
  end_word();
  return words;
}

std::optional<int> number(std::string_view text, std::size_t least, std::size_t most) {
  if (text.size() < least || text.size() > most) return std::nullopt;
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::optional<unsigned> month_of(std::string_view word) {
  for (unsigned i = 0; i < month_names.size(); ++i) {
    // "Sept" and whole names are met too.
    if (word.size() >= 3 && word.substr(0, 3) == month_names[i]) return i + 1;
  }
  return std::nullopt;
}

std::optional<int> year_of(std::string_view word) {
  const auto year = number(word, 2, 4);
  if (!year) return std::nullopt;
  if (word.size() == 2) return *year < 50 ? 2000 + *year : 1900 + *year;
  if (word.size() == 3) return 1900 + *year;
  return *year >= 1900 ? year : std::nullopt;
}

std::optional<std::chrono::seconds> time_of_day(std::string_view word) {
  const std::size_t first = word.find(':');
  if (first == std::string_view::npos) return std::nullopt;
  const std::size_t second = word.find(':', first + 1);
  const bool has_seconds = second != std::string_view::npos;
  const auto hours = number(word.substr(0, first), 1, 2);
  const auto minutes =
      number(has_seconds ? word.substr(first + 1, second - first - 1) : word.substr(first + 1),
             2, 2);
  const auto seconds = has_seconds ? number(word.substr(second + 1), 2, 2) : std::optional<int>(0);
  if (!hours || !minutes || !seconds || *hours > 23 || *minutes > 59 || *seconds > 60) {
    return std::nullopt;
  }
  return std::chrono::hours(*hours) + std::chrono::minutes(*minutes) +
         std::chrono::seconds(*seconds);
}

std::optional<std::chrono::minutes> zone_of(std::string_view word) {
  for (const Zone& zone : zones) {
    if (word == zone.name) return std::chrono::minutes(zone.hours * 60);
  }
  if (word.size() < 5 || (word[0] != '+' && word[0] != '-')) return std::nullopt;
  std::string digits(word.substr(1));
  if (digits.size() == 5 && digits[2] == ':') digits.erase(2, 1);
  const auto value = number(digits, 4, 4);
  if (!value || *value / 100 > 23 || *value % 100 > 59) return std::nullopt;
  const std::chrono::minutes offset(*value / 100 * 60 + *value % 100);
  return word[0] == '-' ? -offset : offset;
}

}  // namespace

base::Result<base::Time> parse_mail_date(std::string_view text) {
  constexpr std::string_view wanted = "a date looks like \"Tue, 24 Nov 2026 09:30:00 +0000\"";
  if (text.size() > date_bytes_max) return base::fail(std::string(wanted));
  std::vector<std::string> words = words_of(text);
  if (!words.empty() && std::isalpha(static_cast<unsigned char>(words[0][0])) != 0) {
    words.erase(words.begin());
  }
  if (words.size() != 4 && words.size() != 5) return base::fail(std::string(wanted));
  const auto day = number(words[0], 1, 2);
  const auto month = month_of(words[1]);
  const auto year = year_of(words[2]);
  const auto clock = time_of_day(words[3]);
  const auto zone = words.size() == 5 ? zone_of(words[4])
                                      : std::optional<std::chrono::minutes>(0);
  if (!day || !month || !year || !clock || !zone) return base::fail(std::string(wanted));
  const std::chrono::year_month_day date{std::chrono::year(*year), std::chrono::month(*month),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return base::fail("there is no such day in the calendar");
  return base::Time(std::chrono::sys_days(date)) + *clock - *zone;
}

std::string format_mail_date(base::Time time) {
  constexpr std::array<std::string_view, 7> days = {"Sun", "Mon", "Tue", "Wed",
                                                    "Thu", "Fri", "Sat"};
  constexpr std::array<std::string_view, 12> months = {
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const auto seconds = std::chrono::floor<std::chrono::seconds>(time - day).count();
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} +0000",
                     days[std::chrono::weekday(day).c_encoding()],
                     static_cast<unsigned>(date.day()),
                     months[static_cast<unsigned>(date.month()) - 1],
                     static_cast<int>(date.year()), seconds / 3600, seconds / 60 % 60,
                     seconds % 60);
}

}  // namespace decorum::channels
