#include "desk/act_list.h"
#include "desk/act_rules.h"
#include "desk/answering.h"
#include "desk/case_requests.h"

namespace decorum::desk {
namespace {

std::optional<Refused> may_confirm(const Situation& situation) {
  if (auto no = may_settle(situation, "Only a person confirms what the machine proposes")) {
    return no;
  }
  if (!proposals(situation).empty()) return std::nullopt;
  return Refused{Refusal::nothing_is_asked, "The machine proposed nothing here", {}};
}

OrRefused<Acted> confirm(const Situation& situation, const ConfirmRequest& request,
                         Keeper& keeper) {
  const auto proposal = proposal_at(situation, request.question);
  if (!proposal) return tl::unexpected(proposal.error());
  Acted acted;
  acted.events.emplace_back(cases::Answered{.post = situation.one.focus,
                                            .question = request.question,
                                            .answers = proposal->step.answers,
                                            .settles_proposal = true,
                                            .reason = keep_reason(keeper, request.reason)});
  acted.walk_again = true;
  return acted;
}

}  // namespace

Act confirm_act() {
  return make_act<ConfirmRequest>(
      {.name = "confirm",
       .title = "Confirm",
       .about = "Makes the machine's proposal a person's answer, from which things follow",
       .permission = Permission::answer,
       .inverse = "withdraw-answer"},
      may_confirm, confirm);
}

}  // namespace decorum::desk
