// For tests: the small policy of test/golden/policy/base with other rules, and drafts held against
// it.
//
//   const ReviewTest test("rules:\n  FA2:\n    ...");
//   EXPECT_EQ(test.told("We guarantee it"), "FA2 warning [guarantee] Can we prove this?\n");
#pragma once

#include <algorithm>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "policy/files_for_test.h"
#include "policy/load.h"
#include "policy/sites.h"
#include "review/review.h"

namespace decorum::review {

inline policy::Sites sites_for_test() {
  auto sites = policy::read_sites("data/sites.yaml", policy::read_for_test("data/sites.yaml"));
  EXPECT_TRUE(sites.has_value());
  return std::move(*sites);
}

inline policy::Context context_for_test(const policy::Sites& sites) {
  policy::Context context;
  context.sites = policy::limits_of(sites);
  context.holiday_divisions = {"england-and-wales", "scotland", "northern-ireland"};
  return context;
}

// A rules file with one rule R1 of one check, whose lines are `fields`:
// "kind: existence\nwords: [a]".
inline std::string rule_with(std::string_view fields) {
  std::string yaml = "rules:\n  R1:\n    title: A rule\n    cites: \"guide p. 5\"\n    checks:\n";
  std::string lead = "      - ";
  if (fields.find("severity:") == std::string_view::npos) {
    yaml += lead + "severity: warning\n";
    lead = "        ";
  }
  if (fields.find("message:") == std::string_view::npos) {
    yaml += lead + "message: \"Look.\"\n";
    lead = "        ";
  }
  while (!fields.empty()) {
    const std::size_t end = std::min(fields.find('\n'), fields.size());
    yaml += lead + std::string(fields.substr(0, end)) + "\n";
    lead = "        ";
    fields.remove_prefix(std::min(end + 1, fields.size()));
  }
  return yaml;
}

class ReviewTest {
 public:
  // `files` are put in place of those of the base policy. A policy with mistakes fails the test.
  explicit ReviewTest(const std::string& review_yaml, std::span<const Kind> known = kinds(),
                      const policy::FileMap& files = {},
                      const spelling::Dictionary* dictionary = nullptr)
      : sites_(sites_for_test()) {
    policy::FileMap contents = policy::base_files();
    contents.erase("handbook.yaml");  // it names rules of the base
    for (const auto& [path, bytes] : files) contents[path] = bytes;
    contents["review.yaml"] = review_yaml;
    files_ = policy::listed(contents);
    auto loaded = policy::load_policy(files_, context_for_test(sites_));
    if (!loaded) {
      mistakes_ = policy::render(loaded.error(), files_);
      return;
    }
    policy_ = std::make_unique<policy::Policy>(std::move(*loaded));
    auto made = Rulebook::make(Setup{*policy_, sites_, dictionary, nullptr, {}}, known);
    if (made) {
      rulebook_ = std::make_unique<Rulebook>(std::move(*made));
    } else {
      mistakes_ = policy::render(made.error(), files_);
    }
  }

  // What a person is told of the policy's mistakes; empty when it has none.
  const std::string& mistakes() const { return mistakes_; }
  bool loaded() const { return policy_ != nullptr; }
  const policy::Policy& policy() const { return *policy_; }
  const policy::Sites& sites() const { return sites_; }

  Result result(const post::Draft& draft, const Around& around = {}) const {
    EXPECT_EQ(mistakes_, "");
    if (!rulebook_) return {};
    Scratch scratch;
    return review(*rulebook_, draft, around, scratch);
  }

  // A line for each finding: rule, severity, [its words], message.
  std::string told(const post::Draft& draft, const Around& around = {}) const {
    return lines(result(draft, around).findings, draft.text);
  }
  std::string told(std::string text) const {
    post::Draft draft;
    draft.text = std::move(text);
    return told(draft);
  }

  static std::string lines(const std::vector<Finding>& findings, std::string_view text) {
    std::string all;
    for (const Finding& finding : findings) {
      const base::Span span = finding.span;
      all += fmt::format("{} {} [{}] {}\n", finding.rule, policy::name_of(finding.severity),
                         text.substr(span.start, span.end - span.start), finding.message);
    }
    return all;
  }

 private:
  policy::Sites sites_;
  std::vector<policy::PolicyFile> files_;
  std::unique_ptr<policy::Policy> policy_;
  std::unique_ptr<Rulebook> rulebook_;
  std::string mistakes_;
};

}  // namespace decorum::review
