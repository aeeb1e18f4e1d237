// Inside of a Rulebook (review.h): its checks, ready to run.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "review/approval.h"
#include "review/kind.h"
#include "review/message.h"
#include "review/review.h"

namespace decorum::review {

struct Check {
  const policy::ReviewRule* rule = nullptr;
  const policy::ReviewCheck* source = nullptr;
  std::size_t rule_number = 0;  // in the order of the policy
  const Kind* kind = nullptr;
  Message message;
  Run run;
};

struct Rulebook::Impl {
  explicit Impl(Setup given) : setup(std::move(given)) {}

  Setup setup;
  std::vector<Check> checks;  // in the order of the policy
  Approvals approvals;
  std::vector<std::string> own_names;
};

}  // namespace decorum::review
