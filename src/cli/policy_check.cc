// decorum policy check: every mistake of a policy at once.
#include <chrono>
#include <string>
#include <vector>

#include <fmt/core.h>

#include "cli/command.h"
#include "cli/data.h"
#include "cli/files.h"
#include "cli/open_review.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/policy_commands.h"
#include "cli/policy_folder.h"
#include "policy/case_file.h"
#include "policy/load.h"

namespace decorum::cli {
namespace {

const Help help = {
    .usage = "decorum policy check DIR...",
    .about = "Reads all of a policy and reports every mistake, with its place, what was expected\n"
             "and what was perhaps meant. The exit code is 1 when there is one. Warnings (a\n"
             "review that is overdue, a role that nobody holds today) do not change it.",
    .examples = "  decorum policy check policies/institute\n"
                "  decorum policy check policies/*\n"};

std::chrono::sys_days today() {
  return std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
}

bool tell_mistakes(std::vector<policy::Mistake> mistakes,
                   const std::vector<policy::PolicyFile>& files, const std::string& folder) {
  policy::sort_mistakes(mistakes);
  const std::size_t count = mistakes.size();
  const std::string more = count >= policy::mistakes_max ? "at least " : "";
  write_out(rendered(std::move(mistakes), files, folder) + "\n");
  write_out(fmt::format("{}: {}{}\n", folder, more, counted(count, "mistake")));
  return false;
}

std::size_t count_cases(const std::vector<policy::PolicyFile>& files,
                        const policy::Policy& policy) {
  std::size_t count = 0;
  for (const policy::PolicyFile& file : files) {
    if (file.path.ends_with(".case")) count += policy::parse_cases(file, &policy).cases.size();
  }
  return count;
}

std::string contents_of(const policy::Policy& policy,
                        const std::vector<policy::PolicyFile>& files) {
  return fmt::format("{}, {}, {}, {}, {}, {}, {}, {}",
                     counted(policy.protocol.questions.size(), "question"),
                     counted(policy.protocol.outcomes.size(), "outcome"),
                     counted(policy.accounts.accounts.size(), "account"),
                     counted(policy.roles.roles.size(), "role"),
                     counted(policy.lexicons.size(), "word list"),
                     counted(policy.review.rules.size(), "review rule"),
                     counted(policy.facts.size(), "fact sheet"),
                     counted(count_cases(files, policy), "case"));
}

bool check(const std::string& folder, const policy::Context& context) {
  const std::vector<policy::PolicyFile> files = read_folder(folder, {});
  auto policy = policy::load_policy(files, context);
  std::vector<policy::Mistake> mistakes =
      policy::mistakes_in_cases(files, policy ? &*policy : nullptr);
  if (!policy) {
    mistakes.insert(mistakes.end(), policy.error().begin(), policy.error().end());
  } else {
    const std::vector<policy::Mistake> in_rules = mistakes_in_rules(*policy);
    mistakes.insert(mistakes.end(), in_rules.begin(), in_rules.end());
  }
  if (!mistakes.empty()) return tell_mistakes(std::move(mistakes), files, folder);
  const std::vector<policy::Mistake> warnings = policy::warnings_of(*policy, files, today());
  if (!warnings.empty()) write_out(rendered(warnings, files, folder) + "\n");
  write_out(fmt::format("{}: good{}: {}\n  {}\n", folder,
                        warnings.empty() ? "" : ", with " + counted(warnings.size(), "warning"),
                        contents_of(*policy, files), policy->hash));
  return true;
}

}  // namespace

int run_policy_check(Arguments arguments) {
  std::vector<std::string> folders;
  Options options(help);
  options.app().add_option("DIR", folders, "Folders of policies")->required()->type_name("");
  if (auto done = options.parse(arguments)) return *done;
  const policy::Context context = open_context();
  return for_each_folder(folders,
                         [&](const std::string& folder) { return check(folder, context); });
}

}  // namespace decorum::cli
