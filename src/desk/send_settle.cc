// The site did not say whether it has our text. A person looked, and says what they found; nothing
// is sent again before that.
#include "desk/draft_list.h"
#include "desk/draft_requests.h"
#include "desk/draft_rules.h"

namespace decorum::desk {
namespace {

std::optional<Refused> may_settle(const DraftSituation& situation) {
  if (situation.actor.person.empty()) {
    return Refused{Refusal::not_permitted, "Only a person can look", {}};
  }
  return in_state(situation, {cases::DraftState::unknown});
}

OrRefused<DraftActed> settle(const DraftSituation& situation, const SettleRequest& request,
                             DraftKeeper& keeper) {
  if (request.went_out && !is_web_address(request.url)) {
    return refuse(Refusal::bad_request, "Write the address where it stands: https://…", "/url");
  }
  if (!request.went_out && !request.url.empty()) {
    return refuse(Refusal::bad_request, "If it stands there, it went out", "/url");
  }
  DraftActed acted;
  acted.cancels = true;  // where it would have been tried again with the same key
  acted.events.emplace_back(
      cases::SendSettled{situation.one.sending->key, request.went_out, request.url});
  if (request.went_out) acted.conversation.emplace_back(cases::Replied{keeper.draft_id(), false});
  return acted;
}

}  // namespace

DraftAct settle_sending_act() {
  return make_draft_act<SettleRequest>(
      {.name = "settle",
       .title = "Say whether it went out",
       .about = "Settles a sending of which the site did not say what became of it",
       .permission = Permission::reply,
       .no_inverse = "What was found on the site is a fact; a text that did not go out may be sent "
                     "again"},
      may_settle, settle);
}

}  // namespace decorum::desk
