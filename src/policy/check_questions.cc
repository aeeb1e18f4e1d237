#include <fmt/format.h>

#include "policy/checks.h"

namespace decorum::policy {

void check_questions(Checking& checking) {
  const Protocol& chart = checking.policy.protocol;
  for (const Question& question : chart.questions) {
    const auto tree = checking.trees.find("protocol.yaml");
    const YamlNode* written = tree->second.root.find("questions")->find(question.id);
    const YamlNode* answers = written == nullptr ? nullptr : written->find("answers");
    // Fewer because some could not be read is another mistake, already noted.
    if (answers == nullptr || !answers->is_mapping() || answers->fields.size() >= 2) continue;
    checking.at_key("protocol.yaml", {"questions", question.id, "answers"}, "too-few-answers",
                    fmt::format("the question '{}' has {}", question.id,
                                answers->fields.empty() ? "no answers" : "only one answer"),
                    "two answers or more");
  }
}

}  // namespace decorum::policy
