// For tests: the shipped policy, its sites, and the rulebook made of them, loaded once. Without a
// dictionary and without models.
#pragma once

#include <filesystem>
#include <vector>

#include <gtest/gtest.h>

#include "policy/files_for_test.h"
#include "policy/load.h"
#include "policy/sites.h"
#include "review/review.h"

namespace decorum::desk {

struct TestPolicy {
  policy::Sites sites;
  policy::Policy policy;
};

inline policy::FileMap institute_files() {
  namespace fs = std::filesystem;
  const fs::path folder = "policies/institute";
  policy::FileMap files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    files[fs::relative(entry.path(), folder).generic_string()] =
        policy::read_for_test(entry.path());
  }
  return files;
}

inline TestPolicy load_for_test(const policy::FileMap& contents) {
  auto sites = policy::read_sites("data/sites.yaml", policy::read_for_test("data/sites.yaml"));
  if (!sites) throw std::runtime_error("data/sites.yaml has mistakes");
  policy::Context context;
  context.sites = policy::limits_of(*sites);
  const std::vector<policy::PolicyFile> files = policy::listed(contents);
  auto policy = policy::load_policy(files, context);
  if (!policy) throw std::runtime_error(policy::render(policy.error(), files));
  return {std::move(*sites), std::move(*policy)};
}

inline const TestPolicy& institute_for_test() {
  static const TestPolicy test = load_for_test(institute_files());
  return test;
}

inline const review::Rulebook& rulebook_for_test() {
  static const review::Rulebook book = [] {
    const TestPolicy& test = institute_for_test();
    review::Setup setup{.policy = test.policy, .sites = test.sites, .dictionary = nullptr,
                        .readers = nullptr, .logos = {}};
    if (test.policy.brand) setup.logos.resize(test.policy.brand->logos.size());
    auto made = review::Rulebook::make(std::move(setup));
    if (!made) throw std::runtime_error("the review rules have mistakes");
    return std::move(*made);
  }();
  return book;
}

}  // namespace decorum::desk
