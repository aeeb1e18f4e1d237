#include "policy/policy.h"

#include <chrono>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace decorum::policy {
namespace {

constexpr std::chrono::sys_days day(int year, unsigned month, unsigned of_month) {
  return std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{of_month};
}

Roles roles() {
  Roles roles;
  roles.people = {{"ann", "Ann", "", ""}, {"bob", "Bob", "", ""}, {"cy", "Cy", "", ""}};
  roles.roles = {
      {"responder", "", "", {{"ann", day(2026, 1, 1), day(2026, 6, 30)}}, {"manager", "chief"}},
      {"manager", "", "", {{"bob", day(2026, 3, 1), {}}, {"cy", day(2026, 3, 1), {}}}, {}},
      {"chief", "", "", {{"cy", day(2025, 1, 1), {}}}, {"responder"}},
      {"nobody", "", "", {}, {"nobody-else"}},
      {"nobody-else", "", "", {}, {"nobody"}},
  };
  return roles;
}

TEST(Acting, AreTheHoldersOrElseTheNearestDeputies) {
  struct Row {
    const char* role;
    std::chrono::sys_days on;
    std::vector<std::string> acting;
  };
  const Row rows[] = {
      {"responder", day(2026, 1, 1), {"ann"}},
      {"responder", day(2026, 6, 30), {"ann"}},
      {"responder", day(2026, 7, 1), {"bob", "cy"}},
      {"responder", day(2025, 12, 31), {"cy"}},
      {"responder", day(2024, 12, 31), {}},
      {"manager", day(2026, 2, 28), {}},
      {"chief", day(2024, 1, 1), {}},
      {"nobody", day(2026, 5, 1), {}},
      {"unheard-of", day(2026, 5, 1), {}},
  };
  for (const Row& row : rows) EXPECT_EQ(roles().acting(row.role, row.on), row.acting) << row.role;
}

TEST(Lookups, FindByIdOrNot) {
  const Roles all = roles();
  EXPECT_EQ(all.person("bob")->name, "Bob");
  EXPECT_EQ(all.person("dan"), nullptr);
  EXPECT_EQ(all.role("chiefs"), nullptr);
  EXPECT_EQ(all.team("chief"), nullptr);
  Protocol chart;
  chart.questions.resize(2);
  chart.questions[1].id = "second";
  EXPECT_EQ(chart.question_named("second"), std::size_t{1});
  EXPECT_EQ(chart.question_named("third"), std::nullopt);
  EXPECT_EQ(chart.outcome_named("second"), std::nullopt);
}

}  // namespace
}  // namespace decorum::policy
