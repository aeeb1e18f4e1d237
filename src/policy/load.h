// From the files of a folder to a Policy, or to every mistake in them at once. Pure: files, site
// limits, holiday divisions and today come in as values.
//
//   auto policy = load_policy(files, context);
//   if (!policy) std::cerr << render(policy.error(), files);
//   for (const Mistake& warning : warnings_of(*policy, files, today)) ...
//
// Bounds: 500 files, 16 MiB, 400,000 YAML nodes in all, 1,000 questions, 1,000 outcomes, 100
// answers to a question, 8 KiB an expression, mistakes_max mistakes. More is a mistake itself.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "policy/file.h"
#include "policy/mistake.h"
#include "policy/policy.h"

namespace decorum::policy {

inline constexpr std::size_t files_max = 500;
inline constexpr std::size_t policy_bytes_max = 16 * 1024 * 1024;
inline constexpr std::size_t policy_nodes_max = 400'000;
inline constexpr std::size_t questions_max = 1000;
inline constexpr std::size_t outcomes_max = 1000;
inline constexpr std::size_t answers_max = 100;  // of one question
inline constexpr std::size_t expression_bytes_max = 8 * 1024;

// A site's own limits, as far as a policy may tighten them; what is not set has no limit.
struct SiteLimit {
  std::string site;
  std::optional<std::int64_t> text_max, hashtags_max, links_max, media_max;
};

// What a policy is checked against besides itself.
struct Context {
  std::vector<SiteLimit> sites;                // empty: the names of the contract, without limits
  std::vector<std::string> holiday_divisions;  // empty: any is taken
};

// `files` is the whole folder, in any order; a YAML file that is no part of a policy is a mistake,
// anything that is neither YAML nor a case (a README, a logo) is only hashed. Mistakes are sorted.
tl::expected<Policy, std::vector<Mistake>> load_policy(const std::vector<PolicyFile>& files,
                                                       const Context& context);

// What is no mistake but should be seen: a review that is overdue on `today`, a role that the chart
// names and nobody holds then, a fact sheet past its review, a logo no longer valid, a window of
// the calendar that ended a year ago, a calendar with nothing ahead.
std::vector<Mistake> warnings_of(const Policy& policy, const std::vector<PolicyFile>& files,
                                 std::chrono::sys_days today);

// "sha256:..." over the files in byte order of their paths, *.case left out. Each file adds its
// path and then its bytes, each preceded by its length as 8 bytes, most significant first.
std::string content_hash(const std::vector<PolicyFile>& files);

}  // namespace decorum::policy
