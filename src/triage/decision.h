// What decide() answers: the path a post walked through the chart. The path is the explanation.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "signals/signals.h"

namespace decorum::triage {

// Who gave an answer. `proposed`: the machine, and a person has yet to confirm it.
enum class By : std::uint8_t { machine, person, proposed };

// Why a person is asked.
enum class Unsure : std::uint8_t { none_holds, several_hold, unknown, error, confirm };

// One thing an answer rests on: a signal with its value and, where the reader knows them, places.
struct Because {
  std::string name;  // "abuse", "words.threat", "history.count"
  double value = 0;
  base::Span span;   // 0,0 when there is no place in the text
};

struct Step {
  std::size_t question = 0;             // index in the protocol
  std::optional<std::size_t> from;      // the question it came from; none for the start
  std::vector<std::size_t> answers;     // indices in the question; empty when a person is asked
  By by = By::machine;
  std::string person;                   // who answered, and why, for By::person
  std::string reason;
  std::optional<Unsure> unsure;         // set when a person is (also) asked here
  double confidence = 1;
  std::vector<Because> because;
};

struct Decision {
  std::vector<std::size_t> outcomes;  // reached; indices in the protocol, no duplicates
  std::vector<std::size_t> proposed;  // reached only if a person confirms a proposal
  std::optional<std::size_t> ask;     // the first question, in the order walked, that needs a person
  std::vector<Step> path;
};

}  // namespace decorum::triage
