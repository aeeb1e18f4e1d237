// The second half of a signal's model: weights for the trunk's hidden units, fitted beside those
// for hashed features, and how both are made one score.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "signals/labelled.h"
#include "signals/solve.h"
#include "signals/weights.h"

namespace decorum::signals {

struct HiddenPart {
  Hidden weights{};
  float bias = 0;
};

// The hidden units of every post of the sets, in their order, as rows for solve().
Rows hidden_rows(const Features& features, const Weights& weights,
                 const std::vector<LabelledSet>& sets);

HiddenPart hidden_part(const Rows& rows, std::span<const Target> targets, bool balanced);

// Adds `parts`, one a class, to a model of hashed features: a class's score becomes
//   (1 - share) * hashed + share * hidden * (deviation of hashed / deviation of hidden)
// with the deviations over `posts`, so that the surer half does not outshout the other.
void join_parts(const Features& features, const Trunk& trunk, const std::vector<HiddenPart>& parts,
                float share, const std::vector<LabelledSet>& posts, Model& model);

}  // namespace decorum::signals
