// What a change of policy would do to drafts: the reviews of the same drafts under two policies,
// compared.
//
//   Compare compare(from, to, 3);
//   for each draft: compare.add("drafts.jsonl:3", draft, result_from, result_to);
//   std::string words = compare_text(from, to, compare.comparison(), style);
//
// A finding is the same under both policies when its rule and its place are; then its severity may
// differ. A draft has changed when a finding comes, goes or has another severity, or when others
// have to approve it. Pure: the same reviews in the same order give the same bytes.
//
// Memory is bounded: rules are those of the two policies, there are at most sixteen moves of
// severity and approval_moves_max of approval, each with at most compare_examples_max examples.
// Both policies must outlive a Compare. Not for two threads at once.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "policy/policy.h"
#include "post/draft.h"
#include "review/review.h"
#include "triage/report.h"

namespace decorum::review {

inline constexpr std::size_t compare_examples_max = 5;
inline constexpr std::size_t approval_moves_max = 1'000;

enum class FindingMove : std::uint8_t { comes, goes, graver, milder };

// "comes", ...
std::string_view name_of(FindingMove move);

struct DraftExample {
  std::string draft;  // "drafts.jsonl:3"
  std::string context;  // for people: “those found” in what stands around them, or the first words
};

struct RuleMoves {
  struct Example {
    FindingMove move;
    DraftExample at;
    std::string words;    // those found; empty when something is missing
    std::string message;  // what its author is told; of a finding that goes: was told
  };
  std::string rule;
  std::uint64_t from = 0, to = 0;  // findings
  std::uint64_t comes = 0, goes = 0, graver = 0, milder = 0;
  std::vector<Example> examples;  // the first, of each move
};

struct WorstMove {
  std::optional<policy::Severity> from, to;  // none: no findings
  std::uint64_t count = 0;
  std::vector<DraftExample> examples;
};

struct ApprovalMove {
  // Who has to approve, in order: "press-officer or head"; empty: nobody.
  std::vector<std::string> from, to;
  std::uint64_t count = 0;
  std::vector<DraftExample> examples;
};

struct Comparison {
  std::uint64_t drafts = 0;
  std::uint64_t changed = 0;
  // Drafts for an official account in which an error is found.
  std::uint64_t stopped_from = 0, stopped_to = 0;
  std::vector<RuleMoves> rules;         // of both policies, the newer one's order, lost ones behind
  std::vector<WorstMove> worst;         // most frequent first
  std::vector<ApprovalMove> approvals;  // most frequent first
  std::uint64_t other_approvals = 0;    // changed ones that are not among them
};

class Compare {
 public:
  Compare(const policy::Policy& from, const policy::Policy& to, std::size_t examples,
          std::size_t approval_moves = approval_moves_max);

  // Answers whether the draft's review has changed.
  bool add(std::string_view name, const post::Draft& draft, const Result& from, const Result& to);

  Comparison comparison() const;

 private:
  struct Moves {
    std::uint64_t count = 0;
    std::vector<DraftExample> examples;
  };
  using Worst = std::optional<policy::Severity>;
  using Approvals = std::vector<std::string>;

  RuleMoves& rule_named(std::string_view id);
  void note(Moves& moves, std::string_view name, const post::Draft& draft) const;
  void note(FindingMove move, std::string_view name, const post::Draft& draft,
            const Finding& finding);
  bool add_findings(std::string_view name, const post::Draft& draft, const Result& from,
                    const Result& to);
  bool add_approvals(std::string_view name, const post::Draft& draft, const Result& from,
                     const Result& to);

  std::size_t examples_most_;
  std::size_t approvals_most_;
  Comparison all_;  // the moves of severity and approval are added at the end
  std::map<std::string, std::size_t, std::less<>> place_of_rule_;
  std::map<std::pair<Worst, Worst>, Moves> worst_;
  std::map<std::pair<Approvals, Approvals>, Moves> approvals_;
};

// For a person who is about to publish the newer policy. What others wrote is made safe for a
// terminal.
std::string compare_text(const policy::Policy& from, const policy::Policy& to,
                         const Comparison& comparison, const triage::ReportStyle& style);

// {"drafts","changed","stopped":{"from","to"},"rules":[{"rule","from","to","comes","goes",
// "graver","milder","examples":[{"move","draft","context","words","message"}]}],
// "worst":[{"from":"error"|null,"to","count","examples":[{"draft","context"}]}],
// "approvals":[{"from":[…],"to":[…],"count","examples"}],"other_approvals"}, without a line feed.
std::string compare_json(const Comparison& comparison);

}  // namespace decorum::review
