// People, their roles and absences, and programs' tokens.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "desk/desk.h"
#include "http/router.h"

namespace decorum::http {

// `desk` outlives the routes.
std::vector<Route> people_routes(desk::Desk& desk);

}  // namespace decorum::http
