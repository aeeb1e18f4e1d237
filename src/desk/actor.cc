#include "desk/actor.h"

#include <algorithm>

namespace decorum::desk {
namespace {

using enum Permission;

Permissions of(std::initializer_list<Permission> list) {
  Permissions permissions;
  for (const Permission permission : list) permissions.set(static_cast<std::size_t>(permission));
  return permissions;
}

struct RoleRow {
  std::string_view role;
  Permissions may;
};

const std::vector<RoleRow>& table() {
  static const std::vector<RoleRow> rows{
      {"responder", of({see_cases, act, answer, reply, publish, see_insights})},
      {"manager", of({see_cases, act, answer, reply, approve, publish, lead, crisis, see_record,
                      see_insights, edit_policy, publish_policy})},
      {"brand-reviewer", of({see_cases, act, reply, approve})},
      {"press-officer", of({see_cases, act, answer, reply, approve, publish, crisis,
                            see_insights})},
      {"secretary", of({see_cases, see_confidential, act, answer, see_record, see_insights,
                        edit_policy})},
      {"data-protection-officer", of({see_cases, see_confidential, act, answer, privacy,
                                      see_record})},
      {"safeguarding-lead", of({see_cases, see_confidential, act, answer, reply})},
      {"legal-adviser", of({see_cases, see_confidential, act, answer, legal_hold, see_record})},
      {"chief-executive", of({see_cases, act, reply, approve, crisis, see_insights})},
      {"deputy-chief-executive", of({see_cases, act, reply, approve, crisis, see_insights})},
      {"auditor", of({see_record})},
      {"administrator", of({administer})},
  };
  return rows;
}

}  // namespace

Permissions permissions_of(std::string_view role) {
  for (const RoleRow& row : table()) {
    if (row.role == role) return row.may;
  }
  return {};
}

bool Actor::has_role(std::string_view role) const {
  return std::find(roles.begin(), roles.end(), role) != roles.end();
}

Actor machine() {
  Actor actor;
  actor.id = "machine";
  actor.may.set();
  return actor;
}

}  // namespace decorum::desk
