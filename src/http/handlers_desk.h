// What belongs to the desk as a whole: live events, who is where, the weekly sample, saved views,
// what waits to go out, how the channels are, and the record.
#pragma once

#include <vector>

#include "desk/desk.h"
#include "http/live.h"
#include "http/router.h"

namespace decorum::http {

// Both outlive the routes.
std::vector<Route> desk_routes(desk::Desk& desk, LiveHub& live);

}  // namespace decorum::http
