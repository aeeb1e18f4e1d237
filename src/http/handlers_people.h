// People and their roles, for the administrator, and absences.
#pragma once

#include <vector>

#include "desk/desk.h"
#include "http/router.h"

namespace decorum::http {

// `desk` outlives the routes.
std::vector<Route> people_routes(desk::Desk& desk);
std::vector<Route> role_routes(desk::Desk& desk);

}  // namespace decorum::http
