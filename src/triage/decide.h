// The walk of a post through the chart. Pure: the same arguments give the same decision, so live
// use, tests, the editor's preview and replay are one call.
//
// At each question, a person's answer wins. Otherwise every answer's `when` is evaluated: a single
// question is answered when exactly one is true and all others are false; a multi question takes
// the true ones and asks about the unknown ones. A true answer with `confirm` is a proposal: the
// walk goes on behind it, and the outcomes found there are `proposed`, not reached.
//
// Confidence of a step: the lowest probability that a comparison which decides the answer is right
// (p for >=, 1-p for <), 1 for facts.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/time.h"
#include "policy/history.h"
#include "policy/policy.h"
#include "post/post.h"
#include "signals/signals.h"
#include "triage/decision.h"

namespace decorum::triage {

// What a person said so far about one question of the chart.
struct GivenAnswer {
  std::string question;
  std::vector<std::string> answers;
  std::string by;
  std::string reason;
};

// Fills in the places for a signal or word list when a step rests on it; triage calls it only for
// what it reports. An empty function gives no places.
using EvidenceOf = std::function<std::vector<signals::Evidence>(std::size_t slot)>;

Decision decide(const policy::Policy& policy, const post::Post& post, const post::Thread& thread,
                const signals::Signals& signals, std::span<const GivenAnswer> answers,
                const policy::History& history, base::Time now, const EvidenceOf& evidence = {});

}  // namespace decorum::triage
