// What changed between two policies, in words and as data: questions, answers and their
// thresholds, outcomes, deadlines, who does what, review rules, accounts, words, texts.
//
//   for (const Change& change : differences(before, after)) ...
//   //  question positive · answer yes-positive · when
//   //      was: positive sentiment is at least 0.75
//   //      now: positive sentiment is at least 0.8
//
// Both policies are laid out as facts with a name and a value (policy/facts_of.h), and these are
// compared; so nothing that a policy says can change unseen. Two policies that differ in nothing
// that they say (a comment, the order of a list of rules) have no differences; their hashes do.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "policy/policy.h"

namespace decorum::policy {

struct Change {
  enum class Kind : std::uint8_t { added, removed, changed };
  Kind kind = Kind::changed;
  std::string area;   // "question", "outcome", "rule", ...
  std::string item;   // its id
  std::string title;  // what people call it; may be empty
  std::string field;  // "answer yes-positive, when"; empty when the whole item came or went
  std::string before, after;  // empty for what was not or is no longer there

  bool operator==(const Change&) const = default;
};

std::string_view name_of(Change::Kind kind);

// In the order of the areas, then of the items in `after` (removed ones behind them).
std::vector<Change> differences(const Policy& before, const Policy& after);

// For people, grouped by item; "no differences" when there are none.
std::string to_text(const Policy& before, const Policy& after, const std::vector<Change>& changes);
// {"from":{"version","hash"},"to":{…},"changes":[{"kind","area","item","title","field","before",
// "after"}]}, one line.
std::string to_json(const Policy& before, const Policy& after, const std::vector<Change>& changes);

}  // namespace decorum::policy
