// A result as text for people (line, caret), as JSON, and as SARIF 2.1.0.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "review/review.h"

namespace decorum::review {

struct Reviewed {
  std::string file;  // as the person named it; "-" for standard input
  std::string text;
  Result result;
};

//   draft.txt:2:14: warning FA1: This figure has no source. (guide p. 5)
//       Seven in ten managers leave within a year.
//       ^^^^^^^^^^^^
//     perhaps: …
std::string to_text(const Reviewed& reviewed);

// One line: {"file","findings":[{"rule","severity","start","end","message","guide","fix":…|null,
// "suggestions":[…]}],"suppressed":[…],"length":{…},"approval":[{"by":[…],"why"}],
// "advice_only":false,"note":"…"}
std::string to_json(const Reviewed& reviewed);

// One run over all files; the policy's rules are the driver's rules, with their clauses.
std::string to_sarif(std::span<const Reviewed> reviewed, const policy::Policy& policy,
                     std::string_view version);

}  // namespace decorum::review
