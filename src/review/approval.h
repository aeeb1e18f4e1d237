// Who has to look at a draft before it goes out: the names that the `when` of an approval may use.
//
//   draft.text, .site, .account, .capacity ("official", "personal"), .on_behalf_of, .relationship,
//   .related_to                                          texts
//   draft.paid, .is_reply                                true or false
//   draft.audience                                       a list of texts
//   draft.length (code points), .media, .links, .sources counts; links are those attached and those
//                                                        in the text
//   findings.errors, .warnings, .infos, .suppressed      counts
//   findings.has('LG1')                                  did this rule find anything?
//   abuse, emotion.anger, ...                            the signals, as in protocol.yaml
//   words.ID                                             how often the words of a list stand in it
//
// An approval whose condition cannot be told (a signal is unknown) is not due; one that fails is,
// and says so.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cel/cel.h"
#include "policy/mistake.h"
#include "policy/policy.h"
#include "post/draft.h"
#include "review/reading.h"
#include "review/review.h"
#include "signals/signals.h"

namespace decorum::review {

class Approvals {
 public:
  // Mistakes are noted and the rest goes on.
  static Approvals make(const policy::Policy& policy, std::vector<policy::Mistake>& mistakes);

  // Does any condition ask for the signals or for words?
  bool reads_signals() const { return reads_signals_; }

  // In the order of the policy. `site` is the one that the draft is for.
  std::vector<ApprovalDue> due(const post::Draft& draft, std::string_view site,
                               const Reading& reading, const signals::Signals& signals,
                               const Result& result) const;

 private:
  struct Condition {
    cel::ProgramPtr program;
    const policy::Approval* approval = nullptr;
  };
  std::vector<Condition> conditions_;
  std::size_t slots_ = 0;
  bool reads_signals_ = false;
};

// The environment of these names; for tools that show or check expressions.
cel::Environment approval_environment(const policy::Policy& policy);

}  // namespace decorum::review
