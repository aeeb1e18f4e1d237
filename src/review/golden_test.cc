// Every file of test/golden/review/mistakes is one mistake in review.yaml, and the exact words a
// person then reads.
//
//   kind: existence           the fields of one check, or a whole review.yaml
//   wrods: [a]
//   = expected
//   review.yaml:8:9: a check of kind existence has no field 'wrods'
//   ...
//
// With DECORUM_UPDATE_GOLDEN set, what is expected is written anew instead of compared.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "review/review_for_test.h"

namespace decorum::review {
namespace {

namespace fs = std::filesystem;

const fs::path folder = "test/golden/review/mistakes";

struct Golden {
  std::string given, expected;
};

Golden read_golden(const fs::path& path) {
  static const std::string mark = "= expected\n";
  const std::string all = policy::read_for_test(path);
  const std::size_t at = all.find(mark);
  if (at == std::string::npos) {
    ADD_FAILURE() << path << " has no '= expected'";
    return {all, ""};
  }
  return {all.substr(0, at), all.substr(at + mark.size())};
}

std::string messages_for(const std::string& given) {
  const bool whole = given.starts_with("rules:");
  return ReviewTest(whole ? given : rule_with(given)).mistakes();
}

std::vector<fs::path> golden_paths() {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(folder)) paths.push_back(entry.path());
  std::ranges::sort(paths);
  return paths;
}

TEST(Golden, EveryMistakeInARuleIsReportedInTheseWords) {
  for (const fs::path& path : golden_paths()) {
    const Golden golden = read_golden(path);
    const std::string actual = messages_for(golden.given);
    EXPECT_NE(actual, "") << path << " makes no mistake";
    if (std::getenv("DECORUM_UPDATE_GOLDEN") != nullptr) {
      std::ofstream(path, std::ios::binary) << golden.given << "= expected\n" << actual;
    } else {
      EXPECT_EQ(actual, golden.expected) << path;
    }
  }
}

TEST(Golden, ThereAreAtLeastTwentyFive) { EXPECT_GE(golden_paths().size(), 25U); }

}  // namespace
}  // namespace decorum::review
