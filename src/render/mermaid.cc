// The chart as a Mermaid flow chart. A box's name is "q_" or "o_" and its id with "_" for "-": that
// keeps clear of Mermaid's own words ("end") and stays one to one, as ids have no "_".
#include <set>

#include <fmt/core.h>

#include "render/chart.h"
#include "render/label.h"
#include "render/palette.h"

namespace decorum::render {
namespace {

std::string name_of(const ChartNode& node) {
  std::string name = node.kind == NodeKind::question ? "q_" : "o_";
  for (const char letter : node.id) name += letter == '-' ? '_' : letter;
  return name;
}

std::string class_of(NodeKind kind) {
  switch (kind) {
    case NodeKind::question: return "question";
    case NodeKind::reply: return "reply";
    case NodeKind::serve: return "serve";
    case NodeKind::stand: return "stand";
    case NodeKind::monitor: return "monitor";
    case NodeKind::research: return "research";
    case NodeKind::refer: return "refer";
    case NodeKind::route: return "route";
  }
  return {};
}

std::string node_line(const ChartNode& node) {
  std::string label;
  if (node.kind != NodeKind::question) label = mermaid_escaped(word_of(node.kind)) + ": ";
  label += mermaid_escaped(node.title);
  for (const std::string& note : node.notes) label += "<br/>" + mermaid_escaped(note);
  const bool question = node.kind == NodeKind::question;
  return fmt::format("  {}{}\"{}\"{}:::{}\n", name_of(node), question ? "(" : "[", label,
                     question ? ")" : "]", class_of(node.kind));
}

std::string edge_line(const Chart& chart, const ChartEdge& edge) {
  std::string label = mermaid_escaped(edge.label);
  if (edge.confirmed) label += "<br/>(a person confirms)";
  if (edge.only_person) label += "<br/>(only a person says so)";
  if (!edge.inferred.empty()) label += "<br/>(inferred)";
  const bool dotted = edge.kind != ChartEdge::Kind::answer || !edge.inferred.empty();
  return fmt::format("  {} {}|\"{}\"| {}\n", name_of(chart.nodes[edge.from]),
                     dotted ? "-.->" : "-->", label, name_of(chart.nodes[edge.to]));
}

// The title stands in a head of YAML, in single quotes.
std::string yaml_quoted(std::string_view text) {
  std::string out = "'";
  for (const char byte : text) out += byte == '\'' ? std::string("''") : std::string(1, byte);
  return out + "'";
}

}  // namespace

std::string to_mermaid(const Chart& chart) {
  std::string out = fmt::format("---\ntitle: {}\n---\nflowchart LR\n",
                                yaml_quoted(chart.title + ", " + chart.version));
  out += "  start([\"a post\"])\n";
  for (const ChartNode& node : chart.nodes) out += node_line(node);
  out += fmt::format("  start --> {}\n", name_of(chart.nodes[chart.start]));
  for (const ChartEdge& edge : chart.edges) out += edge_line(chart, edge);
  std::set<NodeKind> kinds;
  for (const ChartNode& node : chart.nodes) kinds.insert(node.kind);
  for (const NodeKind kind : kinds) {
    out += fmt::format("  classDef {} fill:{},stroke:{},color:{}\n", class_of(kind),
                       kind == NodeKind::question ? ground : paper, colour_of(kind), ink);
  }
  return out;
}

}  // namespace decorum::render
