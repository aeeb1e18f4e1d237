// Where the time of a post goes: the steps of `decorum triage`, each run over the same posts and
// timed by itself in processor time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "policy/policy.h"
#include "signals/read.h"

namespace decorum::bench {

// A part belongs to the step before it and is not counted again; an extra is only done when asked.
enum class Kind : std::uint8_t { step, part, extra };

struct Stage {
  std::string name;
  double nanoseconds = 0;  // a post
  Kind kind = Kind::step;
};

struct Stages {
  std::vector<Stage> stages;
  std::size_t posts = 0;
  double characters = 0;  // a post, on average, in code points
};

// `json_lines` are posts; those that are not are left out. `model_files` are what `readers` was
// made from.
Stages time_stages(std::string_view json_lines, const policy::Policy& policy,
                   const signals::ReaderSet& readers,
                   const std::vector<std::string>& model_files);

}  // namespace decorum::bench
