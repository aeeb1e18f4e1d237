// A policy's files made ready for the desk: loaded, its readers and rulebook compiled.
#pragma once

#include <memory>
#include <vector>

#include "base/result.h"
#include "desk/in_use.h"
#include "policy/file.h"

namespace decorum::cli {

// The mistakes of a policy are one sentence; `decorum policy check` says all of them. What the
// program itself lacks (models, data) is thrown as CannotRun.
base::Result<std::shared_ptr<const desk::InUse>> make_in_use(
    std::vector<policy::PolicyFile> files);

}  // namespace decorum::cli
