// How right a model is on labelled posts; the whole of `decorum evaluate`.
//
//   auto json = run_evaluate({.signal = "abuse", .files = files, .models = model_files,
//                             .seconds = [&] { return clock.seconds(); }});
//   // {"signal":"abuse","n":1323,"threshold":0.41,"accuracy":..,"macro_f1":..,"macro_recall":..,
//   //  "per_class":{"abuse":{"precision","recall","f1","n"},"other":{..}},"ece":..,
//   //  "ece_pooled":..,"posts_per_second":..,"skipped":0}
//
// Two-class signals answer yes from the threshold stored with the model; for a signal of several
// classes "threshold" is null and the class with the highest probability less its handicap is the
// answer. --positive turns any signal of several classes into the question "is it one of these?",
// answered from a summed probability of one half. Posts without any of a several-class model's
// labels are skipped and counted. "ece": 15 bins; two classes: the probability of yes; several that
// exclude each other: that of the most probable; others: that of each class, also of posts without
// a label. All numbers are of the posts given, each counting once, but for
// "ece_pooled": there each file weighs the same, as it did when the model was calibrated.
//
// With `curve`, "curve" holds three lists of {"probability","n","coverage","errors","error",
// "error_upper"} (Wilson's 95 % bound): "answered" when the surer of the answers has at least the
// probability, "yes" and "no" (two classes) for either side alone.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "signals/labelled.h"

namespace decorum::signals {

struct EvaluateRequest {
  std::string signal;
  std::vector<std::string> positive;  // --positive
  std::vector<NamedBytes> files;      // labelled posts
  // The contents of models/*.model (the features and the signal's model are picked out).
  std::vector<std::string> models;
  std::string model;  // the content of --model FILE, used instead of the signal's; may be empty
  bool curve = false;
  std::function<double()> seconds;  // a steady clock; without one "posts_per_second" is null
};

// One JSON object without a newline.
base::Result<std::string> run_evaluate(const EvaluateRequest& request);

}  // namespace decorum::signals
