#include "cases/rota.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "cases/bounded_list.h"
#include "policy/zone_time.h"

namespace decorum::cases {
namespace {

constexpr std::size_t people_max = 500;  // of one role, and roles of one chain of deputies

template <class Entry>
bool covers(const Entry& entry, base::Time at) {
  return entry.from <= at && at < entry.to;
}

// The role and its deputies, nearest first, each once.
std::vector<std::string> roles_in_line(const policy::Roles& roles, std::string_view role) {
  std::vector<std::string> line{std::string(role)};
  for (std::size_t i = 0; i < line.size(); ++i) {
    const policy::Role* found = roles.role(line[i]);
    if (found == nullptr) continue;
    for (const std::string& deputy : found->deputies) add_once(line, deputy, people_max);
  }
  return line;
}

// Those of the first role in line of whom somebody is there.
std::vector<std::string> holders_there(const Rota& rota, const policy::Roles& roles,
                                       std::string_view role, std::chrono::sys_days day,
                                       base::Time at) {
  for (const std::string& next : roles_in_line(roles, role)) {
    std::vector<std::string> people = roles.acting(next, day);
    std::erase_if(people, [&](const std::string& one) { return is_away(rota, one, at); });
    if (!people.empty()) return people;
  }
  return {};
}

// By shift, those at the desk before those on call.
OnDuty by_shift(const Rota& rota, std::string_view role, base::Time at) {
  OnDuty at_desk, on_call;
  bool by_person = false;
  for (const Shift& shift : rota.shifts) {
    if (shift.role != role || !covers(shift, at)) continue;
    const bool is_person = !is_away(rota, shift.person, at);
    const std::string& who = is_person ? shift.person : shift.deputy;
    if (who.empty() || is_away(rota, who, at)) continue;
    add_once(shift.on_call ? on_call.people : at_desk.people, who, people_max);
    by_person = by_person || (is_person && !shift.on_call);
  }
  if (!at_desk.people.empty()) {
    at_desk.cover = by_person ? Cover::shift : Cover::deputy;
    return at_desk;
  }
  if (!on_call.people.empty()) on_call.cover = Cover::on_call;
  return on_call;
}

// The next moment at which the rota or the opening hours may say something else.
std::optional<base::Time> next_change(const Rota& rota, const Calendar& calendar,
                                      std::string_view role, base::Time at) {
  std::optional<base::Time> next;
  const auto offer = [&](base::Time moment) {
    if (moment > at && (!next || moment < *next)) next = moment;
  };
  for (const Shift& shift : rota.shifts) {
    if (shift.role != role) continue;
    offer(shift.from);
    offer(shift.to);
  }
  for (const Absence& absence : rota.absences) {
    offer(absence.from);
    offer(absence.to);
  }
  const auto closes = closes_at(calendar, at);
  if (closes) offer(*closes);
  const auto opens = closes ? std::nullopt : next_open(calendar, at);
  if (opens) offer(*opens);
  return next;
}

class Mistakes {
 public:
  template <class... Parts>
  void add(std::string where, fmt::format_string<Parts...> what, Parts&&... parts) {
    if (found_.size() >= rota_mistakes_max) return;
    found_.push_back({fmt::format(what, std::forward<Parts>(parts)...), std::move(where)});
  }
  std::vector<base::Error> take() { return std::move(found_); }

 private:
  std::vector<base::Error> found_;
};

void check_shift(const Shift& shift, const policy::Roles& roles, const std::string& at,
                 Mistakes& mistakes) {
  if (roles.role(shift.role) == nullptr) {
    mistakes.add(at + "/role", "the policy has no role called '{}'", shift.role);
  }
  if (roles.person(shift.person) == nullptr) {
    mistakes.add(at + "/person", "the policy knows nobody called '{}'", shift.person);
  }
  if (!shift.deputy.empty() && roles.person(shift.deputy) == nullptr) {
    mistakes.add(at + "/deputy", "the policy knows nobody called '{}'", shift.deputy);
  }
  if (shift.deputy == shift.person) {
    mistakes.add(at + "/deputy", "a deputy is somebody else than the person");
  }
  if (shift.to <= shift.from) {
    mistakes.add(at + "/to", "a shift ends after it starts");
  } else if (shift.to - shift.from > shift_max) {
    mistakes.add(at + "/to", "a shift lasts at most {} days", shift_max.count());
  }
}

// In order of person, role and start, only neighbours can overlap.
void check_overlaps(const Rota& rota, Mistakes& mistakes) {
  std::vector<std::size_t> order(rota.shifts.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  const auto key = [&](std::size_t i) {
    const Shift& shift = rota.shifts[i];
    return std::tie(shift.person, shift.role, shift.from);
  };
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
  for (std::size_t i = 1; i < order.size(); ++i) {
    const Shift& before = rota.shifts[order[i - 1]];
    const Shift& shift = rota.shifts[order[i]];
    if (before.person != shift.person || before.role != shift.role) continue;
    if (shift.from < before.to) {
      mistakes.add(fmt::format("/shifts/{}/from", order[i]),
                   "{} has another shift as {} at that time", shift.person, shift.role);
    }
  }
}

}  // namespace

bool is_away(const Rota& rota, std::string_view person, base::Time at) {
  return std::ranges::any_of(rota.absences, [&](const Absence& absence) {
    return absence.person == person && covers(absence, at);
  });
}

OnDuty on_duty(const Rota& rota, const policy::Roles& roles, const Calendar& calendar,
               std::string_view role, base::Time at) {
  OnDuty found = by_shift(rota, role, at);
  if (found.people.empty() && is_open(calendar, at)) {
    found.people = holders_there(rota, roles, role, policy::local_day(calendar.zone, at), at);
    found.cover = found.people.empty() ? Cover::nobody : Cover::role;
  } else if (found.people.empty()) {
    found.cover = Cover::out_of_hours;
  }
  found.until = next_change(rota, calendar, role, at);
  return found;
}

std::vector<std::string> escalation_line(const Rota& rota, const policy::Roles& roles,
                                         const Calendar& calendar, std::string_view role,
                                         base::Time at) {
  std::vector<std::string> line;
  for (const std::string& person : by_shift(rota, role, at).people) {
    add_once(line, person, line_max);
  }
  const std::chrono::sys_days day = policy::local_day(calendar.zone, at);
  for (const std::string& next : roles_in_line(roles, role)) {
    for (const std::string& person : roles.acting(next, day)) {
      if (!is_away(rota, person, at)) add_once(line, person, line_max);
    }
  }
  return line;
}

std::string next_in_line(std::span<const std::string> line, std::int32_t level) {
  if (line.empty()) return {};
  const auto before = static_cast<std::size_t>(std::max(level, 1) - 1);
  return line[before % line.size()];
}

std::vector<base::Error> mistakes_of(const Rota& rota, const policy::Roles& roles) {
  Mistakes mistakes;
  for (std::size_t i = 0; i < rota.shifts.size(); ++i) {
    check_shift(rota.shifts[i], roles, fmt::format("/shifts/{}", i), mistakes);
  }
  for (std::size_t i = 0; i < rota.absences.size(); ++i) {
    const Absence& absence = rota.absences[i];
    const std::string at = fmt::format("/absences/{}", i);
    if (roles.person(absence.person) == nullptr) {
      mistakes.add(at + "/person", "the policy knows nobody called '{}'", absence.person);
    }
    if (absence.to <= absence.from) {
      mistakes.add(at + "/to", "an absence ends after it starts");
    }
  }
  check_overlaps(rota, mistakes);
  return mistakes.take();
}

}  // namespace decorum::cases
