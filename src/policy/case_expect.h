// What a case of a draft expects: `D1 "discount code", FA2`, or `none`. Internal to case_file.cc.
#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "policy/case_file.h"

namespace decorum::policy {

// A rule's id, and perhaps words in quotation marks, in which "" stands for one mark; a comma
// between two. A comment may follow, and square brackets may stand around all. At most 100.
base::Result<std::vector<ExpectedFinding>> parse_expect(std::string_view value);

}  // namespace decorum::policy
