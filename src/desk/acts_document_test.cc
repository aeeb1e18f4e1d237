// docs/acts.md says of every act what the table says, in the table's order.
#include <fstream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "desk/act.h"

namespace decorum::desk {
namespace {

// The lines of the table below a heading, without its first two.
std::vector<std::string> table_below(std::string_view heading) {
  std::ifstream file("docs/acts.md");
  EXPECT_TRUE(file) << "docs/acts.md cannot be read";
  std::vector<std::string> lines;
  bool is_below = false;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("#")) is_below = line == heading;
    if (is_below && line.starts_with("|")) lines.push_back(line);
  }
  EXPECT_GE(lines.size(), 2u) << heading;
  if (lines.size() >= 2) lines.erase(lines.begin(), lines.begin() + 2);
  return lines;
}

std::string_view name_of(Permission permission) {
  return permission_names[static_cast<std::size_t>(permission)];
}

TEST(ActsDocument, HasEveryActAsTheTableHasIt) {
  std::vector<std::string> rows;
  for (const Act& act : acts()) {
    const ActInfo& info = act.info;
    const std::string back =
        info.inverse.empty() ? std::string(info.no_inverse) : fmt::format("`{}`", info.inverse);
    rows.push_back(fmt::format("| `{}` | {} | {} | {} | {} | {} |", info.name, info.title,
                               info.about, name_of(info.permission), back,
                               info.in_bulk ? "yes" : ""));
  }
  EXPECT_EQ(table_below("## The acts"), rows);
}

TEST(ActsDocument, NamesTheRolesThatHaveEachPermission) {
  std::vector<std::string> rows;
  for (const Permission permission :
       {Permission::act, Permission::answer, Permission::lead, Permission::legal_hold}) {
    std::string roles;
    for (const char* role :
         {"responder", "manager", "brand-reviewer", "press-officer", "secretary",
          "data-protection-officer", "safeguarding-lead", "legal-adviser", "chief-executive",
          "deputy-chief-executive", "auditor", "administrator"}) {
      if (!permissions_of(role).test(static_cast<std::size_t>(permission))) continue;
      roles += roles.empty() ? role : fmt::format(", {}", role);
    }
    rows.push_back(fmt::format("| {} | {} |", name_of(permission), roles));
  }
  EXPECT_EQ(table_below("## Who has which permission"), rows);
}

}  // namespace
}  // namespace decorum::desk
