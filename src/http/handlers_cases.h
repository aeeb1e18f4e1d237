// /api/cases: the lists, one case with what may be done to it, its history, and every act.
#pragma once

#include <vector>

#include "desk/desk.h"
#include "http/router.h"

namespace decorum::http {

// `desk` outlives the routes.
std::vector<Route> case_routes(desk::Desk& desk);

}  // namespace decorum::http
