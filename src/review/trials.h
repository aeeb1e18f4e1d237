// The tests that a policy brings for its review rules: the examples of each rule, and the cases of
// drafts (policy/case_file.h). Run by `decorum policy test`.
//
//   for (const FailedExample& one : failed_examples(*rulebook, scratch)) ...
//   for (const std::string& difference : run_case(*rulebook, one, scratch)) ...   // none: passed
//
// An example is a text without media, sources or anything paid. It is tried as an official draft of
// the policy's first account and without an account, and for each check of its rule that is kept
// to some accounts, sites, capacity or audience also as such a draft. A `bad` one is to be found
// by the rule in one of these, a `good` one in none. Time is noon UTC on the day the policy comes
// into force, unless a case says `now`.
//
// A case lists what is to be found; every error and warning has to be listed, a note may be.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "policy/case_file.h"
#include "review/review.h"

namespace decorum::review {

struct FailedExample {
  std::string rule;
  std::string text;  // the example
  std::string what;  // "nothing was found", "it was found: MESSAGE"
};

// How many examples the rules have, a bad and a good text counted apart.
std::size_t count_examples(const policy::Policy& policy);
std::vector<FailedExample> failed_examples(const Rulebook& rulebook, Scratch& scratch);

// What differs from the case's `expect`; the case is one of a draft.
std::vector<std::string> run_case(const Rulebook& rulebook, const policy::PolicyCase& one,
                                  Scratch& scratch);

}  // namespace decorum::review
