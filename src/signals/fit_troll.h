// Fits the weights of troll (signals/composite.h) and says how good they are: what `decorum train
// --signal troll` writes.
//
//   auto json = fit_troll(readers, {"troll"}, train, dev);
//   // {"weights":{"bias":1.21,..},"train":{"sets":21,"posts":9000},"auc":0.92,"auc_abuse":0.90,
//   //  "ece":0.03,"sets":[{"set":"davidson/dev.jsonl","posts":1180,"troll":60,"taken":0.013}]}
//
// Logistic regression by iterated least squares with a small ridge, each set weighing the same;
// figures are over `dev`, each set again weighing the same. "taken" is the share of a set's posts
// at or above 0.8. The models must not have learnt from either part, or their answers look surer
// than they are. Posts in another language, or without words, are passed over. Deterministic.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "signals/labelled.h"
#include "signals/read.h"

namespace decorum::signals {

// One JSON object on several lines, with a newline at its end. `positive` are the labels of what
// is a troll's.
base::Result<std::string> fit_troll(const ReaderSet& readers,
                                    const std::vector<std::string>& positive,
                                    const std::vector<LabelledSet>& train,
                                    const std::vector<LabelledSet>& dev);

}  // namespace decorum::signals
