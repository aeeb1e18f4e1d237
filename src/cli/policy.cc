// decorum policy: the table of what can be done with a policy; one file each.
#include <array>

#include "cli/command.h"
#include "cli/policy_commands.h"

namespace decorum::cli {
namespace {

constexpr std::array commands = {
    Command{"check", "Read a policy and report every mistake in it", run_policy_check},
    Command{"show", "Say in words what a policy holds", run_policy_show},
    Command{"test", "Run the *.case tests of a policy", run_policy_test},
    Command{"draw", "Draw the response chart as SVG, DOT or Mermaid", run_policy_draw},
    Command{"handbook", "Write the readable guide as HTML or PDF", run_policy_handbook},
    Command{"diff", "Say what changed between two policies", run_policy_diff},
    Command{"replay", "Say which decisions and reviews another policy would change",
            run_policy_replay},
    Command{"eval", "Evaluate an expression", run_policy_eval},
};

constexpr std::string_view about =
    "A policy is a folder of plain files (docs/policy-language.md).";

constexpr std::string_view examples =
    "  decorum policy check policies/institute policies/council\n"
    "  decorum policy test policies/institute\n"
    "  decorum policy draw policies/institute > chart.svg\n"
    "  decorum policy eval '1 + 1'\n";

}  // namespace

int run_policy(Arguments arguments) {
  return dispatch("decorum policy", about, commands, examples, arguments);
}

}  // namespace decorum::cli
