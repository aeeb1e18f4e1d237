#include "desk/act_list.h"
#include "desk/act_rules.h"
#include "desk/case_requests.h"

namespace decorum::desk {
namespace {

std::optional<Refused> may_reopen(const Situation& situation) {
  if (situation.one.state == cases::State::done) return std::nullopt;
  return Refused{Refusal::already_so, "The case is open", {}};
}

OrRefused<Acted> reopen(const Situation&, const OnlyReasonRequest& request, Keeper& keeper) {
  Acted acted;
  acted.events.emplace_back(
      cases::Reopened{.cause = "person", .reason = keep_reason(keeper, request.reason)});
  acted.walk_again = true;
  return acted;
}

}  // namespace

Act reopen_act() {
  return make_act<OnlyReasonRequest>(
      {.name = "reopen",
       .title = "Open it again",
       .about = "Puts a case that was done back into the queue",
       .permission = Permission::act,
       .inverse = "close"},
      may_reopen, reopen);
}

}  // namespace decorum::desk
