#include "policy/load.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/hash.h"
#include "policy/files_for_test.h"

namespace decorum::policy {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::sys_days day(int year, unsigned month, unsigned of_month) {
  return std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{of_month};
}

TEST(Load, ARateIsPerCentWithOneDecimalAtMost) {
  const auto rate = [](const std::string& written) -> std::optional<std::int32_t> {
    FileMap files = base_files();
    change(files, "protocol.yaml", "when: \"sentiment.negative >= 0.6\"",
           "when: \"sentiment.negative >= 0.6\"\n        wrong_at_most: " + written);
    const auto policy = load_policy(listed(files), {});
    if (!policy) return std::nullopt;
    return policy->protocol.questions[0].answers[1].wrong_at_most_per_mille;
  };
  EXPECT_EQ(rate("5%"), 50);
  EXPECT_EQ(rate("\"0.5%\""), 5);
  EXPECT_EQ(rate("12.5%"), 125);
  EXPECT_EQ(rate("50%"), 500);
  for (const char* wrong : {"0%", "0.0%", "50.1%", "51%", "-5%", "5", "5 %", ".5%", "5.%", "5.25%",
                            "5%%", "5 per cent", "[5%]", "\"\"", "99999999999%"}) {
    EXPECT_EQ(rate(wrong), std::nullopt) << wrong;
  }
}

TEST(Load, TheBaseComesOutTyped) {
  const auto policy = load_policy(listed(base_files()), {});
  ASSERT_TRUE(policy.has_value());
  EXPECT_EQ(policy->info.name, "library");
  EXPECT_EQ(policy->info.in_force_from, day(2026, 9, 1));
  const Protocol& chart = policy->protocol;
  ASSERT_EQ(chart.questions.size(), 3U);
  EXPECT_EQ(chart.questions[chart.start].id, "positive");
  const Question& kind = chart.questions[1];
  EXPECT_EQ(kind.answers[0].title, "Threat");
  EXPECT_TRUE(kind.answers[0].confirm && kind.answers[0].accuses);
  EXPECT_EQ(kind.answers[2].when, nullptr);
  EXPECT_EQ(kind.unsure_within.kind, Deadline::Kind::business);
  ASSERT_EQ(chart.outcomes.size(), 4U);
  const Outcome& watch = chart.outcomes[1];
  EXPECT_EQ(watch.due.kind, Deadline::Kind::business);
  EXPECT_EQ(watch.due.amount, base::Duration(4h));
  EXPECT_EQ(watch.due.name, "first-response");
  EXPECT_EQ(watch.watch->then, std::size_t{2});
  EXPECT_TRUE(watch.tips.empty());
  EXPECT_EQ(chart.outcomes[2].queue, "facts");
  EXPECT_EQ(chart.outcomes[2].come_back->to, 2U);
  EXPECT_NE(chart.outcomes[2].come_back->when, nullptr);
  EXPECT_EQ(chart.outcomes[3].queue, "desk") << "the owner's, by default";
  EXPECT_EQ(chart.outcomes[3].tips.size(), 1U) << "all, by default, for serve";
  EXPECT_EQ(policy->accounts.named("main")->deadlines[0].first, 2U);
  EXPECT_EQ(policy->clocks.hours_named("desk")->days[5]->to_minute, 13 * 60);
  EXPECT_EQ(policy->clocks.hours_named("desk")->days[6], std::nullopt);
  EXPECT_EQ(policy->lexicons[0].patterns[0], "i (will|'ll) find you");
  EXPECT_EQ(policy->community->severe_skip_to, 1U);
  EXPECT_EQ(policy->complaints->stages[0].go, std::vector<std::size_t>{1});
  const ReviewCheck& check = policy->review.rules[0].checks[0];
  EXPECT_EQ(check.severity, Severity::warning);
  EXPECT_EQ(check.accounts, std::vector<std::string>{"main"});
  EXPECT_EQ(check.settings[0].name, "settings");
  EXPECT_EQ(check.settings[0].line, 12U);
  EXPECT_EQ(check.settings[0].value.fields[1].value.items[0].text, "Penwick");
  EXPECT_EQ(policy->review.rules[0].examples[0].bad, "Recieve");
  EXPECT_EQ(policy->letters[0].fields, std::vector<std::string>{"rule"});
}

TEST(Load, SettingsOfACheckKeepTheirTypes) {
  FileMap files = base_files();
  change(files, "review.yaml", "settings: { dictionary: en-GB, words: [Penwick] }",
         "settings: { a: 1, b: 1.5, c: true, d: \"1\", e: [x, { f: -2 }], g: 1e400, h: 12 words }");
  const auto policy = load_policy(listed(files), {});
  ASSERT_TRUE(policy.has_value());
  const auto& params = policy->review.rules[0].checks[0].settings[0].value.fields;
  ASSERT_EQ(params.size(), 7U);
  EXPECT_EQ(params[0].value.integer, 1);
  EXPECT_EQ(params[1].value.kind, Setting::Kind::real);
  EXPECT_EQ(params[1].value.real, 1.5);
  EXPECT_TRUE(params[2].value.flag);
  EXPECT_EQ(params[3].value.kind, Setting::Kind::text);
  EXPECT_EQ(params[4].value.items[1].fields[0].value.integer, -2);
  EXPECT_EQ(params[5].value.kind, Setting::Kind::text) << "no number holds it";
  EXPECT_EQ(params[6].value.kind, Setting::Kind::text);
}

TEST(Load, AListIsPutInWhereACheckNamesIt) {
  FileMap files = base_files();
  change(files, "review.yaml", "words: [Penwick]", "words: { list: names/places }");
  const auto policy = load_policy(listed(files), {});
  ASSERT_TRUE(policy.has_value());
  const Setting& words = policy->review.rules[0].checks[0].settings[0].value.fields[1].value;
  ASSERT_EQ(words.kind, Setting::Kind::list);
  ASSERT_EQ(words.items.size(), 2U);
  EXPECT_EQ(words.items[1].text, "Orrell Green");
  EXPECT_EQ(words.items[1].line, 12U) << "shown where the check names it";
}

TEST(Load, WhatIsNotNeededMayBeLeftOut) {
  FileMap files = base_files();
  for (const char* path : {"sites.yaml", "review.yaml", "brand.yaml", "community.yaml",
                           "complaints.yaml", "retention.yaml", "letters.yaml", "glossary.yaml",
                           "handbook.yaml", "one.case", "logos/mark.svg"}) {
    files.erase(path);
  }
  EXPECT_EQ(codes_for(files), std::vector<std::string>{});
  files.erase("replies.yaml");
  EXPECT_EQ(codes_for(files), std::vector<std::string>{"unknown"}) << "reply:thanks is missed";
}

TEST(Load, AnEmptyFolderMissesFiveFiles) {
  EXPECT_EQ(codes_for({}), std::vector<std::string>(5, "missing-file"));
}

TEST(Load, AFileThatCannotBeReadIsNotBlamedOnTheOthers) {
  for (const char* path : {"policy.yaml", "protocol.yaml", "roles.yaml", "accounts.yaml",
                           "clocks.yaml", "replies.yaml", "letters.yaml", "words/threat.yaml",
                           "facts/opening.yaml"}) {
    FileMap files = base_files();
    files[path] = "a: [";
    EXPECT_EQ(codes_for(files), std::vector<std::string>{"yaml"}) << path;
  }
}

TEST(Load, MistakesOfAllFilesComeSortedAndBounded) {
  FileMap files = base_files();
  for (int i = 0; i < 3000; ++i) files["glossary.yaml"] += "more-" + std::to_string(i) + ": x\n";
  files["words/threat.yaml"] += "sauce: own\n";
  const auto policy = load_policy(listed(files), {});
  ASSERT_FALSE(policy.has_value());
  EXPECT_EQ(policy.error().size(), mistakes_max);
  EXPECT_TRUE(std::ranges::is_sorted(policy.error(), {}, [](const Mistake& mistake) {
    return std::pair(mistake.file, mistake.line);
  }));
}

TEST(Load, TheFolderHasBounds) {
  FileMap files = base_files();
  for (std::size_t i = 0; i <= files_max; ++i) files["notes/" + std::to_string(i)] = "";
  EXPECT_EQ(codes_for(files), std::vector<std::string>{"too-many-files"});
  files = base_files();
  files["logos/large.png"] = std::string(policy_bytes_max, 'x');
  EXPECT_EQ(codes_for(files), std::vector<std::string>{"too-large"});
}

TEST(Load, AFileGivenTwiceOrWithoutAPathIsRefused) {
  std::vector<PolicyFile> files = listed(base_files());
  files.push_back(files.front());
  files.push_back({"", ""});
  files.push_back({std::string(300, 'a'), ""});
  const auto policy = load_policy(files, {});
  ASSERT_FALSE(policy.has_value());
  EXPECT_EQ(policy.error().size(), 3U);
}

TEST(Load, FilesThatAreNoYamlAreOnlyHashed) {
  FileMap files = base_files();
  const std::string before = content_hash(listed(files));
  files["README.md"] = "# About";
  EXPECT_EQ(codes_for(files), std::vector<std::string>{});
  EXPECT_NE(content_hash(listed(files)), before);
}

TEST(ContentHash, IsOverPathAndBytesInPathOrderWithTheirLengths) {
  const std::string a = std::string("\0\0\0\0\0\0\0\1", 8) + "a" +
                        std::string("\0\0\0\0\0\0\0\2", 8) + "12";
  const std::string b = std::string("\0\0\0\0\0\0\0\1", 8) + "b" +
                        std::string("\0\0\0\0\0\0\0\0", 8);
  EXPECT_EQ(content_hash({{"b", ""}, {"a", "12"}}), base::sha256(a + b));
  EXPECT_EQ(content_hash({{"a", "12"}, {"b", ""}, {"x.case", "case: x"}}), base::sha256(a + b));
  EXPECT_NE(content_hash({{"a", "1"}, {"b", "2"}}), content_hash({{"a", ""}, {"b", "12"}}));
  EXPECT_EQ(content_hash({}), base::sha256(""));
}

TEST(ContentHash, IsThePolicysIdentity) {
  const std::vector<PolicyFile> files = listed(base_files());
  EXPECT_EQ(load_policy(files, {})->hash, content_hash(files));
}

TEST(Sites, AreTheContractsWhenNoneAreGiven) {
  FileMap files = base_files();
  change(files, "accounts.yaml", "site: mastodon", "site: discourse");
  EXPECT_EQ(codes_for(files), std::vector<std::string>{});
  Context context;
  context.sites = {{"x", 280, {}, {}, {}}, {"mastodon", 500, {}, {}, {}}};
  EXPECT_FALSE(load_policy(listed(files), context).has_value());
}

TEST(Sites, EveryLimitMayOnlyBeTightened) {
  Context context;
  context.sites = {{"x", 280, 5, 4, 3}, {"mastodon", {}, {}, {}, {}}};
  for (const char* loosened : {"text_max: 281", "hashtags_max: 6", "links_max: 5",
                               "media_max: 4"}) {
    FileMap files = base_files();
    files["sites.yaml"] = "sites:\n  x: { why: ours, " + std::string(loosened) + " }\n";
    const auto policy = load_policy(listed(files), context);
    ASSERT_FALSE(policy.has_value()) << loosened;
    EXPECT_EQ(policy.error()[0].code, "loosened");
    files["sites.yaml"] = "sites:\n  mastodon: { why: ours, " + std::string(loosened) + " }\n";
    EXPECT_TRUE(load_policy(listed(files), context).has_value()) << loosened << " of no limit";
  }
}

std::string warned(const FileMap& files, std::chrono::sys_days today) {
  const auto policy = load_policy(listed(files), {});
  if (!policy) return "does not load";
  std::string out;
  for (const Mistake& warning : warnings_of(*policy, listed(files), today)) {
    out += warning.code + " " + warning.file + ":" + std::to_string(warning.line) + "; ";
  }
  return out;
}

TEST(Warnings, SayWhatIsDueOrEmpty) {
  const FileMap files = base_files();
  EXPECT_EQ(warned(files, day(2026, 11, 22)), "gap roles.yaml:7; ") << "only a deputy responds";
  EXPECT_EQ(warned(files, day(2026, 8, 31)), "not-in-force policy.yaml:7; gap roles.yaml:7; ");
  EXPECT_EQ(warned(files, day(2027, 9, 2)),
            "review-due facts/opening.yaml:6; review-due policy.yaml:8; gap roles.yaml:7; ");
  EXPECT_EQ(warned(files, day(2028, 1, 1)),
            "window-past calendar.yaml:2; window-past calendar.yaml:13; "
            "review-due facts/opening.yaml:6; review-due policy.yaml:8; gap roles.yaml:4; "
            "gap roles.yaml:7; ");
}

}  // namespace
}  // namespace decorum::policy
