#include "policy/zone_time.h"

#include <exception>

#include <date/tz.h>
#include <fmt/format.h>

namespace decorum::policy {
namespace {

// The library's only way to say that a zone does not exist is to throw; and it reads files by the
// name it is given.
const date::time_zone* find_zone(std::string_view zone) {
  if (zone.empty() || zone.front() == '/' || zone.find("..") != std::string_view::npos) {
    return nullptr;
  }
  try {
    return date::locate_zone(std::string(zone));
  } catch (const std::exception&) {
    return nullptr;
  }
}

std::chrono::sys_seconds to_local(std::string_view zone, base::Time time) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
  const date::time_zone* found = find_zone(zone);
  if (found == nullptr) return seconds;
  return seconds + found->get_info(seconds).offset;
}

}  // namespace

bool is_known_zone(std::string_view zone) { return find_zone(zone) != nullptr; }

std::optional<base::Time> to_utc(std::string_view zone, std::chrono::sys_days day,
                                 std::chrono::seconds of_day) {
  const date::time_zone* found = find_zone(zone);
  if (found == nullptr) return std::nullopt;
  const date::local_seconds local(day.time_since_epoch() + of_day);
  return base::Time(found->to_sys(local, date::choose::earliest));
}

std::string local_text(std::string_view zone, base::Time time) {
  const auto local = to_local(zone, time);
  const auto day = std::chrono::floor<std::chrono::days>(local);
  const auto minutes = std::chrono::floor<std::chrono::minutes>(local - day).count();
  return fmt::format("{} {:02}:{:02}", base::format_date(day), minutes / 60, minutes % 60);
}

std::chrono::sys_days local_day(std::string_view zone, base::Time time) {
  return std::chrono::floor<std::chrono::days>(to_local(zone, time));
}

}  // namespace decorum::policy
