// Holds a draft against an organisation's rules.
//
//   auto rulebook = Rulebook::make(setup);          // once a policy; or every mistake in its rules
//   Scratch scratch;                                // one a thread
//   Result result = review(*rulebook, draft, around, scratch);
//   if (result.worst() == Severity::error) ...      // the account's policy may block it
//
// Pure: no I/O, clock or chance. The same draft, policy, past and time give the same result. No
// findings is not approval, and `note` says so in words.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "policy/mistake.h"
#include "policy/text_length.h"
#include "review/finding.h"
#include "review/kind.h"

namespace decorum::review {

inline constexpr std::size_t findings_max = 1000;  // of one draft

class Rulebook {
 public:
  // Compiles every check and approval of the policy, whose checks are of the kinds given. What
  // `setup` points at, and the kinds, must outlive it.
  static tl::expected<Rulebook, std::vector<policy::Mistake>> make(
      Setup setup, std::span<const Kind> known = kinds());
  Rulebook(Rulebook&&) noexcept;
  Rulebook& operator=(Rulebook&&) noexcept;
  ~Rulebook();

  struct Impl;
  const Impl& impl() const { return *impl_; }

 private:
  Rulebook();
  std::unique_ptr<Impl> impl_;
};

class Scratch {
 public:
  Scratch();
  ~Scratch();
  struct Impl;
  Impl& impl() { return *impl_; }

 private:
  std::unique_ptr<Impl> impl_;
};

// Who has to look before it goes out, and why.
struct ApprovalDue {
  std::vector<std::string> by;  // roles
  std::string why;
};

struct Result {
  std::vector<Finding> findings;    // in the order of the text; at one place the gravest first
  std::vector<Finding> suppressed;  // those a person lets stand, with the reason
  // Rules of suppressions that held for nothing; with why, when they have no reason or place.
  std::vector<std::string> unused_suppressions;
  policy::Length length;
  bool advice_only = false;  // personal capacity: nothing here blocks
  std::vector<ApprovalDue> approval;
  std::string note;  // one sentence for people
  std::size_t left_out = 0;  // findings beyond findings_max

  std::optional<policy::Severity> worst() const;  // none: no findings
};

// An account or site that the policy does not know is an error the caller has already told of
// (`fits`).
Result review(const Rulebook& rulebook, const post::Draft& draft, const Around& around,
              Scratch& scratch);

// Does the draft name only accounts and sites that exist? The error says which do.
base::Result<void> fits(const post::Draft& draft, const policy::Policy& policy,
                        const policy::Sites& sites);

}  // namespace decorum::review
