// The page behind a one-time link of a hand-over: somebody without an account reads what they are
// asked, and answers once. They see the message to them and the conversation, and nothing else of
// the case.
#pragma once

#include <vector>

#include "desk/desk.h"
#include "http/router.h"

namespace decorum::http {

// `desk` outlives the routes.
std::vector<Route> link_routes(desk::Desk& desk);

}  // namespace decorum::http
