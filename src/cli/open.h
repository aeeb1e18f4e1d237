// The policy and the readers that a command works with, from the folders that hold them.
//
//   policy::Policy policy = open_policy(option);        // --policy, or where find_policy looks
//   signals::ReaderSet readers = open_readers(policy);
//
// Both throw CannotRun. The mistakes of a policy are written to standard error first, as `decorum
// policy check` shows them.
#pragma once

#include <string>
#include <vector>

#include "policy/file.h"
#include "policy/policy.h"
#include "signals/read.h"

namespace decorum::cli {

struct OpenedPolicy {
  policy::Policy policy;
  std::vector<policy::PolicyFile> files;  // the whole folder, its cases too
};

OpenedPolicy open_policy(const std::string& option);

// The models in use (cli/model_files.h) and the policy's word lists, made ready on two or three
// threads. Compiled word lists are kept in the person's own cache folder ($XDG_CACHE_HOME or
// ~/.cache, decorum/), by the policy's hash; where that cannot be read or written they are compiled
// each time.
signals::ReaderSet open_readers(const policy::Policy& policy);

}  // namespace decorum::cli
