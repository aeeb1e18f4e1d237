// Finders for what is written in digits: cards, phones, NHS numbers, bank accounts, IP addresses,
// dates of birth, passports, positions.
#pragma once

#include "signals/personal_text.h"

namespace decorum::signals {

void find_numbers(PersonalText& text);

}  // namespace decorum::signals
