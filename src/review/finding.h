// What review says about a draft.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "policy/rules.h"

namespace decorum::review {

// A change of the text that mends a finding and cannot change what it says.
struct Fix {
  base::Span span;
  std::string replacement;

  bool operator==(const Fix&) const = default;
};

struct Finding {
  std::string rule;  // "FA1"
  std::string kind;  // of the check that found it
  policy::Severity severity = policy::Severity::warning;
  base::Span span;  // in the draft's text; of what is missing: the smallest text that makes it due
  std::string message;
  std::string guide;  // the clause that the rule cites
  std::optional<Fix> fix;
  std::vector<std::string> suggestions;  // perhaps meant, best first; never applied by themselves
  std::string suppressed;                // the reason, when a person lets it stand

  bool operator==(const Finding&) const = default;
};

}  // namespace decorum::review
