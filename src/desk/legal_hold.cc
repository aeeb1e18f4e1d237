#include <algorithm>

#include <fmt/format.h>

#include "desk/act_list.h"
#include "desk/act_rules.h"
#include "desk/case_requests.h"

namespace decorum::desk {
namespace {

std::optional<Refused> may_legal_hold(const Situation& situation) {
  if (situation.one.legal_holds.size() < cases::legal_holds_max) return std::nullopt;
  return Refused{Refusal::too_many,
                 fmt::format("The case is held for {} matters, which is the most",
                             cases::legal_holds_max),
                 {}};
}

OrRefused<Acted> legal_hold(const Situation& situation, const LegalHoldRequest& request,
                            Keeper&) {
  if (!is_reference(request.matter)) {
    return refuse(Refusal::bad_request,
                  "A matter is named by its reference, in small letters, digits and single "
                  "hyphens, such as 2026-014",
                  "/matter");
  }
  const auto& holds = situation.one.legal_holds;
  if (std::find(holds.begin(), holds.end(), request.matter) != holds.end()) {
    return refuse(Refusal::already_so, "The case is held for that matter already", "/matter");
  }
  Acted acted;
  acted.events.emplace_back(cases::LegalHoldSet{request.matter});
  return acted;
}

}  // namespace

Act legal_hold_act() {
  return make_act<LegalHoldRequest>(
      {.name = "legal-hold",
       .title = "Legal hold",
       .about = "Keeps everything of the case from erasure while a legal matter needs it",
       .permission = Permission::legal_hold,
       .inverse = "lift-legal-hold"},
      may_legal_hold, legal_hold);
}

}  // namespace decorum::desk
