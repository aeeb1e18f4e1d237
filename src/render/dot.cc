// The chart in Graphviz's language, drawn well enough by `dot` alone.
#include <fmt/core.h>

#include "render/chart.h"
#include "render/label.h"
#include "render/palette.h"
#include "render/text_box.h"

namespace decorum::render {
namespace {

constexpr Font font{.size = 11, .bold = false};
constexpr double node_width = 190;
constexpr double answer_width = 130;
constexpr std::size_t lines_max = 12;

// "\n" between lines is DOT's own escape, so it is added after the words are escaped.
std::string lines_of(std::string_view words, double width) {
  std::string lines;
  for (const std::string& line : wrapped(words, font, width, lines_max)) {
    if (!lines.empty()) lines += "\\n";
    lines += dot_escaped(line);
  }
  return lines;
}

std::string label_of(const ChartNode& node) {
  std::string label;
  if (node.kind != NodeKind::question) label = dot_escaped(word_of(node.kind)) + "\\n";
  label += lines_of(node.title, node_width);
  for (const std::string& note : node.notes) {
    label += "\\n" + lines_of(note, node_width);
  }
  if (!node.cites.empty()) label += fmt::format("\\n({})", dot_escaped(node.cites));
  return label;
}

std::string tooltip_of(const std::string& inferred, const std::string& cites) {
  if (!inferred.empty()) return "Inferred: " + dot_escaped(inferred);
  return dot_escaped(cites);
}

void append_node(std::string& out, const ChartNode& node) {
  const bool question = node.kind == NodeKind::question;
  out += fmt::format(
      "  \"{}\" [label=\"{}\", shape=box, style=\"{}{}\", color=\"{}\", fillcolor=\"{}\", "
      "class=\"{}\", tooltip=\"{}\"];\n",
      dot_escaped(node.id), label_of(node), question ? "rounded,filled" : "filled",
      node.inferred.empty() ? "" : ",dashed", colour_of(node.kind), question ? ground : paper,
      question ? "question" : "outcome", tooltip_of(node.inferred, node.cites));
}

void append_edge(std::string& out, const Chart& chart, const ChartEdge& edge) {
  std::string label = lines_of(edge.label, answer_width);
  if (edge.confirmed) label += "\\n(a person confirms)";
  if (edge.only_person) label += "\\n(only a person says so)";
  const bool back = edge.kind != ChartEdge::Kind::answer;
  const std::string_view style = back ? "dotted" : edge.inferred.empty() ? "solid" : "dashed";
  out += fmt::format("  \"{}\" -> \"{}\" [label=\"{}\", style={}{}, tooltip=\"{}\"];\n",
                     dot_escaped(chart.nodes[edge.from].id), dot_escaped(chart.nodes[edge.to].id),
                     label, style, back ? ", constraint=false" : "",
                     tooltip_of(edge.inferred, edge.cites));
}

}  // namespace

std::string to_dot(const Chart& chart) {
  std::string out = "digraph protocol {\n";
  out += fmt::format("  label=\"{}\\n{}\\n{}\";\n", dot_escaped(chart.title),
                     dot_escaped(chart.organisation), dot_escaped(chart.version));
  out +=
      "  labelloc=t; rankdir=LR; nodesep=0.25; ranksep=0.5;\n"
      "  graph [fontname=\"Helvetica,Arial,sans-serif\", fontsize=16];\n"
      "  node [fontname=\"Helvetica,Arial,sans-serif\", fontsize=11, margin=\"0.15,0.08\"];\n"
      "  edge [fontname=\"Helvetica,Arial,sans-serif\", fontsize=10];\n";
  out += "  \"a post\" [shape=plaintext];\n";
  for (const ChartNode& node : chart.nodes) append_node(out, node);
  out += fmt::format("  \"a post\" -> \"{}\";\n", dot_escaped(chart.nodes[chart.start].id));
  for (const ChartEdge& edge : chart.edges) append_edge(out, chart, edge);
  out += "}\n";
  return out;
}

}  // namespace decorum::render
