#include "desk/act_list.h"
#include "desk/case_requests.h"

namespace decorum::desk {
namespace {

std::optional<Refused> may_revoke_link(const Situation& situation) {
  for (const cases::HandOver& out : situation.one.hand_overs) {
    if (out.link) return std::nullopt;
  }
  return Refused{Refusal::already_so, "There is no link to revoke", {}};
}

OrRefused<Acted> revoke_link(const Situation& situation, const RevokeLinkRequest& request,
                             Keeper&) {
  for (const cases::HandOver& out : situation.one.hand_overs) {
    if (out.link != request.link) continue;
    Acted acted;
    acted.events.emplace_back(cases::LinkRevoked{request.link});
    return acted;
  }
  return refuse(Refusal::not_found, "The case has no such link, or it was revoked", "/link");
}

}  // namespace

Act revoke_link_act() {
  return make_act<RevokeLinkRequest>(
      {.name = "revoke-link",
       .title = "Revoke the link",
       .about = "Makes a one-time link worthless; the case stays with the team",
       .permission = Permission::act,
       .no_inverse = "A link that was revoked may be known to others; take the case back and pass "
                     "it on with a new one"},
      may_revoke_link, revoke_link);
}

}  // namespace decorum::desk
