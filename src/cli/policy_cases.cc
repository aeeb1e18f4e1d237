// decorum policy test: the *.case files of a policy, run with the readers that ship.
#include <string>
#include <vector>

#include <fmt/core.h>
#include <fmt/ranges.h>

#include "cli/command.h"
#include "cli/open.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/policy_commands.h"
#include "cli/policy_folder.h"
#include "cli/progress.h"
#include "policy/case_file.h"
#include "triage/case_run.h"

namespace decorum::cli {
namespace {

const Help help = {
    .usage = "decorum policy test DIR...",
    .about = "Runs the cases (*.case) of a policy and reports each that ends otherwise than it\n"
             "says, then which questions, answers and outcomes no case reaches. The exit code is\n"
             "1 when a case fails.",
    .examples = "  decorum policy test policies/institute\n"
                "  decorum policy test policies/*\n"};

struct Totals {
  std::size_t passed = 0;
  std::size_t failed = 0;
  std::size_t mistakes = 0;
};

void run_all(const policy::Policy& policy, const std::vector<policy::PolicyCase>& cases,
             const std::string& folder, triage::Coverage& coverage, Totals& totals) {
  const signals::ReaderSet readers = open_readers(policy);
  signals::Scratch scratch;
  Progress progress("testing " + folder);
  for (std::size_t index = 0; index < cases.size(); ++index) {
    const policy::PolicyCase& one = cases[index];
    progress.show(static_cast<double>(index) / static_cast<double>(cases.size()));
    const triage::CaseResult result = triage::run_case(policy, one, &readers, scratch);
    coverage.add(result.decision);
    if (result.differences.empty()) {
      ++totals.passed;
      continue;
    }
    ++totals.failed;
    progress.finish();
    std::string told = fmt::format("{}:{}: {}\n", path_in(folder, one.file), one.line, one.name);
    for (const std::string& difference : result.differences) {
      told += fmt::format("    {}\n", difference);
    }
    write_out(told);
  }
}

void tell_missed(const triage::Coverage& coverage) {
  const auto tell = [](std::string_view what, const std::vector<std::string>& ids) {
    if (!ids.empty()) write_out(fmt::format("  {} not reached: {}\n", what, fmt::join(ids, " ")));
  };
  tell("questions", coverage.questions_missed());
  tell("outcomes", coverage.outcomes_missed());
  tell("answers", coverage.answers_missed());
}

bool test(const std::string& folder) {
  const OpenedPolicy opened = open_policy(folder);
  std::vector<policy::PolicyCase> cases;
  std::vector<policy::Mistake> mistakes;
  for (const policy::PolicyFile& file : opened.files) {
    if (!file.path.ends_with(".case")) continue;
    policy::CaseFile parsed = policy::parse_cases(file, &opened.policy);
    cases.insert(cases.end(), parsed.cases.begin(), parsed.cases.end());
    mistakes.insert(mistakes.end(), parsed.mistakes.begin(), parsed.mistakes.end());
  }
  Totals totals;
  totals.mistakes = mistakes.size();
  if (!mistakes.empty()) write_out(rendered(mistakes, opened.files, folder) + "\n");
  triage::Coverage coverage(opened.policy);
  run_all(opened.policy, cases, folder, coverage, totals);
  std::string line = fmt::format("{}: {} passed, {} failed", folder, totals.passed, totals.failed);
  if (totals.mistakes > 0) line += ", " + counted(totals.mistakes, "mistake");
  if (cases.empty() && mistakes.empty()) line = folder + ": there are no cases";
  write_out(line + "\n");
  if (!cases.empty()) tell_missed(coverage);
  return totals.failed == 0 && totals.mistakes == 0;
}

}  // namespace

int run_policy_test(Arguments arguments) {
  std::vector<std::string> folders;
  Options options(help);
  options.app().add_option("DIR", folders, "Folders of policies")->required()->type_name("");
  if (auto done = options.parse(arguments)) return *done;
  return for_each_folder(folders, test);
}

}  // namespace decorum::cli
