// Over many made-up texts held against the institute's whole policy: mending twice is mending once,
// every finding lies in its text, and suppressing each finding leaves none.
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/utf8.h"
#include "review/fix.h"
#include "review/review_for_test.h"

namespace decorum::review {
namespace {

namespace fs = std::filesystem;

class Institute {
 public:
  Institute() : sites_(sites_for_test()) {
    const fs::path folder = "policies/institute";
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      if (!entry.is_regular_file()) continue;
      files_.push_back({fs::relative(entry.path(), folder).generic_string(),
                        policy::read_for_test(entry.path())});
    }
    auto loaded = policy::load_policy(files_, context_for_test(sites_));
    if (!loaded) {
      ADD_FAILURE() << policy::render(loaded.error(), files_);
      return;
    }
    policy_ = std::make_unique<policy::Policy>(std::move(*loaded));
    auto made = Rulebook::make({*policy_, sites_, nullptr, nullptr, {}});
    if (!made) {
      ADD_FAILURE() << policy::render(made.error(), files_);
      return;
    }
    rulebook_ = std::make_unique<Rulebook>(std::move(*made));
  }

  bool usable() const { return rulebook_ != nullptr; }
  const policy::Policy& policy() const { return *policy_; }

  Result result(const std::string& text) {
    post::Draft draft;
    draft.text = text;
    return review(*rulebook_, draft, {}, scratch_);
  }
  Result result(const post::Draft& draft) { return review(*rulebook_, draft, {}, scratch_); }

 private:
  policy::Sites sites_;
  std::vector<policy::PolicyFile> files_;
  std::unique_ptr<policy::Policy> policy_;
  std::unique_ptr<Rulebook> rulebook_;
  Scratch scratch_;
};

// Pieces of texts that break rules, and signs that bring them into odd company.
std::vector<std::string> parts_of(const policy::Policy& policy) {
  std::vector<std::string> parts = {
      " ",  "\n", "!",   "!!!",      "?!",    ". ", ", ", "“",      "”",   "\"",          "'",
      "’",  "#",  "@jo", "ALL CAPS", "soooo", "🎉", "-",  "#adhoc", "#ad", "http://a.com", "𝗳𝗿𝗲𝗲",
      "ﬁ",  "Ad", "ad:", "(",        ")",     "\t", "`",  "…",      "e-mail",
      "http://example.org/a?utm_source=x"};
  if (policy.brand) {
    for (const policy::PreferredWord& word : policy.brand->preferred) {
      parts.push_back(word.instead_of);
      parts.push_back(word.use);
    }
    for (const policy::BrandName& name : policy.brand->names) {
      parts.push_back(name.text);
      parts.push_back(name.short_form);
    }
  }
  for (const policy::ReviewRule& rule : policy.review.rules) {
    for (const policy::RuleExample& example : rule.examples) {
      parts.push_back(example.bad);
      parts.push_back(example.good);
    }
  }
  return parts;
}

std::string made_up(const std::vector<std::string>& parts, std::mt19937& chance) {
  std::string text;
  const std::size_t count = 1 + chance() % 8;
  for (std::size_t i = 0; i < count; ++i) {
    text += parts[chance() % parts.size()];
    if (chance() % 2 == 0) text += ' ';
  }
  return text;
}

TEST(FixesProperty, MendingTwiceIsMendingOnce) {
  Institute institute;
  ASSERT_TRUE(institute.usable());
  const std::vector<std::string> parts = parts_of(institute.policy());
  std::mt19937 chance(7);
  std::size_t mended = 0;
  for (int round = 0; round < 1500; ++round) {
    const std::string text = made_up(parts, chance);
    const Fixed once = apply_fixes(text, institute.result(text).findings);
    mended += once.applied > 0 ? 1U : 0U;
    ASSERT_TRUE(base::is_valid_utf8(once.text)) << text;
    const Fixed twice = apply_fixes(once.text, institute.result(once.text).findings);
    EXPECT_EQ(twice.text, once.text) << "of: " << text;
  }
  EXPECT_GT(mended, 100U);
}

TEST(FixesProperty, FindingsLieInTheTextInOrderAndCanAllBeSuppressed) {
  Institute institute;
  ASSERT_TRUE(institute.usable());
  const std::vector<std::string> parts = parts_of(institute.policy());
  std::mt19937 chance(11);
  for (int round = 0; round < 500; ++round) {
    post::Draft draft;
    draft.text = made_up(parts, chance);
    const Result result = institute.result(draft);
    std::uint32_t last = 0;
    for (const Finding& finding : result.findings) {
      ASSERT_LE(last, finding.span.start) << draft.text;
      ASSERT_LE(finding.span.start, finding.span.end) << draft.text;
      ASSERT_LE(finding.span.end, draft.text.size()) << draft.text;
      const std::string words = draft.text.substr(finding.span.start,
                                                  finding.span.end - finding.span.start);
      ASSERT_TRUE(base::is_valid_utf8(words)) << finding.kind << ": " << draft.text;
      EXPECT_EQ(finding.message.find('{'), std::string::npos) << finding.message;
      last = finding.span.start;
      draft.suppress.push_back({finding.rule, "agreed", "jo", "", finding.span});
    }
    const Result after = institute.result(draft);
    EXPECT_TRUE(after.findings.empty()) << draft.text;
    EXPECT_EQ(after.suppressed.size(), result.findings.size()) << draft.text;
  }
}

// What grows with the square of the text takes minutes.
TEST(FixesProperty, TextsMadeToBeSlowAreReviewedInTime) {
  Institute institute;
  ASSERT_TRUE(institute.usable());
  const std::vector<std::string> parts = {"http://", "🎉", "日本。", "\"a", "‘s’ ",
                                          "#a",      "a@b.", "The ", "1️⃣"};
  for (const std::string& part : parts) {
    std::string text;
    while (text.size() < 128 * 1024) text += part;
    const auto before = std::chrono::steady_clock::now();
    institute.result(text);
    const auto after = std::chrono::steady_clock::now();
    EXPECT_LT(std::chrono::duration<double>(after - before).count(), 10) << part;
  }
}

}  // namespace
}  // namespace decorum::review
