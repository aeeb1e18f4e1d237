// A text that does not go out; and one that is taken up again.
#include "desk/draft_list.h"
#include "desk/draft_requests.h"
#include "desk/draft_rules.h"

namespace decorum::desk {
namespace {

using enum cases::DraftState;

std::optional<Refused> may_withdraw(const DraftSituation& situation) {
  return in_state(situation, {writing, waiting, ready, queued, failed, held});
}

OrRefused<DraftActed> withdraw(const DraftSituation& situation, const MaybeReasonRequest& request,
                               DraftKeeper& keeper) {
  DraftActed acted;
  acted.events.emplace_back(cases::DraftWithdrawn{keep_if_any(keeper, request.reason)});
  acted.conversation.emplace_back(cases::ReplyDropped{keeper.draft_id()});
  acted.cancels = situation.one.state == queued;
  return acted;
}

std::optional<Refused> may_take_up(const DraftSituation& situation) {
  return in_state(situation, {withdrawn});
}

OrRefused<DraftActed> take_up(const DraftSituation&, const NothingRequest&, DraftKeeper& keeper) {
  DraftActed acted;
  acted.events.emplace_back(cases::DraftTakenUp{});
  acted.conversation.emplace_back(cases::ReplyBegun{keeper.draft_id()});
  return acted;
}

}  // namespace

DraftAct withdraw_act() {
  return make_draft_act<MaybeReasonRequest>(
      {.name = "withdraw",
       .title = "Drop it",
       .about = "The text does not go out; it stays readable",
       .permission = Permission::reply,
       .inverse = "take-up"},
      may_withdraw, withdraw);
}

DraftAct take_up_act() {
  return make_draft_act<NothingRequest>({.name = "take-up",
                                         .title = "Take it up again",
                                         .about = "Goes on with a text that was dropped",
                                         .permission = Permission::reply,
                                         .inverse = "withdraw"},
                                        may_take_up, take_up);
}

}  // namespace decorum::desk
