#include "desk/act_list.h"
#include "desk/act_rules.h"
#include "desk/case_requests.h"

namespace decorum::desk {
namespace {

std::optional<Refused> may_wait_for_author(const Situation& situation) {
  if (auto no = not_now(situation)) return no;
  if (situation.one.waits_for == cases::WaitsFor::author) {
    return Refused{Refusal::already_so, "It waits for the author already", {}};
  }
  return is_out(situation);
}

OrRefused<Acted> wait_for_author(const Situation&, const NoFields&, Keeper&) {
  Acted acted;
  acted.events.emplace_back(cases::Paused{});
  return acted;
}

}  // namespace

Act wait_for_author_act() {
  return make_act<NoFields>(
      {.name = "wait-for-author",
       .title = "Wait for the author",
       .about = "Stops the clock while the author has to answer; their next post starts it again",
       .permission = Permission::act,
       .inverse = "resume"},
      may_wait_for_author, wait_for_author);
}

}  // namespace decorum::desk
