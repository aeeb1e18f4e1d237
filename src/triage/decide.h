// The walk of a post through the chart. Pure: the same arguments give the same decision, so live
// use, tests, the editor's preview and replay are one call.
//
// At each question, a person's answer wins. Otherwise every answer's `when` is evaluated: a single
// question is answered when exactly one is true and all others are false; a multi question takes
// the true ones and asks about the unknown ones, and asks when none is true. A true answer with
// `confirm` is a proposal: the walk goes on behind it, and the outcomes found there are `proposed`,
// not reached.
//
// The order walked: depth first, answers in the order of the chart; first everything that can be
// reached without a proposal, then what lies behind the proposals. A question reached twice is
// walked once. A step behind a proposal says who answered it (By::machine), as any other; that it
// hangs on the proposal is seen from `from`.
//
// Confidence of a step: the lowest probability that a comparison which decides the answer is right
// (p for >=, 1-p for <), 1 for facts; triage/explain.h says which comparisons decide.
//
//   Decider decider(policy);                        // once a policy and thread
//   decider.decide(post, thread, signals, {}, history, now, decision);
//   places.add(decision, evidence);                 // where the words are, if somebody will look
#pragma once

#include <array>
#include <functional>
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

// What a person said so far about one question of the chart. Of several about the same question
// the last one counts. An answer that does not fit (no such question or answer, none, or more than
// one to a single question) is passed over, so that old answers do no harm to a new chart.
struct GivenAnswer {
  std::string question;
  std::vector<std::string> answers;
  std::string by;
  std::string reason;
};

// Gives the places for a signal, word list or personal data (policy/names.h has the slots),
// strongest first. An empty function gives no places.
using EvidenceOf = std::function<std::vector<signals::Evidence>(std::size_t slot)>;

inline constexpr std::size_t places_max = 3;  // of one signal in one step

Decision decide(const policy::Policy& policy, const post::Post& post, const post::Thread& thread,
                const signals::Signals& signals, std::span<const GivenAnswer> answers,
                const policy::History& history, base::Time now, const EvidenceOf& evidence = {});

// The same for many posts: keeps what it worked out of the policy, and its memory. The policy must
// outlive it; one thread needs one.
class Decider {
 public:
  explicit Decider(const policy::Policy& policy);
  ~Decider();
  Decider(Decider&&) noexcept;
  Decider& operator=(Decider&&) noexcept;

  // Sets `out`, whose memory is used again. Places are left out.
  void decide(const post::Post& post, const post::Thread& thread, const signals::Signals& signals,
              std::span<const GivenAnswer> answers, const policy::History& history, base::Time now,
              Decision& out);

  // Some answer reads the author's history, so that the order of posts matters.
  bool reads_history() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Fills in the places of every step; `evidence` is called once a slot. Keeps its memory for the
// next decision.
class PlaceAdder {
 public:
  void add(Decision& decision, const EvidenceOf& evidence);

 private:
  struct Places {
    std::size_t slot = 0;
    std::size_t count = 0;
    std::array<base::Span, places_max> spans;
  };
  const Places& places_of(std::size_t slot, const EvidenceOf& evidence);

  std::vector<Places> known_;  // of this decision
  std::vector<Because> with_places_;
};

}  // namespace decorum::triage
