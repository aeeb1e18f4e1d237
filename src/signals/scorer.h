// One model at work outside the stream: the same arithmetic as the reader, for evaluation and for
// fitting the calibration.
#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "signals/unmask.h"
#include "signals/weights.h"

namespace decorum::signals {

class Scorer {
 public:
  static base::Result<Scorer> make(const Features& features, const Trunk* trunk,
                                   const Model& model);

  // Uncalibrated scores by class. Not const: the tokens' memory is used again.
  std::vector<float> scores(std::string_view text);

 private:
  Scorer(Weights weights, KnownWords known, std::size_t classes);

  Weights weights_;
  KnownWords known_;
  std::size_t classes_;
  Unmasked plain_;
  TokenRow row_;
  Sums sums_;
};

// The class a model answers with (a number below classes.size(), or for a two-class model 1 when
// the class holds and 0 when not), given its calibrated probabilities.
std::size_t decide_class(const Model& model, std::span<const float> probabilities);

}  // namespace decorum::signals
