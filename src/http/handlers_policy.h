// The policy: what is in force, its chart, its versions, drafts of it, and who has read it.
#pragma once

#include <vector>

#include "desk/desk.h"
#include "desk/policy_versions.h"
#include "http/router.h"

namespace decorum::http {

struct PolicyParts {
  desk::Desk& desk;
  desk::MakeInUse make_in_use;
  std::function<desk::PolicyChecks()> checks;  // with today's date
};

// `parts` outlives the routes.
std::vector<Route> policy_routes(const PolicyParts& parts);

}  // namespace decorum::http
