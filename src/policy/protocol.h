// The response chart as data: a graph of questions whose answers lead to questions or outcomes.
// Loaded from protocol.yaml (docs/policy-language.md); walked by triage/decide.h.
//
// A Protocol that came out of load_policy without errors is well formed: every index is in range,
// there is no cycle over `go`, every node can be reached, every `when` type-checks to bool.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "cel/cel.h"
#include "policy/clocks.h"

namespace decorum::policy {

struct Tip {
  std::string id, title, text, cites;
};

struct Definition {
  std::string id, text, cites;
};

// Where an answer leads: a question or an outcome, by its index in the protocol.
struct Target {
  enum class Kind : std::uint8_t { question, outcome };
  Kind kind = Kind::outcome;
  std::size_t index = 0;

  bool operator==(const Target&) const = default;
};

struct Answer {
  std::string id;
  std::string title;
  std::string when_source;  // empty: only a person gives this answer
  cel::ProgramPtr when;     // null exactly when when_source is empty
  Target go;
  bool confirm = false;  // a person confirms before it counts
  bool accuses = false;
  // The rate stated for what the machine gives by itself: at most so many of 1,000 are wrong.
  // Only where the machine may: never together with `confirm`, nor without a `when`.
  std::optional<std::int32_t> wrong_at_most_per_mille;
  std::string cites;
  std::string inferred;  // why the edge is ours; empty when the source has it
};

struct Question {
  std::string id;
  std::string ask;
  std::string help;
  std::vector<std::size_t> definitions;
  std::vector<std::string> checklist;
  bool multi = false;
  std::string cites;
  std::vector<Answer> answers;
  std::string unsure_role;
  Deadline unsure_within;
};

struct Watch {
  std::string as;  // the kind counted by history.count
  base::Duration lasts{};
  std::optional<std::size_t> then;  // question
};

struct ComeBack {
  base::Duration after{};
  std::size_t to = 0;  // question
  std::string when_source;
  cel::ProgramPtr when;  // may be null
};

struct Outcome {
  enum class Do : std::uint8_t { reply, serve, stand, monitor, research, refer, route };
  std::string id;
  std::string title;
  Do act = Do::stand;
  std::string owner;  // role or team
  std::string queue;
  Deadline due;
  std::string draft_from;  // "facts", "reply:ID" or empty
  std::vector<std::size_t> tips;
  std::vector<std::string> approve;
  std::vector<std::string> notify;
  std::optional<Watch> watch;
  std::optional<ComeBack> come_back;
  bool report = false;
  bool accuses = false;
  std::string cites;
  std::string inferred;
};

struct Protocol {
  std::size_t start = 0;
  std::vector<std::string> notes;
  std::vector<Tip> tips;
  std::vector<Definition> definitions;
  std::vector<Question> questions;  // in the order of the file
  std::vector<Outcome> outcomes;

  // The index of a question or outcome by its id.
  std::optional<std::size_t> question_named(std::string_view id) const;
  std::optional<std::size_t> outcome_named(std::string_view id) const;
};

// "reply", "serve", ...: as the file writes it.
std::string_view name_of(Outcome::Do act);

}  // namespace decorum::policy
