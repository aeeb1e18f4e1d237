// Applies the fixes of findings to a text.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "review/finding.h"

namespace decorum::review {

struct Fixed {
  std::string text;
  std::size_t applied = 0;
};

// All fixes that do not overlap, the first of two that do. Applying what is found in the result
// once more changes nothing (a property test holds that for every kind).
Fixed apply_fixes(std::string_view text, std::span<const Finding> findings);

}  // namespace decorum::review
