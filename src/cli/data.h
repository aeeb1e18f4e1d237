// What the program knows besides a policy, from the data folder (cli/find.h): the sites and the
// divisions that have bank holidays. Throws CannotRun.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "policy/load.h"
#include "policy/sites.h"

namespace decorum::cli {

// Read once.
const policy::Sites& open_sites();

// What a policy is checked against besides itself.
policy::Context open_context();

// The bank holidays of a division, in order; none for an empty name.
std::vector<std::chrono::sys_days> open_holidays(const std::string& division);

}  // namespace decorum::cli
