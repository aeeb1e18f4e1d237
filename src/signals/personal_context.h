// Finders for digits that say what they are only by what stands beside them: dates of birth,
// passports, sort codes with account numbers, positions. They use regular expressions, and so run
// only where a word or the shape of the digits gives reason to.
#pragma once

#include "signals/personal_text.h"

namespace decorum::signals {

void find_by_context(PersonalText& text);

}  // namespace decorum::signals
