// The policy in force, with what was compiled for it. Never changed: publishing another version
// puts a new one in its place (desk.h), and whoever works with the old one keeps it until done.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "policy/file.h"
#include "policy/policy.h"
#include "policy/sites.h"
#include "review/review.h"
#include "signals/read.h"

namespace decorum::desk {

struct InUse {
  std::shared_ptr<const void> owner;  // of everything below
  const policy::Policy* policy = nullptr;
  const std::vector<policy::PolicyFile>* files = nullptr;
  const signals::ReaderSet* readers = nullptr;
  const review::Rulebook* rulebook = nullptr;
  const policy::Sites* sites = nullptr;
  std::vector<std::chrono::sys_days> holidays;  // of the policy's division
};

}  // namespace decorum::desk
