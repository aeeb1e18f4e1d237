// The sentence that a result ends with.
#pragma once

#include <string>

#include "review/review.h"

namespace decorum::review {

// For official drafts what is to be done; for a person's own account that it is advice. Where
// nothing was found it says that this is no approval.
std::string note_of(const Result& result);

}  // namespace decorum::review
