// A small policy and charts made of chance, for the tests of this folder.
#pragma once

#include <random>
#include <string>
#include <utility>

#include "policy/policy.h"
#include "render/chart.h"

namespace decorum::render {

inline policy::Deadline calendar_hours(int hours) {
  policy::Deadline due;
  due.kind = policy::Deadline::Kind::calendar;
  due.amount = std::chrono::hours(hours);
  return due;
}

inline policy::Answer answer_for_test(std::string id, std::string title, std::string when,
                                      policy::Target go) {
  policy::Answer answer;
  answer.id = std::move(id);
  answer.title = std::move(title);
  answer.when_source = std::move(when);
  answer.go = go;
  return answer;
}

// Two questions, three outcomes; one proposal, one answer of a person, one inferred edge, one watch
// and one return.
inline policy::Policy policy_for_test() {
  using policy::Target;
  policy::Policy policy;
  policy.hash = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
  policy.info.title = "Policy of the \"Example\" <Society>";
  policy.info.organisation = "Example Society";
  policy.info.version = "3.2";
  policy.info.in_force_from = std::chrono::year{2026} / 9 / 1;
  policy.roles.roles = {{"responder", "Responder", "", {}, {}}, {"manager", "Manager", "", {}, {}}};
  policy.roles.teams = {{"care", "Member care", "", ""}};
  policy::Protocol& protocol = policy.protocol;
  protocol.notes = {"The chart wins."};
  policy::Question first;
  first.id = "positive";
  first.ask = "Is the post positive?";
  first.cites = "guide p. 8";
  first.unsure_role = "responder";
  first.unsure_within = calendar_hours(2);
  first.answers.push_back(
      answer_for_test("yes-positive", "Yes", "true", {Target::Kind::outcome, 0}));
  first.answers.push_back(answer_for_test("no-negative", "", "true", {Target::Kind::question, 1}));
  first.answers.back().inferred = "The arrow is ours.";
  policy::Question second;
  second.id = "troll";
  second.ask = "Is it a troll?";
  second.multi = true;
  second.unsure_role = "manager";
  second.unsure_within = calendar_hours(24);
  second.answers.push_back(answer_for_test("yes", "Yes", "true", {Target::Kind::outcome, 1}));
  second.answers.back().confirm = true;
  second.answers.push_back(answer_for_test("end", "Else", "", {Target::Kind::outcome, 2}));
  protocol.questions.push_back(std::move(first));
  protocol.questions.push_back(std::move(second));
  policy::Outcome stand;
  stand.id = "stand";
  stand.title = "Let it stand";
  stand.act = policy::Outcome::Do::stand;
  stand.owner = "responder";
  stand.cites = "guide p. 8";
  policy::Outcome monitor;
  monitor.id = "monitor";
  monitor.title = "Monitor";
  monitor.act = policy::Outcome::Do::monitor;
  monitor.owner = "manager";
  monitor.watch = policy::Watch{"hostile", std::chrono::hours(30 * 24), 1};
  monitor.come_back = policy::ComeBack{std::chrono::hours(72), 1, "true", nullptr};
  policy::Outcome route;
  route.id = "route";
  route.title = "Pass to member care";
  route.act = policy::Outcome::Do::route;
  route.owner = "care";
  route.due = calendar_hours(1);
  route.approve = {"manager", "responder"};
  route.notify = {"manager"};
  route.report = true;
  route.inferred = "The box is ours.";
  protocol.outcomes.push_back(std::move(stand));
  protocol.outcomes.push_back(std::move(monitor));
  protocol.outcomes.push_back(std::move(route));
  return policy;
}

// A chart in which every question leads on to later ones and to outcomes; always connected.
inline Chart chart_of_chance(unsigned seed) {
  std::mt19937 chance(seed);
  const auto below = [&](std::size_t end) { return static_cast<std::size_t>(chance() % end); };
  Chart chart;
  chart.title = "Chart " + std::to_string(seed);
  const std::size_t questions = 1 + below(8);
  const std::size_t outcomes = 1 + below(12);
  for (std::size_t index = 0; index < questions + outcomes; ++index) {
    ChartNode node;
    node.id = (index < questions ? "question-" : "outcome-") + std::to_string(index);
    node.kind = index < questions ? NodeKind::question : static_cast<NodeKind>(1 + below(7));
    node.title = "Title of " + node.id;
    node.notes = {"small print"};
    if (below(3) == 0) node.inferred = "ours";
    chart.nodes.push_back(node);
  }
  for (std::size_t from = 0; from < questions; ++from) {
    const std::size_t answers = 2 + below(9);
    for (std::size_t number = 0; number < answers; ++number) {
      ChartEdge edge;
      edge.from = from;
      edge.to = from + 1 + below(questions + outcomes - from - 1);
      edge.label = "answer " + std::to_string(from) + "." + std::to_string(number);
      edge.confirmed = below(3) == 0;
      chart.edges.push_back(edge);
    }
  }
  for (std::size_t outcome = questions; outcome < questions + outcomes; ++outcome) {
    if (below(4) != 0) continue;
    ChartEdge edge;
    edge.kind = ChartEdge::Kind::watched;
    edge.from = outcome;
    edge.to = below(questions);
    edge.label = "back " + std::to_string(outcome);
    chart.edges.push_back(edge);
  }
  return chart;
}

}  // namespace decorum::render
