// Four eyes: somebody who wrote no version of it lets exactly this text go out.
#include <algorithm>

#include "desk/draft_list.h"
#include "desk/draft_requests.h"
#include "desk/draft_rules.h"

namespace decorum::desk {
namespace {

using enum cases::DraftState;

// The roles for which this actor's approval is still missing.
OrRefused<std::vector<std::string>> roles_open_to(const DraftSituation& situation) {
  std::vector<ApprovalNeed> open;
  if (situation.one.submission) {
    open = open_needs(needs_of(situation.one),
                      approvals_for(situation.one, situation.one.submission->seal));
  }
  return may_approve(open, authors_of(situation.one), situation.actor, situation.policy,
                     situation.look);
}

std::optional<Refused> may_approve_it(const DraftSituation& situation) {
  if (auto no = in_state(situation, {waiting})) return no;
  const auto roles = roles_open_to(situation);
  if (!roles) return roles.error();
  return std::nullopt;
}

OrRefused<DraftActed> approve(const DraftSituation& situation, const ApproveRequest& request,
                              DraftKeeper&) {
  if (request.of != situation.one.versions.back().event) {
    return refuse(Refusal::stale, "The text was changed since you read it", "/of");
  }
  if (situation.one.approvals.size() >= cases::approvals_max) {
    return refuse(Refusal::too_many, "It has too many approvals");
  }
  const auto now = sealed_now(situation);
  if (!now) return tl::unexpected(now.error());
  if (now->seal != situation.one.submission->seal) {
    return refuse(Refusal::stale, "The text is not what was submitted; submit it again");
  }
  auto roles = roles_open_to(situation);
  if (!roles) return tl::unexpected(roles.error());
  auto given = approvals_for(situation.one, now->seal);
  given.push_back({situation.actor.id, *roles});
  const bool completes = open_needs(needs_of(situation.one), given).empty();
  DraftActed acted;
  acted.events.emplace_back(cases::DraftApproved{std::move(*roles), now->seal, completes});
  if (completes) {
    acted.conversation.emplace_back(cases::WaitChanged{cases::WaitsFor::sending});
  }
  return acted;
}

// What the actor approved and has not withdrawn.
const cases::Approved* own_approval(const DraftSituation& situation) {
  const auto& approvals = situation.one.approvals;
  const auto found = std::ranges::find(approvals, situation.actor.id, &cases::Approved::by);
  return found == approvals.end() ? nullptr : &*found;
}

std::optional<Refused> may_withdraw_approval(const DraftSituation& situation) {
  if (auto no = in_state(situation, {waiting, ready, queued, failed, held})) return no;
  if (own_approval(situation) != nullptr) return std::nullopt;
  return Refused{Refusal::not_yours, "You have not approved this", {}};
}

OrRefused<DraftActed> withdraw_approval(const DraftSituation& situation,
                                        const MaybeReasonRequest& request, DraftKeeper& keeper) {
  DraftActed acted;
  if (situation.one.state == queued) {
    acted.events.emplace_back(cases::DraftUnqueued{"approval-withdrawn"});
    acted.cancels = true;
  }
  acted.events.emplace_back(cases::ApprovalWithdrawn{own_approval(situation)->event,
                                                     keep_if_any(keeper, request.reason)});
  acted.conversation.emplace_back(cases::WaitChanged{cases::WaitsFor::approval});
  return acted;
}

}  // namespace

DraftAct approve_act() {
  return make_draft_act<ApproveRequest>(
      {.name = "approve",
       .title = "Approve",
       .about = "Lets exactly this text go out, on this account, as the answer to this post",
       .permission = Permission::see_cases,
       .inverse = "withdraw-approval"},
      may_approve_it, approve);
}

DraftAct withdraw_approval_act() {
  return make_draft_act<MaybeReasonRequest>(
      {.name = "withdraw-approval",
       .title = "Withdraw my approval",
       .about = "Takes an approval back while the text has not gone out",
       .permission = Permission::see_cases,
       .inverse = "approve"},
      may_withdraw_approval, withdraw_approval);
}

}  // namespace decorum::desk
