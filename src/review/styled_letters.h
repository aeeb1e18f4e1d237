// Characters that are made to look like bold, italic, circled or struck-out letters. Screen readers
// skip them or name each; searches do not find them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.h"

namespace decorum::review {

struct StyledRun {
  base::Span span;
  std::string plain;  // in letters; empty where that would change what is said (struck out)
};

// Runs of two such letters or more, with the blanks and signs between them. Mathematical letters,
// full-width and circled ones, small capitals, raised letters, and letters with a line through or
// under each. Linear in the text.
std::vector<StyledRun> styled_runs(std::string_view text);

}  // namespace decorum::review
