#include "policy/diff.h"

#include <set>

#include <gtest/gtest.h>

#include "policy/facts_of.h"
#include "policy/files_for_test.h"
#include "policy/load.h"

namespace decorum::policy {
namespace {

Policy load(const FileMap& files) {
  auto policy = load_policy(listed(files), {});
  EXPECT_TRUE(policy.has_value());
  return std::move(*policy);
}

struct Edit {
  const char* file;
  const char* old_text;
  const char* new_text;
  const char* area;   // of the first change
  const char* field;
  const char* before;
  const char* after;
};

const Edit edits[] = {
    {"protocol.yaml", "when: \"sentiment.negative >= 0.6\"",
     "when: \"sentiment.negative >= 0.6\"\n        wrong_at_most: 5%", "question",
     "answer no-negative, given by machine", "", "wrong in at most 5 of 100"},
    {"policy.yaml", "version: \"1.0\"", "version: \"1.1\"", "policy", "version", "1.0", "1.1"},
    {"review.yaml", "severity: warning", "severity: error", "rule", "check spelling, severity",
     "warning", "error"},
    {"review.yaml", "words: [Penwick]", "words: [Penwick, Orrell]", "rule",
     "check spelling, settings", "{ dictionary: en-GB, words: Penwick }",
     "{ dictionary: en-GB, words: Penwick, Orrell }"},
    {"review.yaml", "        capacity: official\n", "", "rule", "check spelling, capacity",
     "official", ""},
    {"review.yaml", "by: [manager]", "by: [responder]", "approval", "when draft.paid",
     "by manager: Paid posts are checked.", "by responder: Paid posts are checked."},
    {"handbook.yaml", "Call 999.", "Call 112.", "handbook", "problem Danger", "Call 999.",
     "Call 112."},
};

TEST(Diff, EachEditIsNamedWithWhatWasAndWhatIs) {
  for (const Edit& edit : edits) {
    FileMap files = base_files();
    const Policy before = load(files);
    change(files, edit.file, edit.old_text, edit.new_text);
    const Policy after = load(files);
    const std::vector<Change> changes = differences(before, after);
    ASSERT_EQ(changes.size(), 1U) << edit.new_text << to_text(before, after, changes);
    EXPECT_EQ(changes[0].area, edit.area);
    EXPECT_EQ(changes[0].field, edit.field);
    EXPECT_EQ(changes[0].before, edit.before);
    EXPECT_EQ(changes[0].after, edit.after);
  }
}

TEST(Diff, APolicyDoesNotDifferFromItself) {
  const Policy policy = load(base_files());
  EXPECT_TRUE(differences(policy, policy).empty());
  EXPECT_NE(to_text(policy, policy, {}).find("no differences"), std::string::npos);
}

TEST(Diff, ACommentIsNoDifference) {
  FileMap files = base_files();
  const Policy before = load(files);
  files["review.yaml"] = "# A remark.\n" + files["review.yaml"];
  const Policy after = load(files);
  EXPECT_NE(before.hash, after.hash);
  EXPECT_TRUE(differences(before, after).empty());
}

TEST(Diff, WhatComesAndGoesIsSaidOnceWithItsTitle) {
  FileMap files = base_files();
  const Policy before = load(files);
  change(files, "review.yaml", "  SP1:", "  SP9:");
  change(files, "handbook.yaml", "[SP1]", "[SP9]");
  const Policy after = load(files);
  const std::vector<Change> changes = differences(before, after);
  ASSERT_EQ(changes.size(), 3U);
  EXPECT_EQ(changes[0].kind, Change::Kind::added);
  EXPECT_EQ(changes[0].item, "SP9");
  EXPECT_EQ(changes[1].kind, Change::Kind::removed);
  EXPECT_EQ(changes[1].item, "SP1");
  EXPECT_EQ(changes[2].area, "handbook");
}

TEST(Diff, TurnedRoundAddedBecomesRemoved) {
  FileMap files = base_files();
  const Policy before = load(files);
  change(files, "review.yaml", "        capacity: official\n", "");
  const Policy after = load(files);
  EXPECT_EQ(differences(before, after)[0].kind, Change::Kind::removed);
  EXPECT_EQ(differences(after, before)[0].kind, Change::Kind::added);
}

TEST(Diff, NamesOfFactsAreUniqueWithinAnItem) {
  for (const Item& item : items_of(load(base_files()))) {
    std::set<std::string> names;
    for (const Fact& fact : item.facts) {
      EXPECT_TRUE(names.insert(fact.name).second) << item.area << " " << item.id << fact.name;
      EXPECT_FALSE(fact.value.empty()) << fact.name;
    }
  }
}

TEST(Diff, JsonKeepsQuotesAndLines) {
  FileMap files = base_files();
  const Policy before = load(files);
  change(files, "handbook.yaml", "Call 999.", "Say \\\"help\\\"\\nloudly.");
  const Policy after = load(files);
  EXPECT_NE(to_json(before, after, differences(before, after))
                .find(R"("after":"Say \"help\"\nloudly.")"),
            std::string::npos);
}

}  // namespace
}  // namespace decorum::policy
