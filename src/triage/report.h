// Decisions as a person reads them: the chart's own words, one block a post, and a summary at the
// end. Made for 80 to 100 columns.
//
//   17 · @sam_hale on x (main) · 2026-09-01 12:03 UTC
//     Great. Six weeks and still no certificate.
//
//     Is the post positive?
//       It is negative                                                   82 % sure
//         · negative 82 % (“still no certificate”)
//     Is it from a troll or a spammer?
//       ? a person is asked: no answer is sure enough
//
//     ? Responder, within 2 hours: Is it from a troll or a spammer?
//
// Text that others wrote is made safe for a terminal (triage/terminal_text.h). Pure functions; the
// layout may change between versions, so programs should read the JSON.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "policy/policy.h"
#include "post/post.h"
#include "signals/signals.h"
#include "triage/decision.h"

namespace decorum::triage {

struct ReportStyle {
  bool colour = false;       // ANSI colours
  std::size_t columns = 92;  // at least 60
};

void append_report(std::string& out, const policy::Policy& policy, const post::Post& post,
                   const signals::Signals& signals, const Decision& decision,
                   const ReportStyle& style);

// Counts decisions; two may be added up.
class ReportSummary {
 public:
  void add(const policy::Policy& policy, const Decision& decision);
  void add(const ReportSummary& other);

  // Posts, how many the machine decided, how often each outcome was reached or proposed, and who is
  // waited for with which question.
  std::string text(const policy::Policy& policy, const ReportStyle& style) const;

 private:
  std::uint64_t posts_ = 0;
  std::uint64_t decided_ = 0;  // nobody is asked
  std::vector<std::uint64_t> reached_;   // by outcome
  std::vector<std::uint64_t> proposed_;  // by outcome
  std::vector<std::uint64_t> asked_;     // by question
};

}  // namespace decorum::triage
