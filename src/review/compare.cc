#include "review/compare.h"

#include <algorithm>
#include <functional>
#include <tuple>

#include <fmt/format.h>

#include "triage/terminal_text.h"

namespace decorum::review {

namespace {

constexpr std::size_t words_columns_max = 100;
constexpr std::size_t context_columns_max = 200;
constexpr std::size_t before_bytes_max = 32;

using Place = std::tuple<std::string_view, std::uint32_t, std::uint32_t>;
// At one place a rule may find several things, by several checks; the gravest comes first.
using ByPlace = std::map<Place, std::vector<const Finding*>>;

ByPlace by_place(const std::vector<Finding>& findings) {
  ByPlace out;
  for (const Finding& finding : findings) {
    out[{finding.rule, finding.span.start, finding.span.end}].push_back(&finding);
  }
  for (auto& [place, here] : out) {
    std::ranges::stable_sort(here, {}, [](const Finding* finding) { return finding->severity; });
  }
  return out;
}

std::vector<std::string> approvals_of(const Result& result) {
  std::vector<std::string> out;
  for (const ApprovalDue& due : result.approval) {
    std::vector<std::string> roles = due.by;
    std::ranges::sort(roles);
    out.push_back(fmt::format("{}", fmt::join(roles, " or ")));
  }
  std::ranges::sort(out);
  const auto rest = std::ranges::unique(out);
  out.erase(rest.begin(), rest.end());
  return out;
}

bool is_place(std::string_view text, base::Span span) {
  return span.start < span.end && span.end <= text.size();
}

std::string words_of(std::string_view text, base::Span span) {
  if (!is_place(text, span)) return {};
  return triage::shortened(text.substr(span.start, span.end - span.start), words_columns_max);
}

std::string first_words(std::string_view text) {
  return fmt::format("“{}”", triage::shortened(text, context_columns_max));
}

// The words found, marked, in what stands around them: "We are “the best” school of …".
std::string context_of(std::string_view text, base::Span span) {
  if (!is_place(text, span)) return first_words(text);
  std::size_t start = span.start - std::min<std::size_t>(span.start, before_bytes_max);
  if (start > 0) {
    // From the start of a word, or at least of a code point.
    const std::size_t blank = text.find(' ', start);
    if (blank < span.start) start = blank + 1;
    while (start < span.start && (static_cast<unsigned char>(text[start]) & 0xC0) == 0x80) ++start;
  }
  return triage::shortened(
      fmt::format("{}{}“{}”{}", start > 0 ? "… " : "", text.substr(start, span.start - start),
                  words_of(text, span), text.substr(span.end)),
      context_columns_max);
}

bool is_stopped(const Result& result) {
  return !result.advice_only && result.worst() == policy::Severity::error;
}

std::uint64_t& count_of(RuleMoves& rule, FindingMove move) {
  switch (move) {
    case FindingMove::comes: return rule.comes;
    case FindingMove::goes: return rule.goes;
    case FindingMove::graver: return rule.graver;
    case FindingMove::milder: return rule.milder;
  }
  return rule.comes;
}

}  // namespace

std::string_view name_of(FindingMove move) {
  switch (move) {
    case FindingMove::comes: return "comes";
    case FindingMove::goes: return "goes";
    case FindingMove::graver: return "graver";
    case FindingMove::milder: return "milder";
  }
  return "";
}

Compare::Compare(const policy::Policy& from, const policy::Policy& to, std::size_t examples,
                 std::size_t approval_moves)
    : examples_most_(std::min(examples, compare_examples_max)),
      approvals_most_(std::min(approval_moves, approval_moves_max)) {
  for (const policy::Policy* policy : {&to, &from}) {
    for (const policy::ReviewRule& rule : policy->review.rules) rule_named(rule.id);
  }
}

RuleMoves& Compare::rule_named(std::string_view id) {
  const auto it = place_of_rule_.find(id);
  if (it != place_of_rule_.end()) return all_.rules[it->second];
  place_of_rule_.emplace(id, all_.rules.size());
  RuleMoves& rule = all_.rules.emplace_back();
  rule.rule = id;
  return rule;
}

void Compare::note(Moves& moves, std::string_view name, const post::Draft& draft) const {
  ++moves.count;
  if (moves.examples.size() == examples_most_) return;
  moves.examples.push_back({std::string(name), first_words(draft.text)});
}

void Compare::note(FindingMove move, std::string_view name, const post::Draft& draft,
                   const Finding& finding) {
  RuleMoves& rule = rule_named(finding.rule);
  if (count_of(rule, move)++ >= examples_most_) return;
  rule.examples.push_back(
      {move, {std::string(name), context_of(draft.text, finding.span)},
       words_of(draft.text, finding.span), finding.message});
}

bool Compare::add_findings(std::string_view name, const post::Draft& draft, const Result& from,
                           const Result& to) {
  const ByPlace before = by_place(from.findings);
  const ByPlace after = by_place(to.findings);
  for (const Finding& finding : from.findings) ++rule_named(finding.rule).from;
  for (const Finding& finding : to.findings) ++rule_named(finding.rule).to;
  bool changed = false;
  const auto moved = [&](FindingMove move, const Finding& finding) {
    note(move, name, draft, finding);
    changed = true;
  };
  for (const auto& [place, now] : after) {
    const auto it = before.find(place);
    const std::size_t same = it == before.end() ? 0 : std::min(now.size(), it->second.size());
    for (std::size_t i = 0; i < now.size(); ++i) {
      if (i >= same) {
        moved(FindingMove::comes, *now[i]);
      } else if (now[i]->severity != it->second[i]->severity) {
        const bool graver = now[i]->severity < it->second[i]->severity;
        moved(graver ? FindingMove::graver : FindingMove::milder, *now[i]);
      }
    }
  }
  for (const auto& [place, was] : before) {
    const auto it = after.find(place);
    const std::size_t same = it == after.end() ? 0 : std::min(was.size(), it->second.size());
    for (std::size_t i = same; i < was.size(); ++i) moved(FindingMove::goes, *was[i]);
  }
  return changed;
}

bool Compare::add_approvals(std::string_view name, const post::Draft& draft, const Result& from,
                            const Result& to) {
  std::pair<Approvals, Approvals> both{approvals_of(from), approvals_of(to)};
  if (both.first == both.second) return false;
  auto it = approvals_.find(both);
  if (it == approvals_.end()) {
    if (approvals_.size() == approvals_most_) {
      ++all_.other_approvals;
      return true;
    }
    it = approvals_.emplace(std::move(both), Moves{}).first;
  }
  note(it->second, name, draft);
  return true;
}

bool Compare::add(std::string_view name, const post::Draft& draft, const Result& from,
                  const Result& to) {
  ++all_.drafts;
  if (is_stopped(from)) ++all_.stopped_from;
  if (is_stopped(to)) ++all_.stopped_to;
  const bool findings = add_findings(name, draft, from, to);
  const bool approvals = add_approvals(name, draft, from, to);
  if (from.worst() != to.worst()) note(worst_[{from.worst(), to.worst()}], name, draft);
  if (!findings && !approvals) return false;
  ++all_.changed;
  return true;
}

Comparison Compare::comparison() const {
  Comparison out = all_;
  for (const auto& [both, moves] : worst_) {
    out.worst.push_back({both.first, both.second, moves.count, moves.examples});
  }
  for (const auto& [both, moves] : approvals_) {
    out.approvals.push_back({both.first, both.second, moves.count, moves.examples});
  }
  std::ranges::stable_sort(out.worst, std::greater(), &WorstMove::count);
  std::ranges::stable_sort(out.approvals, std::greater(), &ApprovalMove::count);
  return out;
}

}  // namespace decorum::review
