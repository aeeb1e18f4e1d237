// Whoever may approve sends it back instead, with the reason.
#include "desk/draft_list.h"
#include "desk/draft_requests.h"
#include "desk/draft_rules.h"

namespace decorum::desk {
namespace {

using enum cases::DraftState;

std::optional<Refused> may_send_back(const DraftSituation& situation) {
  if (auto no = in_state(situation, {waiting, ready})) return no;
  const auto roles = may_approve(needs_of(situation.one), authors_of(situation.one),
                                 situation.actor, situation.policy, situation.look);
  if (!roles) return roles.error();
  return std::nullopt;
}

OrRefused<DraftActed> send_back(const DraftSituation& situation, const ReasonRequest& request,
                                DraftKeeper& keeper) {
  const auto reason = keep_if_any(keeper, request.reason);
  if (!reason) {
    return refuse(Refusal::bad_request, "Say what has to be changed", "/reason");
  }
  DraftActed acted;
  acted.events.emplace_back(cases::DraftSentBack{*reason});
  acted.conversation.emplace_back(cases::WaitChanged{cases::WaitsFor::nobody});
  const policy::Account* account = situation.policy.accounts.named(situation.one.account);
  for (const std::string& author : authors_of(situation.one)) {
    acted.mails.push_back({"person:" + author,
                           "approval-refused",
                           {{"from", situation.actor.id},
                            {"account", account != nullptr ? account->name
                                                           : situation.one.account}}});
  }
  return acted;
}

}  // namespace

DraftAct send_back_act() {
  return make_draft_act<ReasonRequest>(
      {.name = "send-back",
       .title = "Send it back",
       .about = "Gives the text back to its writer with what has to be changed",
       .permission = Permission::see_cases,
       .no_inverse = "Its writer submits it again"},
      may_send_back, send_back);
}

}  // namespace decorum::desk
