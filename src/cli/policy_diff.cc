// decorum policy diff: what changed between two policies.
#include <string>

#include "cli/command.h"
#include "cli/open.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/policy_commands.h"
#include "policy/diff.h"

namespace decorum::cli {
namespace {

const Help help = {
    .usage = "decorum policy diff [--format text|json] A B",
    .about = "Says what changed from policy A to policy B: questions, answers, thresholds,\n"
             "outcomes, deadlines, rules, who does what, texts. The exit code is 1 when\n"
             "something that a policy says has changed, and 0 when nothing has.",
    .examples = "  decorum policy diff policies/institute drafts/institute\n"
                "  decorum policy diff --format json old new | jq .changes\n"};

}  // namespace

int run_policy_diff(Arguments arguments) {
  std::string format = "text";
  std::string from;
  std::string to;
  Options options(help);
  options.app()
      .add_option("--format", format, "text or json (default: text)")
      ->check(CLI::IsMember({"text", "json"}))
      ->type_name("text|json");
  options.app().add_option("A", from, "The folder of the policy before")->required()->type_name("");
  options.app().add_option("B", to, "The folder of the policy after")->required()->type_name("");
  if (auto done = options.parse(arguments)) return *done;
  const OpenedPolicy before = open_policy(from);
  const OpenedPolicy after = open_policy(to);
  const auto changes = policy::differences(before.policy, after.policy);
  write_out(format == "json" ? policy::to_json(before.policy, after.policy, changes)
                             : policy::to_text(before.policy, after.policy, changes));
  return changes.empty() ? exit_good : exit_findings;
}

}  // namespace decorum::cli
