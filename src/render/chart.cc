#include "render/chart.h"

#include <fmt/core.h>

#include "policy/show.h"
#include "render/label.h"

namespace decorum::render {
namespace {

using policy::Outcome;
using policy::Policy;
using policy::Question;

constexpr std::size_t hash_digits_shown = 12;

NodeKind kind_of(Outcome::Do act) {
  switch (act) {
    case Outcome::Do::reply: return NodeKind::reply;
    case Outcome::Do::serve: return NodeKind::serve;
    case Outcome::Do::stand: return NodeKind::stand;
    case Outcome::Do::monitor: return NodeKind::monitor;
    case Outcome::Do::research: return NodeKind::research;
    case Outcome::Do::refer: return NodeKind::refer;
    case Outcome::Do::route: return NodeKind::route;
  }
  return NodeKind::route;
}

std::string title_of(const Policy& policy, const std::string& role_or_team) {
  return clean_label(policy.roles.title_of(role_or_team));
}

std::string titles_of(const Policy& policy, const std::vector<std::string>& roles,
                      std::string_view between) {
  std::string all;
  for (const std::string& role : roles) {
    if (!all.empty()) all += between;
    all += title_of(policy, role);
  }
  return all;
}

ChartNode node_of(const Policy& policy, const Question& question) {
  ChartNode node;
  node.id = question.id;
  node.title = clean_label(question.ask);
  node.several = question.multi;
  if (question.multi) node.notes.push_back("several answers may hold");
  node.notes.push_back(fmt::format("if unsure: {}, {}", title_of(policy, question.unsure_role),
                                   policy::in_words(question.unsure_within)));
  node.cites = clean_label(question.cites);
  return node;
}

ChartNode node_of(const Policy& policy, const Outcome& outcome) {
  ChartNode node;
  node.id = outcome.id;
  node.kind = kind_of(outcome.act);
  node.title = clean_label(outcome.title);
  node.notes.push_back(
      fmt::format("{}, {}", title_of(policy, outcome.owner), policy::in_words(outcome.due)));
  if (!outcome.approve.empty()) {
    node.notes.push_back("approved by " + titles_of(policy, outcome.approve, " or "));
  }
  if (!outcome.notify.empty()) {
    node.notes.push_back("tells " + titles_of(policy, outcome.notify, ", "));
  }
  if (outcome.report) node.notes.push_back("then the site's own reporting");
  node.cites = clean_label(outcome.cites);
  node.inferred = clean_label(outcome.inferred);
  return node;
}

void add_answers(const policy::Protocol& protocol, Chart& chart) {
  for (std::size_t from = 0; from < protocol.questions.size(); ++from) {
    for (const policy::Answer& answer : protocol.questions[from].answers) {
      ChartEdge edge;
      edge.from = from;
      edge.to = answer.go.index;
      if (answer.go.kind == policy::Target::Kind::outcome) edge.to += protocol.questions.size();
      edge.label = clean_label(answer.title.empty() ? spoken(answer.id) : answer.title);
      edge.confirmed = answer.confirm;
      edge.only_person = answer.when_source.empty();
      edge.cites = clean_label(answer.cites);
      edge.inferred = clean_label(answer.inferred);
      chart.edges.push_back(std::move(edge));
    }
  }
}

void add_returns(const policy::Protocol& protocol, Chart& chart) {
  for (std::size_t index = 0; index < protocol.outcomes.size(); ++index) {
    const Outcome& outcome = protocol.outcomes[index];
    ChartEdge edge;
    edge.from = protocol.questions.size() + index;
    if (outcome.watch && outcome.watch->then) {
      edge.kind = ChartEdge::Kind::watched;
      edge.to = *outcome.watch->then;
      edge.label = fmt::format("again within {}", policy::in_words(outcome.watch->lasts));
      chart.edges.push_back(edge);
    }
    if (outcome.come_back) {
      edge.kind = ChartEdge::Kind::come_back;
      edge.to = outcome.come_back->to;
      edge.label = fmt::format("after {}{}", policy::in_words(outcome.come_back->after),
                               outcome.come_back->when_source.empty() ? "" : ", if needed");
      chart.edges.push_back(edge);
    }
  }
}

}  // namespace

Chart chart_of(const Policy& policy) {
  const policy::Protocol& protocol = policy.protocol;
  Chart chart;
  chart.title = clean_label(policy.info.title.empty() ? policy.info.name : policy.info.title);
  chart.organisation = clean_label(policy.info.organisation);
  const std::size_t digits = policy.hash.find(':') + 1 + hash_digits_shown;
  chart.version = fmt::format("version {}, in force from {}, {}", clean_label(policy.info.version),
                              in_words(policy.info.in_force_from), policy.hash.substr(0, digits));
  for (const std::string& note : protocol.notes) chart.notes.push_back(clean_label(note));
  chart.start = protocol.start;
  for (const Question& question : protocol.questions) {
    chart.nodes.push_back(node_of(policy, question));
  }
  for (const Outcome& outcome : protocol.outcomes) chart.nodes.push_back(node_of(policy, outcome));
  add_answers(protocol, chart);
  add_returns(protocol, chart);
  return chart;
}

std::string_view word_of(NodeKind kind) {
  switch (kind) {
    case NodeKind::question: return "Question";
    case NodeKind::reply: return "Reply";
    case NodeKind::serve: return "Serve";
    case NodeKind::stand: return "Let stand";
    case NodeKind::monitor: return "Monitor";
    case NodeKind::research: return "Research";
    case NodeKind::refer: return "Refer to the rules";
    case NodeKind::route: return "Pass on";
  }
  return {};
}

}  // namespace decorum::render
