#include "render/chart.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <gvc.h>

#include "render/chart_for_test.h"

namespace decorum::render {
namespace {

TEST(Chart, NodesAndEdgesAreThoseOfTheProtocol) {
  const Chart chart = chart_of(policy_for_test());
  ASSERT_EQ(chart.nodes.size(), 5u);
  EXPECT_EQ(chart.version, "version 3.2, in force from 1 September 2026, sha256:0123456789ab");
  EXPECT_EQ(chart.nodes[1].notes,
            (std::vector<std::string>{"several answers may hold",
                                      "if unsure: Manager, within 1 day"}));
  EXPECT_EQ(chart.nodes[4].notes,
            (std::vector<std::string>{"Member care, within 1 hour",
                                      "approved by Manager or Responder", "tells Manager",
                                      "then the site's own reporting"}));
  ASSERT_EQ(chart.edges.size(), 6u);
  EXPECT_EQ(chart.edges[1].label, "no negative");  // no title: the id in words
  EXPECT_TRUE(chart.edges[2].confirmed);
  EXPECT_TRUE(chart.edges[3].only_person);
  EXPECT_EQ(chart.edges[4].kind, ChartEdge::Kind::watched);
  EXPECT_EQ(chart.edges[4].label, "again within 30 days");
  EXPECT_EQ(chart.edges[5].label, "after 3 days, if needed");
}

// Golden files stand in test/golden; DECORUM_UPDATE_GOLDEN=1 writes what is printed now.
void expect_golden(const std::string& name, const std::string& text) {
  const std::string path = "test/golden/" + name;
  if (std::getenv("DECORUM_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path, std::ios::binary) << text;
  }
  std::ifstream file(path, std::ios::binary);
  ASSERT_TRUE(file.good()) << path;
  const std::string golden(std::istreambuf_iterator<char>(file), {});
  EXPECT_EQ(text, golden);
}

TEST(Dot, TheSmallChartIsTheGoldenText) {
  expect_golden("chart.dot", to_dot(chart_of(policy_for_test())));
}

TEST(Mermaid, TheSmallChartIsTheGoldenText) {
  expect_golden("chart.mmd", to_mermaid(chart_of(policy_for_test())));
}

struct Closer {
  void operator()(Agraph_t* graph) const { agclose(graph); }
};

std::string attribute(void* object, const char* name) {
  const char* value = agget(object, const_cast<char*>(name));
  return value == nullptr ? "" : value;
}

TEST(Dot, GraphvizReadsEveryNodeAndEdgeBack) {
  for (unsigned seed = 0; seed < 200; ++seed) {
    const Chart chart = chart_of_chance(seed);
    const std::unique_ptr<Agraph_t, Closer> graph(agmemread(to_dot(chart).c_str()));
    ASSERT_NE(graph, nullptr) << seed;
    EXPECT_EQ(agnnodes(graph.get()), static_cast<int>(chart.nodes.size() + 1));
    EXPECT_EQ(agnedges(graph.get()), static_cast<int>(chart.edges.size() + 1));
    for (const ChartNode& node : chart.nodes) {
      Agnode_t* found = agnode(graph.get(), const_cast<char*>(node.id.c_str()), 0);
      ASSERT_NE(found, nullptr);
      EXPECT_NE(attribute(found, "label").find(node.title.substr(0, 8)), std::string::npos);
    }
  }
}

TEST(Mermaid, EveryNodeAndEdgeIsALine) {
  for (unsigned seed = 0; seed < 200; ++seed) {
    const Chart chart = chart_of_chance(seed);
    const std::string text = to_mermaid(chart);
    for (const ChartNode& node : chart.nodes) {
      EXPECT_NE(text.find(node.title), std::string::npos);
    }
    for (const ChartEdge& edge : chart.edges) {
      EXPECT_NE(text.find("|\"" + edge.label), std::string::npos) << text;
    }
  }
}

// Labels that try to leave their place, in every place that a label has.
const std::vector<std::string> hostile = {
    "\"]; \"x\" [label=\"", "</text><script>alert(1)</script>", "\\\" -> \\N \\G",
    "&lt;b&gt; &amp;",
    "a\nb\r\nc\x1b[31m", "\xe2\x80\xae" "desrever", "]]> --> %% end", "`#quot;` **bold** _x_",
    std::string("nul\0nul", 7), "\xff\xfe broken", "\"", "\\", "<", "",
    std::string(3000, 'w')};

Chart hostile_chart(const std::string& words) {
  policy::Policy policy = policy_for_test();
  policy.info.title = policy.info.organisation = policy.info.version = words;
  policy.protocol.notes = {words};
  policy.roles.roles[0].title = words;
  for (policy::Question& question : policy.protocol.questions) {
    question.ask = question.cites = words;
    for (policy::Answer& answer : question.answers) {
      answer.title = answer.cites = answer.inferred = words;
    }
  }
  for (policy::Outcome& outcome : policy.protocol.outcomes) {
    outcome.title = outcome.cites = outcome.inferred = words;
  }
  return chart_of(policy);
}

TEST(Dot, AHostileLabelStaysALabel) {
  for (const std::string& words : hostile) {
    const Chart chart = hostile_chart(words);
    const std::unique_ptr<Agraph_t, Closer> graph(agmemread(to_dot(chart).c_str()));
    ASSERT_NE(graph, nullptr) << words;
    EXPECT_EQ(agnnodes(graph.get()), 6) << words;
    EXPECT_EQ(agnedges(graph.get()), 7) << words;
  }
}

TEST(Mermaid, AHostileLabelStaysALabel) {
  for (const std::string& words : hostile) {
    const std::string text = to_mermaid(hostile_chart(words));
    const std::string body = text.substr(text.find("flowchart"));
    // Two quotation marks for each of 6 boxes and 6 labelled arrows, and none from the words.
    EXPECT_EQ(std::count(body.begin(), body.end(), '"'), 24) << body;
    EXPECT_EQ(body.find("<script"), std::string::npos);
    EXPECT_EQ(body.find('`'), std::string::npos);
    EXPECT_EQ(text.find('\x1b'), std::string::npos);
    EXPECT_EQ(text.find('\0'), std::string::npos);
    EXPECT_EQ(text.find("\xe2\x80\xae"), std::string::npos);
  }
}

}  // namespace
}  // namespace decorum::render
