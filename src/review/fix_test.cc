#include "review/fix.h"

#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace decorum::review {
namespace {

Finding fixed_by(std::uint32_t start, std::uint32_t end, std::string replacement) {
  Finding finding;
  finding.span = {start, end};
  finding.fix = Fix{{start, end}, std::move(replacement)};
  return finding;
}

TEST(Fixes, AreAppliedWhereTheyDoNotMeet) {
  struct Row {
    std::string text;
    std::vector<Finding> findings;
    std::string fixed;
    std::size_t applied;
  };
  const std::vector<Row> table = {
      {"abc", {}, "abc", 0},
      {"", {}, "", 0},
      {"abc", {Finding{}}, "abc", 0},
      {"color", {fixed_by(0, 5, "colour")}, "colour", 1},
      {"abc", {fixed_by(1, 2, "")}, "ac", 1},
      {"abc", {fixed_by(3, 3, "d")}, "abcd", 1},
      {"abc", {fixed_by(2, 3, "C"), fixed_by(0, 1, "A")}, "AbC", 2},
      {"abc", {fixed_by(0, 2, "X"), fixed_by(1, 3, "Y")}, "Xc", 1},
      {"abc", {fixed_by(0, 2, "X"), fixed_by(2, 3, "Y")}, "XY", 2},
      {"abc", {fixed_by(1, 1, "X"), fixed_by(1, 1, "X")}, "aXbc", 1},
      {"abc", {fixed_by(1, 1, "X"), fixed_by(1, 2, "Y")}, "aXYc", 2},
      {"abc", {fixed_by(1, 2, "Y"), fixed_by(1, 1, "X")}, "aXYc", 2},
      {"abc", {fixed_by(0, 1, "a")}, "abc", 0},
      {"abc", {fixed_by(2, 9, "X")}, "abc", 0},
      {"abc", {fixed_by(2, 1, "X")}, "abc", 0},
  };
  for (const auto& [text, findings, fixed, applied] : table) {
    const Fixed result = apply_fixes(text, findings);
    EXPECT_EQ(result.text, fixed) << text;
    EXPECT_EQ(result.applied, applied) << text << " -> " << fixed;
  }
}

}  // namespace
}  // namespace decorum::review
