// Who is on duty, and who is told next when nobody answers: the rota over the policy's roles.
//
//   const OnDuty now = on_duty(rota, roles, calendar, "responder", t);   // by shift, deputy, role
//   const auto line = escalation_line(rota, roles, calendar, "manager", t);
//   mail(next_in_line(line, due.level));
//
// The policy says who holds a role on a day; the rota, which the desk keeps, says who of them has
// which hours and who is away. Times are half-open: a shift that ends at 14:00 and one that starts
// then leave no gap and no overlap. Somebody who is away is never named. Pure.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/shape.h"
#include "cases/business_time.h"
#include "policy/people.h"

namespace decorum::cases {

inline constexpr std::size_t shifts_max = 10'000;
inline constexpr std::size_t absences_max = 10'000;
inline constexpr std::size_t line_max = 50;          // people of an escalation line
inline constexpr std::size_t rota_mistakes_max = 50;
inline constexpr std::chrono::days shift_max{31};

struct Shift {
  std::string role, person;
  std::string deputy;  // stands in while the person is away; empty: nobody
  base::Time from, to;
  bool on_call = false;  // out of hours: reached, not at the desk

  bool operator==(const Shift&) const = default;
};

struct Absence {
  std::string person;
  base::Time from, to;

  bool operator==(const Absence&) const = default;
};

struct Rota {
  static constexpr std::string_view shape_name = "Rota";
  std::vector<Shift> shifts;
  std::vector<Absence> absences;

  bool operator==(const Rota&) const = default;
};

// How it came that they are on duty; `out_of_hours`: the desk is closed and nobody is on call.
enum class Cover : std::uint8_t { shift, deputy, on_call, role, out_of_hours, nobody };
inline constexpr std::array<std::string_view, 6> cover_names{
    "shift", "deputy", "on-call", "role", "out-of-hours", "nobody"};
inline std::span<const std::string_view> names_of(Cover) { return cover_names; }

struct OnDuty {
  Cover cover = Cover::nobody;
  std::vector<std::string> people;  // ids; none when out of hours or nobody
  // When that changes by the rota or the opening hours: the next shift, absence or opening; none
  // when nothing of the kind is known.
  std::optional<base::Time> until;

  bool operator==(const OnDuty&) const = default;
};

bool is_away(const Rota& rota, std::string_view person, base::Time at);

// By shift; else, while the desk is open, whoever acts as the role on that day, its deputies'
// holders when all of its own are away.
OnDuty on_duty(const Rota& rota, const policy::Roles& roles, const Calendar& calendar,
               std::string_view role, base::Time at);

// Whom to tell, in order, each once, at most line_max: whoever is on duty, those who hold the role
// that day, then the deputies' roles in the policy's order, deputies of deputies last. The desk
// being closed shortens it by nobody: a mail can wait for them.
std::vector<std::string> escalation_line(const Rota& rota, const policy::Roles& roles,
                                         const Calendar& calendar, std::string_view role,
                                         base::Time at);

// Of the first escalation (level 1) the first; past the end it begins again, so that an alarm that
// nobody acknowledges does not fall silent. Empty when there is nobody.
std::string next_in_line(std::span<const std::string> line, std::int32_t level);

// What a person has to mend before the rota can be used, at most rota_mistakes_max, by JSON
// pointer: people and roles that the policy does not have, a shift that ends before it starts or is
// longer than shift_max, a deputy who is the person, one person twice in a role at one time.
std::vector<base::Error> mistakes_of(const Rota& rota, const policy::Roles& roles);

template <class V>
void describe(V& v, Shift& s) {
  v.field("role", s.role, {.most = 64, .may_be_empty = false});
  v.field("person", s.person, {.most = 64, .may_be_empty = false});
  v.field("deputy", s.deputy, {.most = 64, .may_miss = true});
  v.field("from", s.from);
  v.field("to", s.to);
  v.field("on_call", s.on_call, {.may_miss = true});
}

template <class V>
void describe(V& v, Absence& a) {
  v.field("person", a.person, {.most = 64, .may_be_empty = false});
  v.field("from", a.from);
  v.field("to", a.to);
}

template <class V>
void describe(V& v, Rota& r) {
  v.field("shifts", r.shifts, {.most_items = shifts_max});
  v.field("absences", r.absences, {.most_items = absences_max});
}

template <class V>
void describe(V& v, OnDuty& d) {
  v.field("cover", d.cover);
  v.field("people", d.people);
  v.field("until", d.until);
}

}  // namespace decorum::cases
