// Four eyes: who may approve a draft, and whose approval is still missing.
//
//   open_needs(needs, approvals);                       // none: it may go out
//   may_approve(needs, authors, actor, policy, look);   // none: they may
//
// Nobody approves a text of which they wrote a version. Where all who hold a role did, the first of
// its deputies who did not may approve instead, so that a text never waits for nobody. Pure, but
// for what `look` looks up.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "desk/act.h"
#include "desk/actor.h"
#include "desk/draft_review.h"
#include "desk/refusal.h"

namespace decorum::desk {

// Somebody who has approved, and the roles of the draft's needs for which they did.
struct GivenApproval {
  std::string person;
  std::vector<std::string> as;
};

std::vector<ApprovalNeed> open_needs(const std::vector<ApprovalNeed>& needs,
                                     const std::vector<GivenApproval>& approvals);

// Who may approve for a need today, besides `authors`; nobody twice.
std::vector<Colleague> approvers_for(const ApprovalNeed& need,
                                     const std::vector<std::string>& authors,
                                     const policy::Policy& policy, const Lookup& look);

// The roles of `needs` for which the actor may approve; a refusal when there are none. `authors`
// are people's ids.
OrRefused<std::vector<std::string>> may_approve(const std::vector<ApprovalNeed>& needs,
                                                const std::vector<std::string>& authors,
                                                const Actor& actor, const policy::Policy& policy,
                                                const Lookup& look);

}  // namespace decorum::desk
