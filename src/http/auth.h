// The guard of every route: who asks, and whether their roles give them the route's permission.
//
// A browser comes with the session's cookie; every request of its that changes anything must carry
// the session's CSRF token in `x-csrf-token`, and must not come from a foreign page (Origin,
// Sec-Fetch-Site). A program comes with `Authorization: Bearer decorum_…`. Nobody in particular
// gets only the routes that are for everybody. What is not known is refused.
#pragma once

#include <string>
#include <string_view>

#include "desk/desk.h"
#include "http/chain.h"

namespace decorum::http {

// Over TLS, or from this machine itself: elsewhere a cookie or password could be overheard, and the
// guard takes no cookie.
bool may_carry_secrets(const Request& request);

// "__Host-decorum" where the connection is secure, else "decorum": the prefix needs TLS.
std::string session_cookie_name(const Request& request);
std::string session_cookie(const Request& request, std::string_view secret);  // a Set-Cookie value
std::string ended_cookie(const Request& request);

// `desk` outlives the guard.
Guard desk_guard(desk::Desk& desk);

}  // namespace decorum::http
