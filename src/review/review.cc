#include "review/review.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "policy/mistake.h"
#include "review/fold.h"
#include "review/note.h"
#include "review/rulebook.h"

namespace decorum::review {

struct Scratch::Impl {
  Reading reading;
  signals::Scratch signals_scratch;
  signals::Signals signals;
  post::Post post;  // the draft as the readers see it
  Hits hits;
};

Scratch::Scratch() : impl_(std::make_unique<Impl>()) {}
Scratch::~Scratch() = default;

namespace {

// A site without limits, for a draft whose site is not known.
const policy::Site& unlimited() {
  static const policy::Site site = [] {
    policy::Site web;
    web.id = policy::default_site;
    return web;
  }();
  return site;
}

const policy::Site& site_of(const post::Draft& draft, const policy::Account* account,
                            const policy::Sites& sites) {
  std::string_view id = policy::default_site;
  if (!draft.site.empty()) {
    id = draft.site;
  } else if (account != nullptr && !account->site.empty()) {
    id = account->site;
  }
  const policy::Site* site = sites.find(id);
  return site == nullptr ? unlimited() : *site;
}

bool holds(const std::vector<std::string>& list, std::string_view value) {
  return list.empty() || std::ranges::find(list, value) != list.end();
}

bool applies(const policy::ReviewCheck& check, const post::Draft& draft, std::string_view site) {
  const bool official = draft.capacity == post::Capacity::official;
  if (!check.capacity.empty() && (check.capacity == "official") != official) return false;
  if (!holds(check.accounts, draft.account) || !holds(check.sites, site)) return false;
  return check.audience.empty() || std::ranges::any_of(draft.audience, [&](const auto& country) {
           return holds(check.audience, country);
         });
}

// A kind that is wrong by a byte must not take the program down.
base::Span clamped(base::Span span, std::size_t size) {
  const auto end = static_cast<std::uint32_t>(size);
  span.end = std::min(span.end, end);
  span.start = std::min(span.start, span.end);
  return span;
}

Found found_by(const Check& check, std::size_t number, Hit& hit, std::string_view text) {
  hit.span = clamped(hit.span, text.size());
  Found found;
  found.rule = check.rule_number;
  found.check = number;
  found.not_looked_up = hit.not_looked_up;
  found.apart = hit.apart;
  Finding& finding = found.finding;
  finding.rule = check.rule->id;
  finding.kind = check.kind->name;
  finding.severity = hit.not_looked_up ? policy::Severity::info : check.source->severity;
  finding.span = hit.span;
  finding.message = hit.message.empty() ? check.message.with(hit, text) : std::move(hit.message);
  finding.guide = check.rule->cites;
  finding.fix = std::move(hit.fix);
  finding.suggestions = std::move(hit.suggestions);
  return found;
}

bool needs_signals(const Rulebook::Impl& rulebook, const std::vector<std::size_t>& checks) {
  if (rulebook.setup.readers == nullptr) return false;
  return rulebook.approvals.reads_signals() ||
         std::ranges::any_of(checks, [&](std::size_t number) {
           return rulebook.checks[number].kind->signals;
         });
}

std::optional<std::int64_t> text_max_of(const policy::Policy& policy, std::string_view site) {
  const auto found = std::ranges::find(policy.sites, site, &policy::SiteTightening::site);
  return found == policy.sites.end() ? std::nullopt : found->text_max;
}

void read_signals(const Rulebook::Impl& rulebook, const post::Draft& draft,
                  const policy::Site& site, Scratch::Impl& scratch) {
  scratch.post.text = draft.text;
  scratch.post.site = site.id;
  scratch.post.account = draft.account;
  rulebook.setup.readers->read(scratch.post, scratch.signals_scratch, scratch.signals);
}

}  // namespace

std::optional<policy::Severity> Result::worst() const {
  const auto found = std::ranges::min_element(findings, {}, &Finding::severity);
  if (found == findings.end()) return std::nullopt;
  return found->severity;
}

Result review(const Rulebook& rulebook, const post::Draft& draft, const Around& around,
              Scratch& scratch) {
  const Rulebook::Impl& rules = rulebook.impl();
  Scratch::Impl& work = scratch.impl();
  const policy::Policy& policy = rules.setup.policy;
  const policy::Account* account = policy.accounts.named(draft.account);
  const policy::Site& site = site_of(draft, account, rules.setup.sites);

  std::vector<std::size_t> checks;
  for (std::size_t i = 0; i < rules.checks.size(); ++i) {
    if (applies(*rules.checks[i].source, draft, site.id)) checks.push_back(i);
  }
  read(draft.text, rules.setup.dictionary, rules.own_names, work.reading);
  work.signals = {};
  const bool read_them = needs_signals(rules, checks);
  if (read_them) read_signals(rules, draft, site, work);

  const Subject subject{
      draft, work.reading, site, account, around, work.signals, [&](signals::Signal signal) {
        if (!read_them) return std::vector<signals::Evidence>();
        return rules.setup.readers->evidence(work.post, work.signals, signal,
                                             work.signals_scratch);
      }};
  std::vector<Found> found;
  Result result;
  for (const std::size_t number : checks) {
    const Check& check = rules.checks[number];
    work.hits.clear();
    check.run(subject, work.hits);
    for (Hit& hit : work.hits.all()) found.push_back(found_by(check, number, hit, draft.text));
    result.left_out += work.hits.left_out();
  }
  result.findings = folded_findings(std::move(found));
  result.unused_suppressions =
      suppress(draft.suppress, draft.text, result.findings, result.suppressed);
  if (result.findings.size() > findings_max) {
    result.left_out += result.findings.size() - findings_max;
    result.findings.resize(findings_max);
  }
  result.length = policy::measure(draft.text, site, text_max_of(policy, site.id));
  result.advice_only = draft.capacity == post::Capacity::personal;
  result.approval = rules.approvals.due(draft, site.id, work.reading, work.signals, result);
  result.note = note_of(result);
  return result;
}

base::Result<void> fits(const post::Draft& draft, const policy::Policy& policy,
                        const policy::Sites& sites) {
  if (!draft.account.empty() && policy.accounts.named(draft.account) == nullptr) {
    std::vector<std::string> ids;
    for (const policy::Account& account : policy.accounts.accounts) ids.push_back(account.id);
    return base::fail(fmt::format("there is no account '{}'; there is {}",
                                  policy::shortened(draft.account), fmt::join(ids, ", ")),
                      "/account");
  }
  if (!draft.site.empty() && sites.find(draft.site) == nullptr) {
    std::vector<std::string> ids;
    for (const policy::Site& site : sites.sites) ids.push_back(site.id);
    return base::fail(fmt::format("there is no site '{}'; there is {}",
                                  policy::shortened(draft.site), fmt::join(ids, ", ")),
                      "/site");
  }
  return {};
}

}  // namespace decorum::review
