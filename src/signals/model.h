// One signal's linear model (models/<signal>.model): int8 weights of the hashed features, float
// weights of the lexicon numbers, calibration, and how it was made.
//
// A score of class k for a post is
//   scale[k] * sum(weights[k][row] over the post's features) / norm
//     + sum(number_weights[k][j] * numbers[j]) + sum(hidden_weights[k][h] * hidden[h]) + bias[k]
// where norm is the root of the sum of squared idf codes (features.h) over the same features. The
// weights hold the idf already; the hidden units are the trunk's (trunk.h), and a model trained
// without a trunk has no weights for them.
//
// Payload: the weights class by class, `feature_rows` int8 each; then `number_count` float32 each;
// then, with a trunk, `hidden_count` float32 each.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "signals/calibration.h"
#include "signals/hashing.h"
#include "signals/numbers.h"
#include "signals/trunk.h"

namespace decorum::signals {

struct Model {
  std::string signal;                // "sentiment", "abuse", "emotion", ...
  std::vector<std::string> classes;  // one for a two-class signal: the one the score speaks for
  std::vector<std::string> positive;  // two-class: the labels that count as it
  std::string features;              // checksum of the features file it was trained on
  std::string trunk;                 // checksum of the trunk; empty without one
  std::vector<std::vector<std::int8_t>> weights;  // by class, feature_rows each
  std::vector<Numbers> number_weights;            // by class
  std::vector<Hidden> hidden_weights;             // by class; empty without a trunk
  std::vector<float> scale;                       // by class
  std::vector<float> bias;                        // by class
  Calibration calibration;
  float threshold = 0.5F;       // two-class: the probability from which the class is said to hold
  std::vector<float> handicap;  // several classes: taken from a class's log-probability before the
                                // highest is chosen, so that rare classes are found
  std::string training;         // JSON object: sets, rows, labels, seed, command
  std::string checksum;         // of the file

  bool two_class() const { return classes.size() == 1; }
};

base::Result<Model> read_model(std::string_view bytes);
std::string write_model(const Model& model);

// Which kind of file this is, by its header: "features", "linear", or an error.
base::Result<std::string> kind_of(std::string_view bytes);

}  // namespace decorum::signals
