// Signing in and out, one's own sessions, password, codes and tokens, the first set-up, and the
// one-time links with which a password is set.
//
// Cookies are set and ended here alone. A password is taken over TLS or from this machine only.
#pragma once

#include <vector>

#include "desk/desk.h"
#include "desk/sign_in.h"
#include "http/router.h"

namespace decorum::http {

// All of it outlives the routes.
struct SignInParts {
  desk::Desk& desk;
  const desk::Vault& vault;
  desk::Slowdown& slowdown;
};

std::vector<Route> sign_in_routes(const SignInParts& parts);
std::vector<Route> own_account_routes(const SignInParts& parts);

}  // namespace decorum::http
