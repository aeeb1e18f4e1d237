// Learns the corrections that people made at the desk: a model in use, changed by a few labelled
// posts; the whole of `decorum train --corrections`.
//
//   auto learnt = run_adapt({.signal = "service", .from = model_in_use, .corrections = files,
//                            .dev = held_out, .features = ..., .trunk = ...});
//   if (learnt && !learnt->worse()) { /* write learnt->model */ }
//
// The change is fitted with the present score as a fixed offset and a penalty on its size
// (fit_change.h), over the same hashed features, lexicon numbers and, when the model has a trunk,
// hidden units; so few corrections move little, and posts unlike them stay nearly as they were. How
// large the penalty is, the calibration and the threshold are chosen on the dev sets. The int8
// weights keep their scale: those that no correction touches stay exactly as they are, those that
// would pass the largest stay at it, and parts of a step are rounded up or down by chance (seeded),
// so that many small changes are not all lost. The same input gives the same bytes.
//
// What is learnt is compared with the model that it would replace, on the same dev sets, as that
// model is and with its calibration and threshold chosen anew on them: otherwise a better threshold
// would hide wrong labels. Nor may its probabilities be further off, or its scores fall where the
// class holds: a model that learnt the opposite of the truth would be set right by its calibration.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "signals/held_out.h"
#include "signals/labelled.h"
#include "signals/trunk.h"

namespace decorum::signals {

inline constexpr std::size_t corrections_max = 200'000;  // posts

struct AdaptRequest {
  std::string signal;
  std::vector<std::string> positive;  // --positive; else the labels of the plan and of the model
  std::string from;                   // the content of the model file in use
  std::string replaced;               // that of the file to replace; empty: there is none
  std::vector<NamedBytes> corrections;
  std::vector<NamedBytes> dev;
  std::uint64_t seed = 1;
  std::string features;  // the content of models/features.model
  std::string trunk;     // that of models/trunk.model; may be empty
};

struct Adapted {
  std::string model;         // the content of the file to write
  std::string measure;       // what `value` is: "macro F1"
  Standing with;             // of the model that learnt
  Standing before;           // of the one it would replace, as it is
  Standing resettled;        // of that one with calibration and threshold chosen anew
  bool upright = true;       // its scores rise with what is right on the dev sets
  double cost = 0;           // of fit_change, chosen
  std::size_t posts = 0;     // of the dev sets
  std::size_t learnt = 0;    // corrections
  std::vector<std::size_t> by_class;  // of the corrections, in the order of `classes`
  std::vector<std::string> classes;

  bool worse() const {
    return !upright || with.worse_than(before) || with.worse_than(resettled) ||
           with.log_loss > resettled.log_loss;
  }
};

base::Result<Adapted> run_adapt(const AdaptRequest& request);

// The change alone, for one cost: `from` as it answers after the corrections, settled on `dev`.
base::Result<Model> adapt_model(const Plan& plan, const Features& features, const Trunk* trunk,
                                const Model& from, const std::vector<LabelledSet>& corrections,
                                const std::vector<LabelledSet>& dev, double cost,
                                std::uint64_t seed);

}  // namespace decorum::signals
