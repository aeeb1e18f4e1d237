#include "desk/act_list.h"
#include "desk/case_requests.h"

namespace decorum::desk {
namespace {

std::optional<Refused> may_wake(const Situation& situation) {
  if (situation.one.snoozed_until) return std::nullopt;
  return Refused{Refusal::already_so, "It is awake", {}};
}

OrRefused<Acted> wake(const Situation&, const NoFields&, Keeper&) {
  Acted acted;
  acted.events.emplace_back(cases::Woken{"person"});
  return acted;
}

}  // namespace

Act wake_act() {
  return make_act<NoFields>(
      {.name = "wake",
       .title = "Wake it",
       .about = "Puts a snoozed case back into the queue",
       .permission = Permission::act,
       .inverse = "snooze",
       .in_bulk = true},
      may_wake, wake);
}

}  // namespace decorum::desk
