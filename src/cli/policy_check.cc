// decorum policy check: every mistake of a policy at once.
#include <chrono>
#include <string>
#include <vector>

#include <fmt/core.h>

#include "cli/command.h"
#include "cli/files.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/policy_commands.h"
#include "policy/load.h"

namespace decorum::cli {
namespace {

const Help help = {
    .usage = "decorum policy check DIR...",
    .about = "Reads all of a policy and reports every mistake, with its place, what was expected\n"
             "and what was perhaps meant. The exit code is 1 when there is one. Warnings (a review\n"
             "that is overdue, a role that nobody holds today) do not change the exit code.\n",
    .examples = "  decorum policy check policies/institute\n"
                "  decorum policy check policies/*\n"};

std::string counted(std::size_t count, std::string_view what, std::string_view many = {}) {
  if (count == 1) return fmt::format("1 {}", what);
  return many.empty() ? fmt::format("{} {}s", count, what) : fmt::format("{} {}", count, many);
}

std::chrono::sys_days today() {
  return std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
}

// Mistakes name files inside the folder; an editor that is given the output wants the whole path.
std::string shown(std::vector<policy::Mistake> mistakes, std::vector<policy::PolicyFile> files,
                  const std::string& folder) {
  const std::string prefix = folder.ends_with('/') ? folder : folder + "/";
  for (policy::Mistake& mistake : mistakes) {
    mistake.file = mistake.file.empty() ? folder : prefix + mistake.file;
  }
  for (policy::PolicyFile& file : files) file.path = prefix + file.path;
  return policy::render(mistakes, files);
}

std::size_t count_cases(const std::vector<policy::PolicyFile>& files) {
  std::size_t count = 0;
  for (const policy::PolicyFile& file : files) {
    if (file.path.ends_with(".case")) ++count;
  }
  return count;
}

std::string contents_of(const policy::Policy& policy,
                        const std::vector<policy::PolicyFile>& files) {
  return fmt::format("{}, {}, {}, {}, {}, {}, {}",
                     counted(policy.protocol.questions.size(), "question"),
                     counted(policy.protocol.outcomes.size(), "outcome"),
                     counted(policy.accounts.accounts.size(), "account"),
                     counted(policy.roles.roles.size(), "role"),
                     counted(policy.lexicons.size(), "word list"),
                     counted(policy.facts.size(), "fact sheet"),
                     counted(count_cases(files), "case file"));
}

bool check(const std::string& folder) {
  const std::vector<policy::PolicyFile> files = read_folder(folder, {});
  const auto policy = policy::load_policy(files, {});
  if (!policy) {
    const std::size_t count = policy.error().size();
    write_out(shown(policy.error(), files, folder) + "\n");
    write_out(fmt::format("{}: {}{}\n", folder, count >= policy::mistakes_max ? "at least " : "",
                          counted(count, "mistake")));
    return false;
  }
  const std::vector<policy::Mistake> warnings = policy::warnings_of(*policy, files, today());
  if (!warnings.empty()) write_out(shown(warnings, files, folder) + "\n");
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
  int exit = exit_good;
  for (const std::string& folder : folders) {
    try {
      if (!check(folder) && exit == exit_good) exit = exit_findings;
    } catch (const CannotRun& error) {
      say_error(error.what());
      exit = exit_cannot_run;
    }
  }
  return exit;
}

}  // namespace decorum::cli
