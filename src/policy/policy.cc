#include "policy/policy.h"

#include <algorithm>

namespace decorum::policy {
namespace {

template <class T>
const T* with_id(const std::vector<T>& all, std::string_view id) {
  const auto it = std::ranges::find(all, id, &T::id);
  return it == all.end() ? nullptr : &*it;
}

template <class T>
std::optional<std::size_t> index_of(const std::vector<T>& all, std::string_view id) {
  const auto it = std::ranges::find(all, id, &T::id);
  if (it == all.end()) return std::nullopt;
  return static_cast<std::size_t>(it - all.begin());
}

}  // namespace

const Person* Roles::person(std::string_view id) const { return with_id(people, id); }
const Role* Roles::role(std::string_view id) const { return with_id(roles, id); }
const Team* Roles::team(std::string_view id) const { return with_id(teams, id); }

std::string Roles::title_of(std::string_view role_or_team) const {
  if (const Role* found = role(role_or_team)) return found->title;
  if (const Team* found = team(role_or_team)) return found->title;
  return std::string(role_or_team);
}

std::vector<std::string> Roles::acting(std::string_view role_id, std::chrono::sys_days day) const {
  // Breadth first, each role once: deputies nearest to the role come first, and a circle, which a
  // checked policy does not have, would end all the same.
  std::vector<const Role*> waiting;
  if (const Role* first = role(role_id)) waiting.push_back(first);
  for (std::size_t i = 0; i < waiting.size(); ++i) {
    std::vector<std::string> people_acting;
    for (const Holder& holder : waiting[i]->holders) {
      if (holder.holds_on(day)) people_acting.push_back(holder.person);
    }
    if (!people_acting.empty()) return people_acting;
    for (const std::string& deputy : waiting[i]->deputies) {
      const Role* next = role(deputy);
      if (next != nullptr && std::ranges::find(waiting, next) == waiting.end()) {
        waiting.push_back(next);
      }
    }
  }
  return {};
}

const Account* Accounts::named(std::string_view id) const { return with_id(accounts, id); }

std::string_view name_of(Account::Kind kind) {
  switch (kind) {
    case Account::Kind::official: return "official";
    case Account::Kind::group: return "group";
    case Account::Kind::branch: return "branch";
  }
  return "";
}

const Hours* Clocks::hours_named(std::string_view id) const { return with_id(hours, id); }
const NamedDeadline* Clocks::deadline_named(std::string_view id) const {
  return with_id(deadlines, id);
}

std::optional<std::size_t> Protocol::question_named(std::string_view id) const {
  return index_of(questions, id);
}
std::optional<std::size_t> Protocol::outcome_named(std::string_view id) const {
  return index_of(outcomes, id);
}

std::string_view name_of(Outcome::Do act) {
  switch (act) {
    case Outcome::Do::reply: return "reply";
    case Outcome::Do::serve: return "serve";
    case Outcome::Do::stand: return "stand";
    case Outcome::Do::monitor: return "monitor";
    case Outcome::Do::research: return "research";
    case Outcome::Do::refer: return "refer";
    case Outcome::Do::route: return "route";
  }
  return "";
}

std::string_view name_of(Severity severity) {
  switch (severity) {
    case Severity::error: return "error";
    case Severity::warning: return "warning";
    case Severity::info: return "info";
  }
  return "";
}

const std::vector<std::string>& template_fields() {
  static const std::vector<std::string> fields = {"author",   "account",   "team",
                                                  "fact",     "sources",   "link",
                                                  "deadline", "reference", "rule"};
  return fields;
}

}  // namespace decorum::policy
