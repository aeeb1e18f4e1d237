#include "desk/draft_approval.h"

#include <algorithm>

#include <fmt/format.h>

namespace decorum::desk {
namespace {

bool has(const std::vector<std::string>& list, std::string_view value) {
  return std::ranges::find(list, value) != list.end();
}

// Who acts in a role today, can sign in, and wrote nothing of it; else who does in the first deputy
// role that has somebody.
std::vector<Colleague> acting_but(const std::string& role, const std::vector<std::string>& authors,
                                  const policy::Policy& policy, const Lookup& look) {
  const auto others = [&](const std::string& id) {
    std::vector<Colleague> people = look.acting(id);
    std::erase_if(people, [&](const Colleague& one) {
      return !one.has_sign_in || has(authors, one.person);
    });
    return people;
  };
  std::vector<Colleague> people = others(role);
  if (!people.empty()) return people;
  const policy::Role* known = policy.roles.role(role);
  if (known == nullptr) return people;
  for (const std::string& deputy : known->deputies) {
    people = others(deputy);
    if (!people.empty()) return people;
  }
  return people;
}

bool is_among(const std::vector<Colleague>& people, std::string_view person) {
  return std::ranges::find(people, person, &Colleague::person) != people.end();
}

}  // namespace

std::vector<ApprovalNeed> open_needs(const std::vector<ApprovalNeed>& needs,
                                     const std::vector<GivenApproval>& approvals) {
  std::vector<ApprovalNeed> open;
  for (const ApprovalNeed& need : needs) {
    const bool settled = std::ranges::any_of(approvals, [&](const GivenApproval& one) {
      return std::ranges::any_of(one.as, [&](const std::string& role) {
        return has(need.by, role);
      });
    });
    if (!settled) open.push_back(need);
  }
  return open;
}

std::vector<Colleague> approvers_for(const ApprovalNeed& need,
                                     const std::vector<std::string>& authors,
                                     const policy::Policy& policy, const Lookup& look) {
  std::vector<Colleague> people;
  for (const std::string& role : need.by) {
    for (Colleague& one : acting_but(role, authors, policy, look)) {
      if (!is_among(people, one.person)) people.push_back(std::move(one));
    }
  }
  return people;
}

OrRefused<std::vector<std::string>> may_approve(const std::vector<ApprovalNeed>& needs,
                                                const std::vector<std::string>& authors,
                                                const Actor& actor, const policy::Policy& policy,
                                                const Lookup& look) {
  if (actor.person.empty()) {
    return refuse(Refusal::not_permitted, "Only a person approves");
  }
  if (has(authors, actor.person)) {
    return refuse(Refusal::own_text, "You wrote a version of this; somebody else approves it");
  }
  std::vector<std::string> as;
  for (const ApprovalNeed& need : needs) {
    for (const std::string& role : need.by) {
      if (has(as, role)) continue;
      if (actor.has_role(role) ||
          is_among(acting_but(role, authors, policy, look), actor.person)) {
        as.push_back(role);
      }
    }
  }
  if (!as.empty()) return as;
  std::string titles;
  for (const ApprovalNeed& need : needs) {
    for (const std::string& role : need.by) {
      titles += fmt::format("{}{}", titles.empty() ? "" : ", ", policy.roles.title_of(role));
    }
  }
  return refuse(Refusal::not_permitted,
                titles.empty() ? "Nothing waits for an approval"
                               : fmt::format("It waits for one of: {}", titles));
}

}  // namespace decorum::desk
