// How long review takes, warm: the rules compiled, one draft of a file after the other in one
// thread. bench/review prints it beside the cold start and the peers.
//
//   decorum_review_bench POLICY DRAFTS.jsonl [SECONDS]
//
// Prints one line of JSON: drafts, bytes, milliseconds of one draft (median and 99 %), drafts/s,
// and what opening costs.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include <fmt/core.h>

#include "cli/open.h"
#include "cli/open_review.h"
#include "post/draft_json.h"
#include "review/review.h"

namespace decorum::bench {
namespace {

using Clock = std::chrono::steady_clock;

double milliseconds(Clock::duration took) {
  return std::chrono::duration<double, std::milli>(took).count();
}

std::vector<post::Draft> drafts_of(const char* path) {
  std::vector<post::Draft> drafts;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    auto draft = post::read_draft(line);
    if (draft) drafts.push_back(std::move(*draft));
  }
  return drafts;
}

int measure(const char* folder, const char* path, double seconds) {
  const auto begin = Clock::now();
  const cli::OpenedPolicy opened = cli::open_policy(folder);
  const cli::OpenedReview tools(opened);
  const double opening = milliseconds(Clock::now() - begin);
  const std::vector<post::Draft> drafts = drafts_of(path);
  if (drafts.empty()) return 1;
  review::Scratch scratch;
  const review::Around around;
  std::vector<double> times;
  std::size_t findings = 0;
  std::size_t bytes = 0;
  const auto start = Clock::now();
  while (times.size() < drafts.size() ||
         milliseconds(Clock::now() - start) < seconds * 1000.0) {
    const post::Draft& draft = drafts[times.size() % drafts.size()];
    const auto before = Clock::now();
    findings += review::review(tools.rulebook(), draft, around, scratch).findings.size();
    times.push_back(milliseconds(Clock::now() - before));
    bytes += draft.text.size();
  }
  const double all = milliseconds(Clock::now() - start);
  const std::size_t count = times.size();
  std::ranges::sort(times);
  fmt::print(
      "{{\"drafts\":{},\"mean_bytes\":{},\"findings_per_draft\":{:.2f},\"opening_ms\":{:.1f},"
      "\"median_ms\":{:.3f},\"p99_ms\":{:.3f},\"drafts_per_second\":{:.0f}}}\n",
      drafts.size(), bytes / count, static_cast<double>(findings) / static_cast<double>(count),
      opening, times[count / 2], times[count * 99 / 100],
      1000.0 * static_cast<double>(count) / all);
  return 0;
}

}  // namespace
}  // namespace decorum::bench

int main(int count, char** values) {
  if (count < 3) {
    std::cerr << "usage: decorum_review_bench POLICY DRAFTS.jsonl [SECONDS]\n";
    return 2;
  }
  try {
    return decorum::bench::measure(values[1], values[2], count > 3 ? std::atof(values[3]) : 3.0);
  } catch (const std::exception& error) {
    std::cerr << "bench: " << error.what() << '\n';
    return 1;
  }
}
