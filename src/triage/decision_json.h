// A decision as one line of JSON: what `decorum triage` writes for every post. The keys and their
// order are a contract with those who read it.
//
//   {"id":"7","outcomes":["serve"],"ask":null,"proposed":[],
//    "path":[{"question":"positive","from":null,"answers":["neutral"],"by":"machine",
//             "confidence":0.8121,"because":[{"signal":"sentiment.neutral","value":0.8121,
//             "start":0,"end":12}]}],
//    "signals":{"sentiment":{...},...,"personal_data":[],"language":{"code":"en","confidence":1}},
//    "policy":"sha256:...","readers":"sha256:...",
//    "facts":[{"sheet":"charter","match":"contradicts","score":1,"start":0,"end":20}]}
//
// Numbers have at most four decimals and are those that the decision was made on. An unknown signal
// is null; so is a language that could not be told. Offsets are UTF-8 bytes, half-open. `facts` is
// there only when the wording of the post matches a fact sheet.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "policy/policy.h"
#include "signals/signals.h"
#include "triage/decision.h"

namespace decorum::triage {

// Writes decisions made with one policy and one set of readers; what every line repeats is put
// together once. Immutable after it is made; threads may share it. The policy must outlive it.
//
//   const DecisionWriter writer(policy, readers.version());
//   writer.append(out, post.id, signals, decision);
class DecisionWriter {
 public:
  DecisionWriter(const policy::Policy& policy, std::string_view readers);

  // Appends the object, without a line feed.
  void append(std::string& out, std::string_view id, const signals::Signals& signals,
              const Decision& decision) const;

 private:
  void append_step(std::string& out, const Step& step) const;

  const policy::Policy& policy_;
  std::vector<std::string> entries_;    // by slot, up to the value; each after a comma
  std::vector<std::string> absences_;   // by slot, whole: the value 0, and no place
  std::vector<std::string> questions_;  // ids in quotes
  std::string end_;                     // from "policy" on
};

// Only the value of "signals".
void append_signals_json(std::string& out, const signals::Signals& signals);

}  // namespace decorum::triage
