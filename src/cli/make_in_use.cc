#include "cli/make_in_use.h"

#include <utility>

#include <fmt/core.h>

#include "cli/data.h"
#include "cli/open.h"
#include "cli/open_review.h"
#include "policy/load.h"

namespace decorum::cli {
namespace {

// Stays where it is: the parts point at one another.
struct Opened {
  explicit Opened(OpenedPolicy opened)
      : policy(std::move(opened)), readers(open_readers(policy.policy)), review(policy, &readers) {
    review.need_logos();
  }

  OpenedPolicy policy;
  signals::ReaderSet readers;
  OpenedReview review;
};

}  // namespace

base::Result<std::shared_ptr<const desk::InUse>> make_in_use(
    std::vector<policy::PolicyFile> files) {
  auto loaded = policy::load_policy(files, open_context());
  if (!loaded) {
    const policy::Mistake& first = loaded.error().front();
    return base::fail(fmt::format("the policy has {} mistakes; the first: {}",
                                  loaded.error().size(), first.what),
                      fmt::format("{}:{}", first.file, first.line));
  }
  const auto opened = std::make_shared<Opened>(OpenedPolicy{std::move(*loaded), std::move(files)});
  auto in_use = std::make_shared<desk::InUse>();
  in_use->owner = opened;
  in_use->policy = &opened->policy.policy;
  in_use->files = &opened->policy.files;
  in_use->readers = &opened->readers;
  in_use->rulebook = &opened->review.rulebook();
  in_use->sites = &opened->review.sites();
  in_use->holidays = open_holidays(opened->policy.policy.clocks.holidays);
  return std::shared_ptr<const desk::InUse>(std::move(in_use));
}

}  // namespace decorum::cli
