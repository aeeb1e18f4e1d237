// Personal data in a text: numbers, codes and addresses that lead to a person.
//
//   std::vector<PersonalDatum> found;
//   find_personal_data(post.text, folded, found);   // {"nhs_number", {22, 34}}
//
// Kinds: email, uk_phone, phone (other countries), ni_number, nhs_number, postcode, card, iban,
// sort_code_account, date_of_birth, passport, driving_licence, vehicle_registration, ip_address,
// us_ssn, coordinates, url_credentials (a link that carries a password, token or key). Numbers
// with check digits must pass them; those without need their own format or a word beside them that
// says what they are ("fax 72 128 827"). Numbers that are published for use in examples (07700
// 900xxx, QQ123456C, 4111 1111 1111 1111) are reported like any other: whether they may stand is
// the policy's to say. Handles, hashtags and other links are not personal data, nor is what stands
// in them. models/personal.py prints how much is found.
//
// Spans are in the source text, in its order, and do not overlap. Never throws; costs next to
// nothing for text without a digit or an "@". Bound: found_max data in one text.
#pragma once

#include <string_view>
#include <vector>

#include "signals/normalise.h"
#include "signals/signals.h"

namespace decorum::signals {

inline constexpr std::size_t found_max = 256;

// Appends to `out`. `folded` is the fold of `source`.
void find_personal_data(std::string_view source, const Folded& folded,
                        std::vector<PersonalDatum>& out);

}  // namespace decorum::signals
