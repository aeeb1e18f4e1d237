#include "desk/act_list.h"
#include "desk/act_rules.h"
#include "desk/case_requests.h"

namespace decorum::desk {
namespace {

std::optional<Refused> may_not_me(const Situation& situation) {
  const cases::Conversation& one = situation.one;
  const bool is_at_it = one.holding && one.holding->by == situation.actor.id;
  const bool has_it = is_person(situation.actor) && one.assigned == situation.actor.person;
  if (is_at_it || has_it) return std::nullopt;
  return Refused{Refusal::already_so, "The case is not with you", {}};
}

// Nobody has to say why, and nothing is kept that would.
OrRefused<Acted> not_me(const Situation& situation, const NoFields&, Keeper&) {
  const cases::Conversation& one = situation.one;
  Acted acted;
  if (one.holding && one.holding->by == situation.actor.id) {
    acted.events.emplace_back(cases::Released{"left"});
  }
  if (!one.assigned.empty() && one.assigned == situation.actor.person) {
    acted.events.emplace_back(cases::Assigned{});
  }
  return acted;
}

}  // namespace

Act not_me_act() {
  return make_act<NoFields>(
      {.name = "not-me",
       .title = "Not me",
       .about = "Gives the case back without a reason; nobody asks and nobody counts",
       .permission = Permission::act,
       .inverse = "assign"},
      may_not_me, not_me);
}

}  // namespace decorum::desk
