// Finders for numbers that are known by their own form: cards, phones, NHS numbers, IP addresses,
// social security numbers.
#pragma once

#include "signals/personal_text.h"

namespace decorum::signals {

void find_numbers(PersonalText& text);

}  // namespace decorum::signals
