// Posts and their authors: shown, taken in by hand or by a program, searched.
#pragma once

#include <vector>

#include "desk/desk.h"
#include "http/router.h"

namespace decorum::http {

// `desk` outlives the routes.
std::vector<Route> post_routes(desk::Desk& desk);

}  // namespace decorum::http
