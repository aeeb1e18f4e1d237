#include "policy/checks.h"

#include <algorithm>

namespace decorum::policy {
namespace {

struct Found {
  const YamlNode* key = nullptr;  // null for the root
  const YamlNode* value = nullptr;
};

Found follow(const YamlNode& root, std::initializer_list<std::string_view> path) {
  Found found{nullptr, &root};
  for (const std::string_view part : path) {
    const YamlNode* key = found.value->find_key(part);
    if (key == nullptr) break;
    found = {key, found.value->find(part)};
  }
  return found;
}

void note(Findings& findings, const std::string& file, const YamlNode& at, std::string_view code,
          std::string what, std::string expected, std::string suggestion) {
  findings.mistakes.push_back({file, at.line, at.column, at.end_column, std::string(code),
                               std::move(what), std::move(expected), std::move(suggestion)});
}

}  // namespace

std::string Checking::suggest(std::string_view wrong,
                              std::span<const std::string> candidates) const {
  if (findings.mistakes.size() >= mistakes_shown_max) return {};
  const std::string found = nearest(wrong, candidates);
  return found.empty() ? found : "'" + found + "'";
}

void Checking::at_key(const std::string& file, std::initializer_list<std::string_view> path,
                      std::string_view code, std::string what, std::string expected,
                      std::string suggestion) const {
  const auto tree = trees.find(file);
  if (findings.full() || tree == trees.end()) return;
  const Found found = follow(tree->second.root, path);
  note(findings, file, found.key == nullptr ? *found.value : *found.key, code, std::move(what),
       std::move(expected), std::move(suggestion));
}

void Checking::at_value(const std::string& file, std::initializer_list<std::string_view> path,
                        std::string_view code, std::string what, std::string expected,
                        std::string suggestion) const {
  const auto tree = trees.find(file);
  if (findings.full() || tree == trees.end()) return;
  const Found found = follow(tree->second.root, path);
  note(findings, file, *found.value, code, std::move(what), std::move(expected),
       std::move(suggestion));
}

void check_all(Checking& checking) {
  check_references(checking);
  check_graph(checking);
  check_questions(checking);
  check_conditions(checking);
  check_accusations(checking);
  check_rates(checking);
  check_holders(checking);
  check_templates(checking);
  check_words(checking);
  check_complaints(checking);
}

}  // namespace decorum::policy
