// A member's own check of a draft, before they post it on an account of theirs. It is theirs alone:
// nothing of it is kept, in the store, the record or the log, and it is evidence of nothing.
#pragma once

#include <vector>

#include "desk/desk.h"
#include "http/router.h"

namespace decorum::http {

// `desk` outlives the routes.
std::vector<Route> check_routes(desk::Desk& desk);

}  // namespace decorum::http
