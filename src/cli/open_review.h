// What reviewing drafts needs besides the policy: the sites, the spelling dictionary, the readers
// of signals when a rule asks for them, the approved logos, all compiled into a rulebook.
//
//   const OpenedPolicy opened = open_policy(option);
//   OpenedReview tools(opened);                       // throws CannotRun; `opened` must outlive it
//   review::review(tools.rulebook(), draft, around, scratch);
//
// A dictionary or a logo that is not there or cannot be read is told of on standard error, and the
// findings that would need it say that they were not looked up.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "cli/mapped_file.h"
#include "cli/open.h"
#include "policy/mistake.h"
#include "policy/sites.h"
#include "review/review.h"
#include "signals/read.h"
#include "spelling/dictionary.h"

namespace decorum::cli {

class OpenedReview {
 public:
  // `readers` are used where rules ask for signals, and outlive it; without, they are opened here.
  explicit OpenedReview(const OpenedPolicy& opened,
                        const signals::ReaderSet* readers = nullptr);

  const review::Rulebook& rulebook() const { return *rulebook_; }
  const policy::Sites& sites() const { return sites_; }

  // Reads the approved logos, once; only drafts with pictures need them.
  void need_logos();

 private:
  void open_dictionary();
  review::Setup setup() const;
  void compile();

  const OpenedPolicy& opened_;
  const policy::Sites& sites_;
  std::unique_ptr<MappedFile> index_;
  std::optional<spelling::Dictionary> dictionary_;
  const signals::ReaderSet* given_readers_;
  std::optional<signals::ReaderSet> readers_;
  std::vector<std::optional<media::LogoPrint>> logos_;
  bool has_logos_ = false;
  std::optional<review::Rulebook> rulebook_;
};

// Mistakes in a policy's review rules, found by compiling them; empty when there are none.
std::vector<policy::Mistake> mistakes_in_rules(const policy::Policy& policy);

}  // namespace decorum::cli
