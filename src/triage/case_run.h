// Runs the cases of a policy (policy/case_file.h): the same decide() as live use, on a text that
// the policy's owner wrote, with signals pinned or read.
//
//   Coverage coverage(policy);
//   for (const policy::PolicyCase& one : file.cases) {
//     const CaseResult result = run_case(policy, one, &readers, scratch);
//     for (const std::string& difference : result.differences) ...   // none: it passed
//     coverage.add(result.decision);
//   }
//   coverage.questions_missed();
//
// What a case does not say: without `now` it is noon UTC on the day the policy comes into force.
// Signals that are not pinned come from the readers; without readers, or with `signals: none`, they
// are unknown. A pinned language.code is certain unless language.confidence is pinned, too.
// Incidents of `history` expire as the policy's own watches of that kind do, the longest one if
// there are several. With `history` it is not the first contact. Outcomes are compared without
// regard to order.
#pragma once

#include <string>
#include <vector>

#include "policy/case_file.h"
#include "policy/policy.h"
#include "signals/read.h"
#include "triage/decision.h"

namespace decorum::triage {

struct CaseResult {
  Decision decision;
  std::vector<std::string> differences;  // "outcome: expected serve, but it was let-stand"
};

// `readers` may be null.
CaseResult run_case(const policy::Policy& policy, const policy::PolicyCase& one,
                    const signals::ReaderSet* readers, signals::Scratch& scratch);

// Which parts of a chart some decisions have reached; a proposal counts as reaching.
class Coverage {
 public:
  explicit Coverage(const policy::Policy& policy);  // the policy must outlive it

  void add(const Decision& decision);

  // Ids, in the order of the chart; an answer as "question=answer".
  std::vector<std::string> questions_missed() const;
  std::vector<std::string> outcomes_missed() const;
  std::vector<std::string> answers_missed() const;

 private:
  const policy::Policy* policy_;
  std::vector<bool> questions_;
  std::vector<bool> outcomes_;
  std::vector<std::vector<bool>> answers_;
};

}  // namespace decorum::triage
