#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "policy/checks.h"

namespace decorum::policy {
namespace {

constexpr std::size_t shown_steps = 6;  // of a circle, in its message

bool leads_to_question(const Protocol& chart, const Target& target) {
  return target.kind == Target::Kind::question && target.index < chart.questions.size();
}

// Depth first with a stack of our own; an edge back into the stack closes a circle.
class CycleFinder {
 public:
  explicit CycleFinder(Checking& checking)
      : checking_(checking),
        chart_(checking.policy.protocol),
        marks_(chart_.questions.size(), Mark::unseen) {}

  void run() {
    for (std::size_t i = 0; i < chart_.questions.size(); ++i) {
      if (marks_[i] == Mark::unseen) walk_from(i);
    }
  }

 private:
  enum class Mark : std::uint8_t { unseen, open, done };
  struct Step {
    std::size_t question;
    std::size_t next_answer;
  };

  void walk_from(std::size_t start) {
    stack_.push_back({start, 0});
    marks_[start] = Mark::open;
    while (!stack_.empty()) {
      Step& step = stack_.back();
      const Question& question = chart_.questions[step.question];
      if (step.next_answer == question.answers.size()) {
        marks_[step.question] = Mark::done;
        stack_.pop_back();
        continue;
      }
      const Answer& answer = question.answers[step.next_answer++];
      if (!leads_to_question(chart_, answer.go)) continue;
      const std::size_t next = answer.go.index;
      if (marks_[next] == Mark::open) {
        report(question, answer, next);
      } else if (marks_[next] == Mark::unseen) {
        marks_[next] = Mark::open;
        stack_.push_back({next, 0});
      }
    }
  }

  void report(const Question& question, const Answer& answer, std::size_t back_to) {
    std::string circle;
    std::size_t steps = 0;
    const auto first = std::ranges::find(stack_, back_to, &Step::question);
    for (auto it = first; it != stack_.end(); ++it) {
      if (++steps <= shown_steps) circle += chart_.questions[it->question].id + " → ";
    }
    if (steps > shown_steps) circle += "… → ";
    circle += chart_.questions[back_to].id;
    checking_.at_value("protocol.yaml", {"questions", question.id, "answers", answer.id, "go"},
                       "cycle", fmt::format("the chart runs in a circle: {}", circle),
                       "a question further on, or an outcome; to come back later, 'return'");
  }

  Checking& checking_;
  const Protocol& chart_;
  std::vector<Mark> marks_;
  std::vector<Step> stack_;
};

// Coming back counts as reaching: a question may be there only for the second time round.
class Reach {
 public:
  explicit Reach(const Protocol& chart)
      : chart_(chart),
        questions(chart.questions.size(), false),
        outcomes(chart.outcomes.size(), false) {
    visit_question(chart.start);
    while (!waiting_.empty()) {
      const std::size_t index = waiting_.back();
      waiting_.pop_back();
      for (const Answer& answer : chart_.questions[index].answers) visit(answer.go);
    }
  }

 private:
  void visit(const Target& target) {
    if (target.kind == Target::Kind::question) return visit_question(target.index);
    if (target.index >= outcomes.size() || outcomes[target.index]) return;
    outcomes[target.index] = true;
    const Outcome& outcome = chart_.outcomes[target.index];
    if (outcome.watch && outcome.watch->then) visit_question(*outcome.watch->then);
    if (outcome.come_back) visit_question(outcome.come_back->to);
  }
  void visit_question(std::size_t index) {
    if (index >= questions.size() || questions[index]) return;
    questions[index] = true;
    waiting_.push_back(index);
  }

  const Protocol& chart_;
  std::vector<std::size_t> waiting_;

 public:
  std::vector<bool> questions, outcomes;
};

}  // namespace

void check_graph(Checking& checking) {
  const Protocol& chart = checking.policy.protocol;
  CycleFinder(checking).run();
  if (!checking.has("protocol.yaml") || chart.start >= chart.questions.size()) return;
  const Reach reach(chart);
  const auto note = [&](std::string_view section, std::string_view thing, const std::string& id) {
    checking.at_key("protocol.yaml", {section, id}, "unreachable",
                    fmt::format("no answer leads to the {} '{}'", thing, id),
                    fmt::format("'go: {}' at an answer that can be reached", id));
  };
  for (std::size_t i = 0; i < chart.questions.size(); ++i) {
    if (!reach.questions[i]) note("questions", "question", chart.questions[i].id);
  }
  for (std::size_t i = 0; i < chart.outcomes.size(); ++i) {
    if (!reach.outcomes[i]) note("outcomes", "outcome", chart.outcomes[i].id);
  }
}

}  // namespace decorum::policy
