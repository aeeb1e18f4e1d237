#include <algorithm>
#include <set>
#include <unordered_map>

#include <fmt/format.h>

#include "base/time.h"
#include "policy/checks.h"

namespace decorum::policy {
namespace {

// The roles a chart names, each with the first place in words.
std::set<std::string> roles_of_chart(const Protocol& chart) {
  std::set<std::string> roles;
  for (const Question& question : chart.questions) roles.insert(question.unsure_role);
  for (const Outcome& outcome : chart.outcomes) {
    roles.insert(outcome.owner);
    roles.insert(outcome.approve.begin(), outcome.approve.end());
    roles.insert(outcome.notify.begin(), outcome.notify.end());
  }
  return roles;
}

// A deputy of a deputy ... must not be the role itself. Depth first with a stack of our own.
void check_circles(Checking& checking) {
  enum class Mark : std::uint8_t { unseen, open, done };
  const std::vector<Role>& roles = checking.policy.roles.roles;
  std::unordered_map<std::string_view, std::size_t> index;
  for (std::size_t i = 0; i < roles.size(); ++i) index.emplace(roles[i].id, i);
  std::vector<Mark> marks(roles.size(), Mark::unseen);
  std::vector<std::pair<std::size_t, std::size_t>> stack;  // role, next deputy
  for (std::size_t start = 0; start < roles.size(); ++start) {
    if (marks[start] != Mark::unseen) continue;
    stack.emplace_back(start, 0);
    marks[start] = Mark::open;
    while (!stack.empty()) {
      auto& [role, next] = stack.back();
      if (next == roles[role].deputies.size()) {
        marks[role] = Mark::done;
        stack.pop_back();
        continue;
      }
      const std::string& deputy = roles[role].deputies[next++];
      const auto found = index.find(deputy);
      if (found == index.end() || marks[found->second] == Mark::done) continue;
      if (marks[found->second] == Mark::open) {
        checking.at_value("roles.yaml", {"roles", roles[role].id, "deputies"}, "deputy-circle",
                          fmt::format("the deputies run in a circle back to '{}'", deputy),
                          "a deputy who does not need this role in turn");
        continue;
      }
      marks[found->second] = Mark::open;
      stack.emplace_back(found->second, 0);
    }
  }
}

}  // namespace

void check_holders(Checking& checking) {
  if (!checking.has("roles.yaml")) return;
  check_circles(checking);
  const auto in_force = checking.policy.info.in_force_from;
  if (!checking.has("policy.yaml") || in_force == std::chrono::sys_days{}) return;
  const Roles& roles = checking.policy.roles;
  for (const std::string& role : roles_of_chart(checking.policy.protocol)) {
    if (checking.findings.full()) return;
    if (roles.role(role) == nullptr || !roles.acting(role, in_force).empty()) continue;
    checking.at_key("roles.yaml", {"roles", role}, "nobody",
                    fmt::format("nobody holds the role '{}' on {}, when the policy comes into "
                                "force, and it has no deputy who does",
                                role, base::format_date(in_force)),
                    "a holder from that day or earlier, or a deputy with a holder");
  }
}

}  // namespace decorum::policy
