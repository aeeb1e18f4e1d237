#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "render/chart.h"
#include "render/chart_for_test.h"
#include "render/palette.h"

namespace decorum::render {
namespace {

std::size_t count_of(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++count;
  return count;
}

// Well formed as far as SVG from here goes: tags nest and close, "<" stands only before a tag.
std::string fault_of(std::string_view svg) {
  std::vector<std::string> open;
  for (std::size_t at = svg.find('<'); at != svg.npos; at = svg.find('<', at + 1)) {
    const std::size_t end = svg.find('>', at);
    if (end == svg.npos) return "a tag does not end";
    const std::string_view tag = svg.substr(at + 1, end - at - 1);
    if (tag.find('<') != tag.npos) return "< inside a tag";
    const std::string name(tag.substr(0, tag.find_first_of(" \n/", tag.starts_with('/') ? 1 : 0)));
    if (name.starts_with('/')) {
      if (open.empty() || open.back() != name.substr(1)) return "misplaced <" + name + ">";
      open.pop_back();
    } else if (!tag.ends_with('/')) {
      open.push_back(name);
    }
  }
  return open.empty() ? "" : "<" + open.back() + "> is not closed";
}

TEST(Svg, EveryNodeAndEdgeIsDrawnOnce) {
  for (unsigned seed = 0; seed < 60; ++seed) {
    const Chart chart = chart_of_chance(seed);
    const auto svg = to_svg(chart);
    ASSERT_TRUE(svg) << svg.error().what;
    EXPECT_EQ(fault_of(*svg), "");
    for (const ChartNode& node : chart.nodes) {
      EXPECT_EQ(count_of(*svg, "data-id=\"" + node.id + "\""), 1u);
    }
    EXPECT_EQ(count_of(*svg, "data-from="), chart.edges.size());
    for (const ChartEdge& edge : chart.edges) EXPECT_GE(count_of(*svg, edge.label), 2u);
    EXPECT_EQ(count_of(*svg, "nan"), 0u);
  }
}

TEST(Svg, TitleDescriptionVersionLegendAndNotesAreThere) {
  const auto svg = to_svg(chart_of(policy_for_test()));
  ASSERT_TRUE(svg);
  for (const char* part :
       {"<title id=\"chart-title\">Policy of the &quot;Example&quot; &lt;Society&gt;</title>",
        "Flow chart of 2 questions and 3 outcomes, beginning with: Is the post positive?",
        "version 3.2, in force from 1 September 2026, sha256:0123456789ab", "The chart wins.",
        "a person confirms", "only a person says so", "Let stand", "inferred: not in the source",
        "Inferred: The arrow is ours.", "guide p. 8", "comes back", "role=\"img\""}) {
    EXPECT_NE(svg->find(part), std::string::npos) << part;
  }
}

TEST(Svg, HostileWordsStayWords) {
  for (const std::string& words :
       {std::string("</text><script>alert(1)</script>"), std::string("\" onload=\"x"),
        std::string("&#x3c;b&#x3e;]]>"), std::string("\xff\x01\x1b"), std::string(5000, 'w'),
        std::string("\xe2\x80\xae" "x")}) {
    policy::Policy policy = policy_for_test();
    policy.info.title = policy.info.organisation = words;
    policy.protocol.notes = {words, words};
    policy.protocol.questions[0].ask = words;
    policy.protocol.questions[0].answers[0].title = words;
    policy.protocol.outcomes[0].title = policy.protocol.outcomes[0].inferred = words;
    const auto svg = to_svg(chart_of(policy));
    ASSERT_TRUE(svg);
    EXPECT_EQ(fault_of(*svg), "");
    EXPECT_EQ(svg->find("<script"), std::string::npos);
    EXPECT_EQ(svg->find("\" onload=\""), std::string::npos);
    for (const char byte : *svg) {
      EXPECT_TRUE(byte == '\n' || static_cast<unsigned char>(byte) >= 0x20);
    }
  }
}

ChartNode node_named(std::string id, NodeKind kind) {
  ChartNode node;
  node.title = "Title of " + id;
  node.id = std::move(id);
  node.kind = kind;
  return node;
}

TEST(Svg, AManyAnsweredQuestionGetsAPanel) {
  Chart chart;
  chart.title = "Panel";
  chart.nodes.push_back(node_named("first", NodeKind::question));
  for (std::size_t index = 1; index <= 9; ++index) {
    chart.nodes.push_back(node_named("o" + std::to_string(index), NodeKind::route));
    ChartEdge edge;
    edge.to = index;
    edge.label = "answer " + std::to_string(index);
    chart.edges.push_back(edge);
  }
  const auto svg = to_svg(chart);
  ASSERT_TRUE(svg);
  EXPECT_EQ(count_of(*svg, panel_ground), 1u);
  EXPECT_EQ(count_of(*svg, "data-from=\"first\""), 9u);
}

TEST(Svg, AChartTooLargeIsRefusedWithAWord) {
  Chart chart;
  for (std::size_t index = 0; index <= drawn_nodes_max; ++index) {
    chart.nodes.push_back(node_named("n" + std::to_string(index), NodeKind::question));
  }
  const auto svg = to_svg(chart);
  ASSERT_FALSE(svg);
  EXPECT_NE(svg.error().what.find("--format dot"), std::string::npos);
}

// As many arrows as are drawn, between few boxes: the most work for Graphviz.
TEST(Svg, TheDensestChartIsDrawn) {
  Chart chart;
  std::mt19937 chance(1);
  for (int index = 0; index < 40; ++index) {
    chart.nodes.push_back(node_named("n" + std::to_string(index), NodeKind::question));
  }
  for (std::size_t index = 0; index < drawn_edges_max; ++index) {
    ChartEdge edge;
    edge.from = chance() % 39;
    edge.to = edge.from + 1 + chance() % (39 - edge.from);
    edge.label = "answer";
    chart.edges.push_back(edge);
  }
  const auto svg = to_svg(chart);
  ASSERT_TRUE(svg) << svg.error().what;
  EXPECT_EQ(count_of(*svg, "data-from="), drawn_edges_max);
}

// WCAG 2.2: relative luminance and contrast.
double channel(std::string_view hex) {
  const long value = std::strtol(std::string(hex).c_str(), nullptr, 16);
  const double share = static_cast<double>(value) / 255;
  return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
}
double luminance(std::string_view colour) {
  return 0.2126 * channel(colour.substr(1, 2)) + 0.7152 * channel(colour.substr(3, 2)) +
         0.0722 * channel(colour.substr(5, 2));
}
double contrast(std::string_view a, std::string_view b) {
  const double one = luminance(a) + 0.05;
  const double other = luminance(b) + 0.05;
  return std::max(one, other) / std::min(one, other);
}

TEST(Palette, TextCanBeRead) {
  for (std::size_t kind = 0; kind < node_kind_count; ++kind) {
    EXPECT_GE(contrast(colour_of(static_cast<NodeKind>(kind)), paper), 4.5) << kind;
  }
  EXPECT_GE(contrast(ink, ground), 7);
  EXPECT_GE(contrast(soft_ink, ground), 4.5);
  EXPECT_GE(contrast(soft_ink, panel_ground), 4.5);
  EXPECT_GE(contrast(line_colour, paper), 3);
}

}  // namespace
}  // namespace decorum::render
