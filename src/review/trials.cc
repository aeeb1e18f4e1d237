#include "review/trials.h"

#include <algorithm>
#include <chrono>
#include <optional>

#include <fmt/format.h>

#include "policy/mistake.h"
#include "review/rulebook.h"

namespace decorum::review {
namespace {

using policy::Severity;

base::Time noon_of(const policy::Policy& policy) {
  return base::Time(policy.info.in_force_from) + std::chrono::hours(12);
}

std::vector<post::Draft> drafts_for(const policy::ReviewRule& rule, const policy::Policy& policy) {
  std::vector<post::Draft> drafts;
  drafts.reserve(rule.checks.size() + 2);
  drafts.emplace_back();
  if (!policy.accounts.accounts.empty()) {
    drafts.emplace_back().account = policy.accounts.accounts.front().id;
  }
  for (const policy::ReviewCheck& check : rule.checks) {
    post::Draft draft;
    if (!check.accounts.empty()) draft.account = check.accounts.front();
    if (!check.sites.empty()) draft.site = check.sites.front();
    if (check.capacity == "personal") draft.capacity = post::Capacity::personal;
    if (!check.audience.empty()) draft.audience = {check.audience.front()};
    const bool narrow = !check.accounts.empty() || !check.sites.empty() ||
                        draft.capacity == post::Capacity::personal || !check.audience.empty();
    if (narrow) drafts.push_back(std::move(draft));
  }
  return drafts;
}

// An example has no history, which is not one that was not looked up.
const std::vector<PastPost>& no_past() {
  static const std::vector<PastPost> none;
  return none;
}

// The rule's finding in one of the drafts with this text.
std::optional<Finding> found_in(const Rulebook& rulebook, const policy::ReviewRule& rule,
                                const std::string& text, Scratch& scratch) {
  const policy::Policy& policy = rulebook.impl().setup.policy;
  Around around;
  around.now = noon_of(policy);
  around.past = &no_past();
  for (post::Draft& draft : drafts_for(rule, policy)) {
    draft.text = text;
    Result result = review(rulebook, draft, around, scratch);
    const auto found = std::ranges::find(result.findings, rule.id, &Finding::rule);
    if (found != result.findings.end()) return std::move(*found);
  }
  return std::nullopt;
}

std::string words_of(const Finding& finding, std::string_view text) {
  return std::string(text.substr(finding.span.start, finding.span.end - finding.span.start));
}

bool fits(const Finding& finding, const policy::ExpectedFinding& expected, std::string_view text) {
  return finding.rule == expected.rule &&
         (expected.words.empty() || words_of(finding, text) == expected.words);
}

}  // namespace

std::size_t count_examples(const policy::Policy& policy) {
  std::size_t count = 0;
  for (const policy::ReviewRule& rule : policy.review.rules) {
    for (const policy::RuleExample& example : rule.examples) {
      count += (example.bad.empty() ? 0U : 1U) + (example.good.empty() ? 0U : 1U);
    }
  }
  return count;
}

std::vector<FailedExample> failed_examples(const Rulebook& rulebook, Scratch& scratch) {
  std::vector<FailedExample> failed;
  for (const policy::ReviewRule& rule : rulebook.impl().setup.policy.review.rules) {
    for (const policy::RuleExample& example : rule.examples) {
      if (!example.bad.empty() && !found_in(rulebook, rule, example.bad, scratch)) {
        failed.push_back({rule.id, example.bad, "the rule finds nothing in this bad example"});
      }
      if (example.good.empty()) continue;
      if (const auto found = found_in(rulebook, rule, example.good, scratch)) {
        failed.push_back(
            {rule.id, example.good,
             fmt::format("the rule finds '{}' in this good example: {}",
                         policy::shortened(words_of(*found, example.good)), found->message)});
      }
    }
  }
  return failed;
}

std::vector<std::string> run_case(const Rulebook& rulebook, const policy::PolicyCase& one,
                                  Scratch& scratch) {
  Around around;
  around.now = one.now ? *one.now : noon_of(rulebook.impl().setup.policy);
  around.past = &no_past();
  const post::Draft& draft = *one.draft;
  const Result result = review(rulebook, draft, around, scratch);
  const std::vector<policy::ExpectedFinding>& expected = *one.expect;
  std::vector<std::string> differences;
  for (const policy::ExpectedFinding& wanted : expected) {
    const bool found = std::ranges::any_of(result.findings, [&](const Finding& finding) {
      return fits(finding, wanted, draft.text);
    });
    if (found) continue;
    differences.push_back(wanted.words.empty()
                              ? fmt::format("expected {}, which found nothing", wanted.rule)
                              : fmt::format("expected {} to find \"{}\"", wanted.rule,
                                            wanted.words));
  }
  for (const Finding& finding : result.findings) {
    const bool listed = std::ranges::any_of(expected, [&](const auto& wanted) {
      return fits(finding, wanted, draft.text);
    });
    if (listed || finding.severity == Severity::info) continue;
    differences.push_back(fmt::format("not expected: {} {} \"{}\": {}",
                                      policy::name_of(finding.severity), finding.rule,
                                      policy::shortened(words_of(finding, draft.text)),
                                      finding.message));
  }
  return differences;
}

}  // namespace decorum::review
