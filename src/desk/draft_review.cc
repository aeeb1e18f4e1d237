#include "desk/draft_review.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "desk/templates.h"
#include "review/report.h"

namespace decorum::desk {
namespace {

void need(std::vector<ApprovalNeed>& needs, const std::vector<std::string>& by,
          std::string_view why) {
  if (by.empty()) return;
  for (ApprovalNeed& known : needs) {
    if (known.by != by) continue;
    if (known.why.find(why) == std::string::npos) known.why += fmt::format(" {}", why);
    return;
  }
  needs.push_back({by, std::string(why)});
}

const policy::Outcome* outcome_named(const policy::Policy& policy, std::string_view id) {
  const auto index = policy.protocol.outcome_named(id);
  return index ? &policy.protocol.outcomes[*index] : nullptr;
}

void count(const review::Result& result, DraftReview& seen) {
  for (const review::Finding& finding : result.findings) {
    switch (finding.severity) {
      case policy::Severity::error: ++seen.errors; break;
      case policy::Severity::warning: ++seen.warnings; break;
      case policy::Severity::info: ++seen.infos; break;
    }
  }
}

void find_obstacles(const post::Draft& draft, const review::Result& result, DraftReview& seen) {
  if (draft.text.empty() && draft.media.empty()) seen.obstacles.push_back("There is no text yet.");
  const std::vector<std::string> fields = open_fields(draft.text);
  if (!fields.empty()) {
    seen.obstacles.push_back(fmt::format("Fill in what stands in braces: {}.",
                                         fmt::join(fields, ", ")));
  }
  if (!result.length.valid) {
    seen.obstacles.push_back(
        fmt::format("{} does not take this text: it is too long, or empty.", result.length.site));
  }
  if (!result.advice_only && seen.errors > 0) {
    seen.obstacles.push_back(
        seen.errors == 1 ? "One finding is an error by the policy: mend it, or let it stand with a "
                           "reason."
                         : fmt::format("{} findings are errors by the policy: mend them, or let "
                                       "them stand with a reason.",
                                       seen.errors));
  }
}

void find_needs(const policy::Policy& policy, const post::Draft& draft,
                const std::vector<std::string>& outcomes, const review::Result& result,
                DraftReview& seen) {
  for (const review::ApprovalDue& due : result.approval) need(seen.needs, due.by, due.why);
  if (const policy::Account* account = policy.accounts.named(draft.account)) {
    need(seen.needs, account->approvers,
         fmt::format("The account {} has everything approved.", account->name));
  }
  for (const std::string& id : outcomes) {
    if (const policy::Outcome* outcome = outcome_named(policy, id)) {
      need(seen.needs, outcome->approve,
           fmt::format("What comes of “{}” is approved.", outcome->title));
    }
  }
}

void find_tips(const policy::Policy& policy, const std::vector<std::string>& outcomes,
               DraftReview& seen) {
  std::vector<bool> asked(policy.protocol.tips.size());
  for (const std::string& id : outcomes) {
    const policy::Outcome* outcome = outcome_named(policy, id);
    if (outcome == nullptr) continue;
    for (const std::size_t tip : outcome->tips) asked[tip] = true;
  }
  for (std::size_t i = 0; i < asked.size(); ++i) {
    if (asked[i]) seen.tips.push_back(policy.protocol.tips[i].id);
  }
}

}  // namespace

DraftReview review_draft(const ReviewTools& tools, const post::Draft& draft,
                         const std::vector<std::string>& outcomes, const review::Around& around,
                         review::Scratch& scratch) {
  DraftReview seen;
  seen.policy = tools.policy.hash;
  if (auto fit = review::fits(draft, tools.policy, tools.sites); !fit) {
    seen.obstacles.push_back(fmt::format("{}.", fit.error().what));
    return seen;
  }
  review::Reviewed reviewed{.file = "draft", .id = draft.id, .text = draft.text, .result = {},
                            .in_file = {}};
  reviewed.result = review::review(tools.rulebook, draft, around, scratch);
  count(reviewed.result, seen);
  find_obstacles(draft, reviewed.result, seen);
  find_needs(tools.policy, draft, outcomes, reviewed.result, seen);
  find_tips(tools.policy, outcomes, seen);
  seen.length = reviewed.result.length;
  seen.findings = review::to_json(reviewed);
  return seen;
}

std::vector<policy::Length> lengths_on(const ReviewTools& tools, std::string_view text,
                                       const std::vector<std::string>& accounts) {
  std::vector<policy::Length> lengths;
  for (const std::string& id : accounts) {
    const policy::Account* account = tools.policy.accounts.named(id);
    if (account == nullptr) continue;
    const policy::Site* site = tools.sites.find(account->site);
    if (site == nullptr) continue;
    const auto tighter = std::ranges::find(tools.policy.sites, site->id,
                                           &policy::SiteTightening::site);
    lengths.push_back(policy::measure(
        text, *site, tighter == tools.policy.sites.end() ? std::nullopt : tighter->text_max));
  }
  return lengths;
}

}  // namespace decorum::desk
