// What a model says of held-out posts, and what is fitted on them: its calibration, its threshold
// or handicaps, and the figure by which two models are compared. Shared by training from posts
// (train.h) and by learning corrections (adapt.h). Deterministic.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "signals/calibrate.h"
#include "signals/labelled.h"
#include "signals/model.h"
#include "signals/plan.h"
#include "signals/scorer.h"

namespace decorum::signals {

// Is this post of class `k` of the plan?
bool holds(const Plan& plan, std::size_t k, const Labelled& post);

// Every class of the plan is held by some of the posts and not by all; `option` is what the error
// points at ("--dev").
base::Result<void> check_both_kinds(const Plan& plan, const std::vector<LabelledSet>& sets,
                                    const char* option);

// The scores of all posts, in their order; each set weighs alike.
std::vector<HeldOut> score_posts(const Plan& plan, Scorer& scorer,
                                 const std::vector<LabelledSet>& sets);

// Gives the model the calibration, and the threshold or the handicaps, that suit these posts best.
void settle(const Plan& plan, const std::vector<HeldOut>& posts, Model& model);

// How good a model's answers are: by what its plan is chosen for, each post counting once as
// `decorum evaluate` counts them, and where that is the same by the probabilities.
struct Standing {
  double value = 0;     // macro recall or macro F1, 0 to 1
  double log_loss = 0;  // mean over the posts, each set weighing alike

  bool worse_than(const Standing& other) const {
    if (value < other.value || value > other.value) return value < other.value;
    return log_loss > other.log_loss;
  }
};
Standing standing(const Plan& plan, const std::vector<HeldOut>& posts, const Model& model);

// "macro F1" or "macro recall".
std::string measure_name(const Plan& plan);

// JSON list of {"set","posts","classes"}.
std::string about_sets(const Plan& plan, const std::vector<LabelledSet>& sets);

}  // namespace decorum::signals
