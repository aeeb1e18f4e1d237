// Fits a signal's model from labelled posts; the whole of `decorum train`.
//
//   auto bytes = run_train({.signal = "abuse", .positive = {"offensive"}, .train = files,
//                           .dev = held_out, .seed = 1, .features = features_model_bytes});
//   // write *bytes to models/abuse.model
//
// Several training sets are brought to about equal weight: within each kind (class or not), a
// smaller set's posts count up to `repeats_max` times, and from a set more than `surplus_max` times
// the size of the rest's mean, posts are drawn by the seed. Calibration, threshold and the choice
// between classes come from the dev sets, each weighted equally. The same input gives the same
// bytes. Needs memory of about 3 KiB a post.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "signals/features.h"
#include "signals/labelled.h"
#include "signals/model.h"
#include "signals/plan.h"
#include "signals/trunk.h"

namespace decorum::signals {

inline constexpr std::size_t repeats_max = 8;
inline constexpr std::size_t surplus_max = 4;

struct TrainRequest {
  // A signal's name; "features" makes features.model instead and "trunk" trunk.model, "troll" fits
  // the composite's weights (signals/fit_troll.h) and gives their text.
  std::string signal;
  std::vector<std::string> positive;  // --positive
  std::vector<NamedBytes> train;
  std::vector<NamedBytes> dev;        // not used for "features" and "trunk"
  std::uint64_t seed = 1;
  std::string features;               // the content of models/features.model; not for "features"
  std::string trunk;                  // that of models/trunk.model; empty: hashed features alone
  NamedBytes vectors;                 // word vectors (word_vectors.h); only for "trunk"
  std::vector<NamedBytes> lexicons;   // the files of data/lexicons; only for "features"
  std::vector<std::string> models;    // the contents of models/*.model; only for "troll"
};

// The content of the model file to write.
base::Result<std::string> run_train(const TrainRequest& request);

// The same over posts already read, when the features are at hand.
base::Result<Model> train_model(const Plan& plan, const Features& features, const Trunk* trunk,
                                const std::vector<LabelledSet>& train,
                                const std::vector<LabelledSet>& dev, std::uint64_t seed);

}  // namespace decorum::signals
