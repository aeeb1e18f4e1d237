#include "desk/act_list.h"
#include "desk/act_rules.h"
#include "desk/case_requests.h"

namespace decorum::desk {
namespace {

std::optional<Refused> may_unassign(const Situation& situation) {
  if (!situation.one.assigned.empty()) return std::nullopt;
  return Refused{Refusal::already_so, "Nobody has it", {}};
}

OrRefused<Acted> unassign(const Situation&, const OnlyReasonRequest& request, Keeper& keeper) {
  Acted acted;
  acted.events.emplace_back(
      cases::Assigned{.to = {}, .reason = keep_reason(keeper, request.reason)});
  return acted;
}

}  // namespace

Act unassign_act() {
  return make_act<OnlyReasonRequest>(
      {.name = "unassign",
       .title = "Back to everybody",
       .about = "Takes the case from whoever has it, so that anybody may take it",
       .permission = Permission::act,
       .inverse = "assign"},
      may_unassign, unassign);
}

}  // namespace decorum::desk
