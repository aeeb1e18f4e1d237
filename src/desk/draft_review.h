// A draft of the desk held against the policy: what is found, what stands in its way, who has to
// approve it, and which tips have to be ticked. What comes out is frozen with the version that was
// submitted: the findings as JSON, and the hash of the policy that they are from.
//
//   review::Scratch scratch;                                        // one a thread
//   DraftReview seen = review_draft(tools, draft, {"serve"}, around, scratch);
//   if (!seen.obstacles.empty()) ...                                // it cannot be submitted
//
// Pure. No findings is not approval: the JSON's `note` says so in words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/shape.h"
#include "policy/policy.h"
#include "policy/sites.h"
#include "policy/text_length.h"
#include "post/draft.h"
#include "review/review.h"

namespace decorum::desk {

// All of it belongs to one policy and outlives its users.
struct ReviewTools {
  const policy::Policy& policy;
  const policy::Sites& sites;
  const review::Rulebook& rulebook;
};

// One of these roles has to approve. A draft may have several needs; one person with several roles
// settles all that they hold.
struct ApprovalNeed {
  static constexpr std::string_view shape_name = "ApprovalNeed";
  std::vector<std::string> by;  // roles
  std::string why;              // a sentence

  bool operator==(const ApprovalNeed&) const = default;
};

template <class Visitor>
void describe(Visitor& v, ApprovalNeed& need) {
  v.field("by", need.by, {.most = 128, .most_items = 64, .about = "Roles, one of which approves"});
  v.field("why", need.why, {.most = 2000});
}

struct DraftReview {
  std::string findings;  // one line of JSON: review/report.h
  std::string policy;    // hash
  std::int64_t errors = 0, warnings = 0, infos = 0;
  std::vector<std::string> obstacles;  // sentences: why it cannot go out as it stands
  std::vector<ApprovalNeed> needs;     // of the rules, the account and the outcomes; each once
  std::vector<std::string> tips;       // ids, in the policy's order
  policy::Length length;
};

// `outcomes`: what the chart reached for the post that is answered; empty for a post of its own.
// The draft's account must be one of the policy's, or the draft is told of as an obstacle.
DraftReview review_draft(const ReviewTools& tools, const post::Draft& draft,
                         const std::vector<std::string>& outcomes, const review::Around& around,
                         review::Scratch& scratch);

// How long the text is on each of these accounts' sites, with the policy's own limits; accounts
// that do not exist are left out.
std::vector<policy::Length> lengths_on(const ReviewTools& tools, std::string_view text,
                                       const std::vector<std::string>& accounts);

}  // namespace decorum::desk
