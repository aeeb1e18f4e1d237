// What the program knows besides a policy, from the data folder (cli/find.h): the sites and the
// divisions that have bank holidays. Throws CannotRun.
#pragma once

#include "policy/load.h"
#include "policy/sites.h"

namespace decorum::cli {

// Read once.
const policy::Sites& open_sites();

// What a policy is checked against besides itself.
policy::Context open_context();

}  // namespace decorum::cli
