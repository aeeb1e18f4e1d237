// The response chart as a drawing: first as plain words, boxes and arrows (Chart), then written as
// DOT, Mermaid or SVG. All pure; the SVG asks Graphviz for the places of the boxes
// (render/layout.h).
//
//   const Chart chart = chart_of(policy);
//   std::string dot = to_dot(chart);
//   auto svg = to_svg(chart);          // an error when the chart is too large to draw
//
// Labels are cleaned once, in chart_of: control characters and those that turn the direction of
// writing become blanks, so no label can break out of its place in any format.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "policy/policy.h"

namespace decorum::render {

// What a box is: a question, or an outcome by what is done.
enum class NodeKind : std::uint8_t {
  question,
  reply,
  serve,
  stand,
  monitor,
  research,
  refer,
  route
};
inline constexpr std::size_t node_kind_count = 8;

struct ChartNode {
  std::string id;
  NodeKind kind = NodeKind::question;
  std::string title;               // the question asked, or what the outcome is called
  std::vector<std::string> notes;  // small print: "Responder, within 2 hours", "tells Manager"
  std::string cites;
  std::string inferred;  // why the node is ours; empty when the source has it
  bool several = false;  // several answers may hold together
};

struct ChartEdge {
  enum class Kind : std::uint8_t {
    answer,    // leads on
    watched,   // comes back to a question when it recurs
    come_back  // waits, then comes back to a question
  };
  Kind kind = Kind::answer;
  std::size_t from = 0;  // index of a node
  std::size_t to = 0;
  std::string label;
  bool confirmed = false;    // a proposal until a person confirms it
  bool only_person = false;  // no condition: only a person gives this answer
  std::string cites;
  std::string inferred;
};

struct Chart {
  std::string title;         // of the policy
  std::string organisation;
  std::string version;       // "version 3.2, in force from 1 September 2026, sha256:0123456789ab"
  std::vector<std::string> notes;
  std::size_t start = 0;
  std::vector<ChartNode> nodes;  // questions in the order of the file, then outcomes
  std::vector<ChartEdge> edges;  // answers in their order, then what comes back
};

Chart chart_of(const policy::Policy& policy);

// The word people read for a kind: "Question", "Reply", "Let stand".
std::string_view word_of(NodeKind kind);

// Graphviz's language; `dot -Tsvg` draws it.
std::string to_dot(const Chart& chart);

// A Mermaid flow chart, for documents that draw it themselves.
std::string to_mermaid(const Chart& chart);

// A page of A3 with title, legend and notes: landscape, unless the print is much larger upright.
// Text stays text; no script, no outside file. An error when the chart has more boxes or arrows
// than are drawn in a few seconds.
base::Result<std::string> to_svg(const Chart& chart);
inline constexpr std::size_t drawn_nodes_max = 200;
inline constexpr std::size_t drawn_edges_max = 300;

}  // namespace decorum::render
