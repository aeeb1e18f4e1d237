// decorum policy show: a policy in words.
#include <string>

#include "cli/command.h"
#include "cli/open.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/policy_commands.h"
#include "policy/show.h"

namespace decorum::cli {
namespace {

const Help help = {
    .usage = "decorum policy show [DIR]",
    .about = "Says in words what a policy holds: every question with its answers and conditions,\n"
             "every outcome with its deadline, who holds which role, and the rest.",
    .examples = "  decorum policy show policies/institute\n"
                "  decorum policy show policies/council | less\n"};

}  // namespace

int run_policy_show(Arguments arguments) {
  std::string folder;
  Options options(help);
  options.app()
      .add_option("DIR", folder, "The policy's folder (default: as for triage)")
      ->type_name("");
  if (auto done = options.parse(arguments)) return *done;
  write_out(policy::show(open_policy(folder).policy));
  return exit_good;
}

}  // namespace decorum::cli
