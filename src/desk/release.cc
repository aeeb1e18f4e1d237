#include <fmt/format.h>

#include "desk/act_list.h"
#include "desk/act_rules.h"
#include "desk/case_requests.h"

namespace decorum::desk {
namespace {

std::optional<Refused> may_release(const Situation& situation) {
  const auto& holding = situation.one.holding;
  if (!holding) return Refused{Refusal::already_so, "Nobody is at it", {}};
  if (holding->by == situation.actor.id || situation.actor.can(Permission::lead)) {
    return std::nullopt;
  }
  return Refused{Refusal::not_yours,
                 fmt::format("{} is at it; only they or who leads can let it go",
                             name_of_party(situation, holding->by)),
                 {}};
}

OrRefused<Acted> release(const Situation&, const NoFields&, Keeper&) {
  Acted acted;
  acted.events.emplace_back(cases::Released{"left"});
  return acted;
}

}  // namespace

Act release_act() {
  return make_act<NoFields>(
      {.name = "release",
       .title = "Let it go",
       .about = "Says that you are no longer at the case",
       .permission = Permission::act,
       .inverse = "hold"},
      may_release, release);
}

}  // namespace decorum::desk
