// Why a `when` is true: the comparisons that decide it, and how sure they are. Read off the
// expression's own tree; nothing is explained by other code than what decided.
//
// Which parts decide: of `a && b`, both when it is true, and when it is false the surer of those
// that are false; of `a || b` the other way round; of `!a` whatever decides `a`; of `c ? x : y` the
// condition and the side taken.
//
// How sure a part is: a comparison of a probability signal has the probability p when the
// signal has to be high (>=, >), 1 - p when it has to be low (<, <=); the side of a comparison that
// computes with signals is taken as p itself, cut to 0..1. A signal used in any other way counts
// max(p, 1 - p). Everything else (counts, words, language, history) is a fact: 1.
//
// Of an answered question only the chosen answers are explained, not why the others are false.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "cel/cel.h"
#include "policy/policy.h"
#include "triage/decision.h"

namespace decorum::triage {

// Which slot every node of an expression reads: worked out once a policy, then shared by threads.
class Outline {
 public:
  static constexpr std::uint32_t no_slot = 0xffff'ffff;

  Outline() = default;
  Outline(const cel::Program& program, const policy::Policy& policy);

  std::uint32_t slot(cel::NodeId node) const { return slots_[node]; }
  bool rests_on_signal(cel::NodeId node) const { return signal_[node]; }

 private:
  std::vector<std::uint32_t> slots_;
  std::vector<bool> signal_;  // the node or one below it reads a probability signal
};

// The confidence of a program that evaluated to `truth` on these slots. Appends what decided to
// `because`, in the order written; an entry that is there already is not put twice.
double explain(const cel::Program& program, const Outline& outline,
               std::span<const cel::Value> slots, bool truth, std::vector<Because>& because);

}  // namespace decorum::triage
