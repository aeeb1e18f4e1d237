#include "review/fold.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace decorum::review {
namespace {

using policy::Severity;

struct Told {
  std::size_t rule, check;
  Severity severity;
  std::uint32_t start, end;
  std::string message;
  bool not_looked_up = false;
};

Found found(const Told& told) {
  Found one;
  one.rule = told.rule;
  one.check = told.check;
  one.not_looked_up = told.not_looked_up;
  one.finding.rule = "R" + std::to_string(told.rule);
  one.finding.severity = told.severity;
  one.finding.span = {told.start, told.end};
  one.finding.message = told.message;
  return one;
}

std::string kept(const std::vector<Told>& all) {
  std::vector<Found> list;
  for (const Told& told : all) list.push_back(found(told));
  std::string messages;
  for (const Finding& finding : folded_findings(std::move(list))) messages += finding.message;
  return messages;
}

constexpr Severity error = Severity::error;
constexpr Severity warning = Severity::warning;
constexpr Severity info = Severity::info;

TEST(Folding, TellsOfAPlaceOncePerRule) {
  const std::vector<std::pair<std::string, std::vector<Told>>> table = {
      {"", {}},
      {"a", {{1, 1, error, 0, 5, "a"}}},
      // The gravest stays, then the longest, then the first check.
      {"b", {{1, 1, warning, 0, 5, "a"}, {1, 2, error, 3, 7, "b"}}},
      {"b", {{1, 1, warning, 0, 5, "a"}, {1, 2, warning, 0, 7, "b"}}},
      {"a", {{1, 1, warning, 0, 5, "a"}, {1, 2, warning, 0, 5, "b"}}},
      {"a", {{1, 1, error, 2, 3, "a"}, {1, 2, warning, 0, 9, "b"}}},
      // Of two rules both stay; side by side both stay.
      {"ab", {{1, 1, warning, 0, 5, "a"}, {2, 2, warning, 0, 5, "b"}}},
      {"ab", {{1, 1, warning, 0, 5, "a"}, {1, 1, warning, 5, 7, "b"}}},
      // A long place over two short ones of equal weight takes both.
      {"c", {{1, 1, info, 0, 2, "a"}, {1, 1, info, 4, 6, "b"}, {1, 2, info, 0, 9, "c"}}},
      // Several things of one check at the very same place.
      {"ab", {{1, 1, error, 0, 9, "a"}, {1, 1, error, 0, 9, "b"}}},
      {"a", {{1, 1, error, 0, 9, "a"}, {1, 1, error, 0, 9, "a"}}},
      {"ab", {{1, 1, error, 0, 0, "a"}, {1, 1, error, 0, 0, "b"}}},
      // What could not be looked up is said beside what was found.
      {"ab", {{1, 1, error, 0, 9, "a"}, {1, 2, info, 0, 9, "b", true}}},
      // Empty places.
      {"a", {{1, 1, error, 2, 9, "a"}, {1, 2, error, 2, 2, "b"}}},
      {"ab", {{1, 1, error, 2, 9, "a"}, {1, 2, error, 9, 9, "b"}}},
  };
  for (const auto& [messages, all] : table) EXPECT_EQ(kept(all), messages);
}

TEST(Folding, OrdersByPlaceThenWeightThenRule) {
  EXPECT_EQ(kept({{3, 1, info, 0, 9, "d"},
                  {2, 1, error, 0, 4, "a"},
                  {1, 1, info, 0, 2, "c"},
                  {4, 1, warning, 0, 1, "b"},
                  {5, 1, error, 7, 8, "f"},
                  {1, 1, info, 5, 6, "e"}}),
            "abcdef");
}

Finding finding(std::string rule, std::uint32_t start, std::uint32_t end) {
  Finding one;
  one.rule = std::move(rule);
  one.span = {start, end};
  return one;
}

struct Outcome {
  std::size_t left;
  std::vector<std::string> unused;
};

Outcome suppressed_by(const post::Suppression& suppression) {
  const std::string text = "we guarantee it, we guarantee";
  std::vector<Finding> findings = {finding("FA2", 3, 12), finding("FA2", 20, 29),
                                   finding("LG1", 3, 12)};
  std::vector<Finding> suppressed;
  Outcome outcome;
  outcome.unused = suppress({suppression}, text, findings, suppressed);
  outcome.left = findings.size();
  EXPECT_EQ(findings.size() + suppressed.size(), 3U);
  for (const Finding& one : suppressed) {
    EXPECT_EQ(one.suppressed, suppression.reason);
    EXPECT_EQ(one.rule, suppression.rule);
  }
  return outcome;
}

TEST(Suppression, HoldsForOneRuleAtOnePlace) {
  struct Row {
    post::Suppression suppression;
    std::size_t left;
    std::string unused;
  };
  const auto at = [](std::uint32_t start, std::uint32_t end) {
    return std::optional<base::Span>(base::Span{start, end});
  };
  const std::vector<Row> table = {
      {{"FA2", "proven", "jo", "guarantee", {}}, 1, ""},
      {{"FA2", "proven", "jo", " guarantee\n", {}}, 1, ""},
      {{"FA2", "proven", "jo", "", at(3, 12)}, 2, ""},
      {{"FA2", "proven", "jo", "", at(4, 6)}, 2, ""},
      {{"FA2", "proven", "jo", "guarantee", at(20, 29)}, 2, ""},
      {{"FA2", "proven", "jo", "", at(0, 29)}, 3, "FA2"},     // more than the finding
      {{"FA2", "proven", "jo", "", at(5, 5)}, 3, "FA2"},
      {{"FA2", "proven", "jo", "Guarantee", {}}, 3, "FA2"},
      {{"FA2", "proven", "jo", "it", {}}, 3, "FA2"},
      {{"FA2", "proven", "jo", "it", at(3, 12)}, 3, "FA2"},
      {{"XX1", "proven", "jo", "guarantee", {}}, 3, "XX1"},
      {{"FA2", "", "jo", "guarantee", {}}, 3, "FA2 (it has no reason)"},
      {{"FA2", " \n", "jo", "guarantee", {}}, 3, "FA2 (it has no reason)"},
      {{"FA2", "proven", "jo", "", {}}, 3, "FA2 (it names no place)"},
  };
  for (const auto& [suppression, left, unused] : table) {
    const Outcome outcome = suppressed_by(suppression);
    EXPECT_EQ(outcome.left, left) << suppression.words;
    const std::vector<std::string> expected =
        unused.empty() ? std::vector<std::string>{} : std::vector<std::string>{unused};
    EXPECT_EQ(outcome.unused, expected) << suppression.words;
  }
}

}  // namespace
}  // namespace decorum::review
