#include <algorithm>

#include <fmt/format.h>

#include "desk/act_list.h"
#include "desk/act_rules.h"
#include "desk/case_requests.h"

namespace decorum::desk {
namespace {

std::optional<Refused> may_assign(const Situation& situation) { return is_done(situation); }

// Whoever acts today in a role of somebody who is away.
std::string who_stands_in(const Situation& situation, const Colleague& away) {
  std::string names;
  std::vector<std::string> named{away.person};
  for (const std::string& role : away.roles) {
    for (const Colleague& other : situation.look.acting(role)) {
      const bool is_named = std::find(named.begin(), named.end(), other.person) != named.end();
      if (other.away || is_named) continue;
      named.push_back(other.person);
      if (!names.empty()) names += ", ";
      names += other.name;
    }
  }
  return names.empty() ? "nobody stands in" : names + (named.size() > 2 ? " stand" : " stands") +
                                                  " in";
}

OrRefused<Acted> assign(const Situation& situation, const AssignRequest& request,
                        Keeper& keeper) {
  const auto colleague = situation.look.colleague(request.to);
  if (!colleague) {
    return refuse(Refusal::no_such_person, fmt::format("Nobody here has the id '{}'", request.to),
                  "/to");
  }
  if (!colleague->has_sign_in) {
    return refuse(Refusal::no_such_person,
                  fmt::format("{} has no sign-in; pass it on to them with a link instead",
                              colleague->name),
                  "/to");
  }
  if (!colleague->may.test(static_cast<std::size_t>(Permission::act))) {
    return refuse(Refusal::not_permitted,
                  fmt::format("No role of {} lets them work on cases; pass it on to them instead",
                              colleague->name),
                  "/to");
  }
  if (colleague->away) {
    return refuse(Refusal::wrong_state,
                  fmt::format("{} is away; {}", colleague->name,
                              who_stands_in(situation, *colleague)),
                  "/to");
  }
  if (situation.one.assigned == request.to) {
    return refuse(Refusal::already_so, fmt::format("{} has it already", colleague->name), "/to");
  }
  Acted acted;
  acted.events.emplace_back(
      cases::Assigned{.to = request.to, .reason = keep_reason(keeper, request.reason)});
  if (request.to != situation.actor.person) {
    acted.mails.push_back({.to = "person:" + request.to,
                           .template_id = "assigned",
                           .fields = {{"from", situation.actor.id}}});
  }
  return acted;
}

}  // namespace

Act assign_act() {
  return make_act<AssignRequest>(
      {.name = "assign",
       .title = "Give it to somebody",
       .about = "Gives the case to a colleague who may work on it and is not away",
       .permission = Permission::act,
       .inverse = "unassign",
       .in_bulk = true},
      may_assign, assign);
}

}  // namespace decorum::desk
