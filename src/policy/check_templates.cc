#include <fmt/format.h>

#include "policy/checks.h"

namespace decorum::policy {
namespace {

bool has_facts(const Checking& checking) {
  // A fact sheet that could not be parsed is there all the same.
  const auto is_fact = [](std::string_view path) { return path.starts_with("facts/"); };
  for (const std::string& path : checking.broken) {
    if (is_fact(path)) return true;
  }
  return !checking.policy.facts.empty();
}

}  // namespace

void check_templates(Checking& checking) {
  if (has_facts(checking)) return;
  for (const Outcome& outcome : checking.policy.protocol.outcomes) {
    if (outcome.draft_from != "facts") continue;
    checking.at_value("protocol.yaml", {"outcomes", outcome.id, "draft_from"}, "no-facts",
                      fmt::format("'{}' is drafted from facts and the policy has no fact sheet",
                                  outcome.id),
                      "a file facts/ID.yaml");
  }
}

}  // namespace decorum::policy
