#include "http/problem.h"

#include <fstream>
#include <iterator>
#include <set>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace decorum::http {
namespace {

TEST(Problem, IsWrittenAsTheStandardSays) {
  Response response = unprocessable("this must be a text, not null", "/to");
  name_instance(response, "0e3m5k7hq0004");
  EXPECT_EQ(response.status, 422);
  EXPECT_EQ(response.headers[0].second, "application/problem+json");
  EXPECT_EQ(response.body,
            "{\"type\":\"/docs/problems#unprocessable\","
            "\"title\":\"Some of what was sent is not right\",\"status\":422,"
            "\"detail\":\"The fields named under errors need another value.\","
            "\"instance\":\"/requests/0e3m5k7hq0004\","
            "\"errors\":[{\"detail\":\"this must be a text, not null\",\"pointer\":\"/to\"}]}");
}

TEST(Problem, OfAStatusWithoutAKindSaysNothingOfTheInside) {
  EXPECT_EQ(problem_kind_of(599).slug, "internal-error");
  EXPECT_EQ(internal_error("0e3m5k7hq0004").status, 500);
}

TEST(Problem, LeavesOtherAnswersAsTheyAre) {
  Response response;
  response.set("content-type", "application/json");
  response.body = "{}";
  name_instance(response, "1");
  EXPECT_EQ(response.body, "{}");
}

TEST(Problem, IsExplainedInTheDocuments) {
  std::ifstream in("docs/problems.md");
  const std::string page(std::istreambuf_iterator<char>(in), {});
  std::set<std::string_view> slugs;
  for (const ProblemKind& kind : problem_kinds()) {
    EXPECT_TRUE(slugs.insert(kind.slug).second) << kind.slug;
    const std::string section = fmt::format("\n## {}\n\n{}. ", kind.slug, kind.status);
    EXPECT_NE(page.find(section), std::string::npos) << kind.slug;
  }
}

}  // namespace
}  // namespace decorum::http
