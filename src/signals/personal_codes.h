// Finders for what mixes letters and digits: IBANs, National Insurance numbers, driving
// licences, postcodes, vehicle registrations, IPv6 addresses.
#pragma once

#include "signals/personal_text.h"

namespace decorum::signals {

void find_codes(PersonalText& text);
// Postcodes and vehicle registrations: short, so they come after everything longer.
void find_short_codes(PersonalText& text);

}  // namespace decorum::signals
