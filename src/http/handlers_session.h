// Signing in and out, one's own password and codes, and the one-time links of people.
#pragma once

#include <vector>

#include "desk/desk.h"
#include "desk/sign_in.h"
#include "http/router.h"

namespace decorum::http {

struct SessionParts {
  desk::Desk& desk;
  const desk::Vault& vault;
  desk::Slowdown& slowdown;
};

// What `parts` refers to outlives the routes.
std::vector<Route> session_routes(const SessionParts& parts);

}  // namespace decorum::http
