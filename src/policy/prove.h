// Simple proofs about conditions: that one can never be true, never be false, or cannot be true
// without another being true. Sound: what is proven holds for every post; much that holds is not
// proven. Internal to loading.
//
// A condition is taken as alternatives ("or") of bounds ("and") on numbers, required or excluded
// texts, and anything else as an unread yes or no that is the same wherever it is written the same.
// Probabilities lie in 0..1, counts are 0 or more, and the three sentiments sum to 1. An unknown or
// an error is neither true nor false, and so changes nothing.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "cel/cel.h"

namespace decorum::policy {

// Work allowed for all proofs of one policy: pairs of alternatives joined. When it is used up
// nothing more is proven.
struct ProofBudget {
  std::uint64_t joins = 2'000'000;
};

// From `low` to `high`; an open end is not part of it.
struct Interval {
  double low, high;
  bool low_open = false, high_open = false;

  bool empty() const { return low > high || (low == high && (low_open || high_open)); }
};

// Things that all hold at once.
struct Alternative {
  std::map<std::string, Interval> numbers;          // by name, or by the call as it is written
  std::map<std::string, std::string> texts;         // name: the text it equals
  std::map<std::string, bool> others;               // a part that was not read: is it true or false
  bool impossible = false;
};

// When a condition is true (or false): only if one of these holds. Empty: never.
struct Cases {
  std::vector<Alternative> any;
};

// The alternatives for a condition to be true and to be false.
struct Truth {
  Cases when_true, when_false;
};
Truth truth_of(const cel::Program& program, ProofBudget& budget);

inline bool never(const Cases& cases) { return cases.any.empty(); }
// Can the two not hold at once?
bool exclude_each_other(const Cases& a, const Cases& b, ProofBudget& budget);

}  // namespace decorum::policy
