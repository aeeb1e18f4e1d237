#include <vector>

#include <fmt/format.h>

#include "policy/checks.h"

namespace decorum::policy {
namespace {

using Edges = std::vector<std::vector<std::size_t>>;

// Everything that can be reached from `from` along the edges, itself included.
std::vector<bool> reach(const Edges& edges, std::vector<std::size_t> from) {
  std::vector<bool> seen(edges.size(), false);
  for (const std::size_t index : from) seen[index] = true;
  while (!from.empty()) {
    const std::size_t index = from.back();
    from.pop_back();
    for (const std::size_t next : edges[index]) {
      if (seen[next]) continue;
      seen[next] = true;
      from.push_back(next);
    }
  }
  return seen;
}

}  // namespace

void check_complaints(Checking& checking) {
  if (!checking.policy.complaints) return;
  const std::vector<ComplaintStage>& stages = checking.policy.complaints->stages;
  Edges forwards(stages.size()), backwards(stages.size());
  std::vector<std::size_t> ends;
  for (std::size_t i = 0; i < stages.size(); ++i) {
    if (stages[i].end) ends.push_back(i);
    for (const std::size_t next : stages[i].go) {
      if (next >= stages.size()) return;  // an unknown stage: what can be reached is not known
      forwards[i].push_back(next);
      backwards[next].push_back(i);
    }
  }
  const std::size_t start = checking.policy.complaints->start;
  if (start >= stages.size()) return;
  const std::vector<bool> reached = reach(forwards, {start});
  const std::vector<bool> ending = reach(backwards, ends);
  for (std::size_t i = 0; i < stages.size(); ++i) {
    const std::string& id = stages[i].id;
    if (!reached[i]) {
      checking.at_key("complaints.yaml", {"stages", id}, "unreachable",
                      fmt::format("no stage leads to '{}'", id),
                      fmt::format("'{}' among the 'go' of a stage", id));
    } else if (!ending[i] && !stages[i].go.empty()) {
      checking.at_key("complaints.yaml", {"stages", id}, "no-end",
                      fmt::format("from the stage '{}' a complaint never ends", id),
                      "a way to a stage with end: true");
    }
  }
}

}  // namespace decorum::policy
