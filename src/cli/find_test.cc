#include "cli/find.h"

#include <cstdlib>

#include <gtest/gtest.h>

namespace decorum::cli {
namespace {

class Find : public ::testing::Test {
 protected:
  void SetUp() override { unset(); }
  void TearDown() override { unset(); }
  static void unset() {
    for (const char* name :
         {"DECORUM_POLICY", "DECORUM_MODELS", "DECORUM_LOCAL_MODELS", "DECORUM_DATA",
          "DECORUM_SPELLING"}) {
      ::unsetenv(name);
    }
  }
};

TEST_F(Find, TheOptionWinsOverTheVariable) {
  ::setenv("DECORUM_POLICY", "/from/variable", 1);
  EXPECT_EQ(find_policy("from/option"), "from/option");
  EXPECT_EQ(find_policy(""), "/from/variable");
}

TEST_F(Find, AWrongVariableIsNotReplacedByAnotherFolder) {
  ::setenv("DECORUM_DATA", "/does/not/exist", 1);
  EXPECT_EQ(find_data(), "/does/not/exist");
}

TEST_F(Find, AnEmptyVariableCountsAsUnset) {
  ::setenv("DECORUM_DATA", "", 1);
  EXPECT_EQ(find_data(), std::filesystem::path(DECORUM_SOURCE_DIR) / "data");
}

TEST_F(Find, AWrongVariableIsNotReplacedByAnotherDictionary) {
  ::setenv("DECORUM_SPELLING", "/does/not/exist", 1);
  EXPECT_EQ(find_spelling(), "/does/not/exist");
}

TEST_F(Find, LocalModelsAreOffUnlessTheVariableNamesAFolder) {
  EXPECT_EQ(find_local_models(), "");
  ::setenv("DECORUM_LOCAL_MODELS", "", 1);
  EXPECT_EQ(find_local_models(), "");
  ::setenv("DECORUM_LOCAL_MODELS", "/does/not/exist", 1);
  EXPECT_EQ(find_local_models(), "/does/not/exist");
}

TEST_F(Find, TheSourceFolderIsTheLastResort) {
  EXPECT_EQ(find_data(), std::filesystem::path(DECORUM_SOURCE_DIR) / "data");
}

}  // namespace
}  // namespace decorum::cli
