#include "desk/act_clock.h"
#include "desk/act_list.h"
#include "desk/case_requests.h"

namespace decorum::desk {
namespace {

std::optional<Refused> may_resume(const Situation& situation) {
  if (situation.one.waits_for == cases::WaitsFor::author) return std::nullopt;
  return Refused{Refusal::already_so, "It does not wait for the author", {}};
}

OrRefused<Acted> resume(const Situation& situation, const NoFields&, Keeper&) {
  Acted acted;
  const auto& due = situation.one.due;
  if (due && due->paused_since) {
    acted.events.emplace_back(moved_on(situation, *due));
  } else {
    acted.events.emplace_back(cases::WaitChanged{cases::WaitsFor::nobody});
  }
  return acted;
}

}  // namespace

Act resume_act() {
  return make_act<NoFields>(
      {.name = "resume",
       .title = "Go on without the author",
       .about = "Starts the clock again, moved on by the time that it stood still",
       .permission = Permission::act,
       .inverse = "wait-for-author"},
      may_resume, resume);
}

}  // namespace decorum::desk
