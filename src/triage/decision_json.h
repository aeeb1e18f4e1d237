// A decision as one line of JSON: what `decorum triage` writes for every post. The keys and their
// order are a contract with those who read it.
//
//   {"id":"7","outcomes":["serve"],"ask":null,"proposed":[],
//    "path":[{"question":"positive","from":null,"answers":["neutral"],"by":"machine",
//             "confidence":0.8121,"because":[{"signal":"sentiment.neutral","value":0.8121,
//             "start":0,"end":12}]}],
//    "facts":[{"sheet":"charter","match":"contradicts","score":1,"start":0,"end":20}],
//    "signals":{"sentiment":{...},...,"personal_data":[],"language":{"code":"en","confidence":1}},
//    "policy":"sha256:...","readers":"sha256:..."}
//
// Numbers have at most four decimals and are those that the decision was made on. An unknown signal
// is null; so is a language that could not be told. Offsets are UTF-8 bytes, half-open. `facts` is
// there only when the wording of the post matches a fact sheet.
#pragma once

#include <string>
#include <string_view>

#include "policy/policy.h"
#include "signals/signals.h"
#include "triage/decision.h"

namespace decorum::triage {

// Appends the object, without a line feed. `readers` is ReaderSet::version().
void append_decision_json(std::string& out, const policy::Policy& policy, std::string_view readers,
                          std::string_view id, const signals::Signals& signals,
                          const Decision& decision);

// Only the value of "signals".
void append_signals_json(std::string& out, const signals::Signals& signals);

}  // namespace decorum::triage
