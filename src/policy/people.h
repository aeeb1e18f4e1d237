// Who does the work: people, the roles they hold by date, deputies and teams (roles.yaml).
//
// In a loaded policy every name used here exists, deputies do not run in a circle, and every role
// that the chart names has somebody on the day the policy comes into force.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace decorum::policy {

struct Person {
  std::string id, name, email, phone;
};

// Somebody holds a role from a day to a day, both inclusive; without `until` with no end.
struct Holder {
  std::string person;
  std::chrono::sys_days from;
  std::optional<std::chrono::sys_days> until;

  bool holds_on(std::chrono::sys_days day) const {
    return day >= from && (!until || day <= *until);
  }
};

struct Role {
  std::string id, title, about;
  std::vector<Holder> holders;
  std::vector<std::string> deputies;  // roles, in order
};

struct Team {
  std::string id, title, email, lead;  // lead: a role, may be empty
};

struct Roles {
  std::vector<Person> people;
  std::vector<Role> roles;
  std::vector<Team> teams;

  // Null when there is none of that id.
  const Person* person(std::string_view id) const;
  const Role* role(std::string_view id) const;
  const Team* team(std::string_view id) const;

  // What people call a role or team; the id when there is none.
  std::string title_of(std::string_view role_or_team) const;

  // Who acts as `role` on a day: its holders; when there is none, the holders of the first deputy
  // role that has somebody, deputies of deputies included. Empty when nobody does.
  std::vector<std::string> acting(std::string_view role, std::chrono::sys_days day) const;
};

}  // namespace decorum::policy
