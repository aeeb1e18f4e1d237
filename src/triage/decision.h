// What decide() answers: the path a post walked through the chart. The path is the explanation.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/utf8.h"

namespace decorum::triage {

// Who gave an answer. `proposed`: the machine, and a person has yet to confirm it.
enum class By : std::uint8_t { machine, person, proposed };

// Why a person is asked.
enum class Unsure : std::uint8_t { none_holds, several_hold, unknown, error, confirm };

// One thing an answer rests on: a signal or fact with its value and, where a reader knows them,
// its place in the text. Several places are several entries.
struct Because {
  std::size_t slot = 0;     // policy/names.h; its name is name_of_slot (triage/slots.h)
  double value = 0;         // 1 for a text or truth that holds
  base::Span span;          // 0,0 when there is no place in the text
  bool has_places = false;  // a place may be found (the value had to be high), see PlaceAdder
};

struct Step {
  std::size_t question = 0;          // index in the protocol
  std::optional<std::size_t> from;   // the question it came from; none for the start
  std::vector<std::size_t> answers;  // indices in the question; empty when a person is asked
  By by = By::machine;
  std::string person;                // who answered, and why, for By::person
  std::string reason;
  std::optional<Unsure> unsure;      // set when a person is (also) asked here
  double confidence = 1;             // 0 when there is no answer
  std::vector<Because> because;      // for several_hold, what those that hold rest on
};

struct Decision {
  std::vector<std::size_t> outcomes;  // reached; indices in the protocol, no duplicates
  std::vector<std::size_t> proposed;  // reached only if a person confirms; none of `outcomes`
  std::optional<std::size_t> ask;     // the first question walked that needs a person
  std::vector<Step> path;             // in the order walked, each question once
};

}  // namespace decorum::triage
