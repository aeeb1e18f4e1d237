// The subcommands of `decorum policy`, one file each (cli/policy_check.cc, ...).
#pragma once

#include "cli/command.h"

namespace decorum::cli {

int run_policy_check(Arguments arguments);
int run_policy_diff(Arguments arguments);
int run_policy_draw(Arguments arguments);
int run_policy_eval(Arguments arguments);
int run_policy_handbook(Arguments arguments);
int run_policy_replay(Arguments arguments);
int run_policy_show(Arguments arguments);
int run_policy_test(Arguments arguments);

}  // namespace decorum::cli
