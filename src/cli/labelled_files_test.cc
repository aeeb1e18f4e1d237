#include "cli/labelled_files.h"

#include <gtest/gtest.h>

#include "cli/command.h"

namespace decorum::cli {
namespace {

using Labels = std::vector<std::string>;

TEST(LabelledFiles, LabelsAreSplitAtCommas) {
  EXPECT_EQ(labels_of("a"), Labels{"a"});
  EXPECT_EQ(labels_of("a,b c, d "), (Labels{"a", "b c", "d"}));
  EXPECT_EQ(labels_of(",,a,"), Labels{"a"});
  EXPECT_EQ(labels_of(""), Labels{});
  EXPECT_EQ(labels_of(" , "), Labels{});
}

TEST(LabelledFiles, StandardInputIsReadOnceOnly) {
  EXPECT_THROW(read_labelled_files({"-", "-"}), CannotRun);
}

TEST(LabelledFiles, AnEmptyModelIsRefused) {
  EXPECT_THROW(read_model("/dev/null"), CannotRun);
  EXPECT_THROW(read_model("/no/such/file"), CannotRun);
}

TEST(LabelledFiles, AnErrorOfTheDataIsAFindingAndOneOfAnOptionIsNot) {
  ::testing::internal::CaptureStderr();
  EXPECT_EQ(tell({"what", "posts.jsonl:3"}), exit_findings);
  EXPECT_EQ(tell({"what", "--train"}), exit_findings);
  EXPECT_EQ(tell({"what", ""}), exit_findings);
  EXPECT_EQ(tell({"what", "--signal"}), exit_cannot_run);
  EXPECT_EQ(::testing::internal::GetCapturedStderr(),
            "decorum: posts.jsonl:3: what\ndecorum: --train: what\ndecorum: what\n"
            "decorum: --signal: what\n");
}

}  // namespace
}  // namespace decorum::cli
