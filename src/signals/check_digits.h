// Check digits of the numbers people carry. Each takes bare digits (IBAN: capitals and digits) and
// answers for any text; what does not have the right length or letters is false.
#pragma once

#include <string_view>

namespace decorum::signals {

// ISO/IEC 7812-1, annex B: payment cards. At least two digits.
bool luhn(std::string_view digits);

// NHS Data Dictionary, "NHS Number": ten digits, modulus 11 with weights 10 to 2.
bool is_nhs_number(std::string_view digits);

// ISO 13616 and ISO 7064 MOD 97-10, with the length the country's format has in SWIFT's IBAN
// registry; capitals and digits without spaces.
bool is_iban(std::string_view text);

// A payment card's length and first digits as the networks issue them, and the Luhn check.
bool is_card_number(std::string_view digits);

}  // namespace decorum::signals
