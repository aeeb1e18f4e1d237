// decorum policy test: the *.case files of a policy and the examples of its review rules, run with
// the readers and the dictionary that ship.
#include <algorithm>
#include <string>
#include <vector>

#include <fmt/core.h>
#include <fmt/ranges.h>

#include "cli/command.h"
#include "cli/open.h"
#include "cli/open_review.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/policy_commands.h"
#include "cli/policy_folder.h"
#include "cli/progress.h"
#include "policy/case_file.h"
#include "review/trials.h"
#include "triage/case_run.h"

namespace decorum::cli {
namespace {

const Help help = {
    .usage = "decorum policy test DIR...",
    .about = "Runs the cases (*.case) of a policy and reports each that ends otherwise than it\n"
             "says, then which questions, answers and outcomes no case reaches. Runs the examples\n"
             "of the review rules, too: a bad one is to be found by its rule, a good one not. The\n"
             "exit code is 1 when a case or an example fails.",
    .examples = "  decorum policy test policies/institute\n"
                "  decorum policy test policies/*\n"};

struct Totals {
  std::size_t passed = 0;
  std::size_t failed = 0;
  std::size_t mistakes = 0;
};

using Cases = std::vector<policy::PolicyCase>;

// Counts a case and tells of it when it differs.
void settle(const policy::PolicyCase& one, const std::vector<std::string>& differences,
            const std::string& folder, Progress& progress, Totals& totals) {
  if (differences.empty()) {
    ++totals.passed;
    return;
  }
  ++totals.failed;
  progress.finish();
  std::string told = fmt::format("{}:{}: {}\n", path_in(folder, one.file), one.line, one.name);
  for (const std::string& difference : differences) told += fmt::format("    {}\n", difference);
  write_out(told);
}

void run_posts(const policy::Policy& policy, const Cases& cases, const std::string& folder,
               triage::Coverage& coverage, Totals& totals) {
  const signals::ReaderSet readers = open_readers(policy);
  signals::Scratch scratch;
  Progress progress("testing " + folder);
  for (std::size_t index = 0; index < cases.size(); ++index) {
    progress.show(static_cast<double>(index) / static_cast<double>(cases.size()));
    const policy::PolicyCase& one = cases[index];
    if (one.draft) continue;
    const triage::CaseResult result = triage::run_case(policy, one, &readers, scratch);
    coverage.add(result.decision);
    settle(one, result.differences, folder, progress, totals);
  }
}

void run_drafts(const OpenedPolicy& opened, const Cases& cases, const std::string& folder,
                Totals& totals) {
  const std::size_t examples = review::count_examples(opened.policy);
  const bool has_drafts = std::ranges::any_of(cases, [](const auto& one) { return !!one.draft; });
  if (examples == 0 && !has_drafts) return;
  const OpenedReview tools(opened);
  review::Scratch scratch;
  Progress progress("testing " + folder);
  for (const policy::PolicyCase& one : cases) {
    if (!one.draft) continue;
    settle(one, review::run_case(tools.rulebook(), one, scratch), folder, progress, totals);
  }
  const auto failed = review::failed_examples(tools.rulebook(), scratch);
  for (const review::FailedExample& one : failed) {
    write_out(fmt::format("{}: an example of {}: {}\n    {}\n", path_in(folder, "review.yaml"),
                          one.rule, one.what, policy::shortened(one.text)));
  }
  totals.failed += failed.size();
  totals.passed += examples - failed.size();
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
  run_posts(opened.policy, cases, folder, coverage, totals);
  run_drafts(opened, cases, folder, totals);
  std::string line = fmt::format("{}: {} passed, {} failed", folder, totals.passed, totals.failed);
  if (totals.mistakes > 0) line += ", " + counted(totals.mistakes, "mistake");
  if (totals.passed + totals.failed == 0 && mistakes.empty()) {
    line = folder + ": there are no cases";
  }
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
