#include <algorithm>

#include "desk/act_list.h"
#include "desk/case_requests.h"

namespace decorum::desk {
namespace {

std::optional<Refused> may_lift_legal_hold(const Situation& situation) {
  if (!situation.one.legal_holds.empty()) return std::nullopt;
  return Refused{Refusal::already_so, "The case is not on legal hold", {}};
}

OrRefused<Acted> lift_legal_hold(const Situation& situation, const LegalHoldRequest& request,
                                 Keeper&) {
  const auto& holds = situation.one.legal_holds;
  if (std::find(holds.begin(), holds.end(), request.matter) == holds.end()) {
    return refuse(Refusal::already_so, "The case is not held for that matter", "/matter");
  }
  Acted acted;
  acted.events.emplace_back(cases::LegalHoldLifted{request.matter});
  return acted;
}

}  // namespace

Act lift_legal_hold_act() {
  return make_act<LegalHoldRequest>(
      {.name = "lift-legal-hold",
       .title = "Lift a legal hold",
       .about = "Lets the usual times of keeping run again for a matter that is over",
       .permission = Permission::legal_hold,
       .inverse = "legal-hold"},
      may_lift_legal_hold, lift_legal_hold);
}

}  // namespace decorum::desk
