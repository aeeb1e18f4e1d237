// What is told of one place: duplicates folded, findings put in order, and those taken out that a
// person lets stand.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "post/draft.h"
#include "review/finding.h"

namespace decorum::review {

// A finding with what orders it.
struct Found {
  Finding finding;
  std::size_t rule = 0;   // number of its rule in the policy
  std::size_t check = 0;  // number of its check
  bool not_looked_up = false;
  bool apart = false;     // Hit::apart
};

// One place is not told twice for one rule: of findings of a rule that overlap the gravest stays,
// then the longest, then the first. Several of one check at the very same place are several things
// to say and stay, as do what could not be looked up and what is about no place in the text. Then
// in the order of the text; at one place the gravest first, then in the order of the policy.
// n log n.
std::vector<Finding> folded_findings(std::vector<Found> found);

// Moves what `suppress` lets stand from `findings` to `suppressed`. A suppression holds for its
// rule where its words are the finding's, or where its bytes lie within the finding; one without a
// reason, or without a place, holds for nothing. What is returned are the rules of those that
// held for nothing, with why where that can be said.
std::vector<std::string> suppress(const std::vector<post::Suppression>& suppressions,
                                  std::string_view text, std::vector<Finding>& findings,
                                  std::vector<Finding>& suppressed);

}  // namespace decorum::review
