// Finders for e-mail addresses, also written as "jo [at] example [dot] org", and for links that
// carry a password, token or key: "https://jo:secret@example.org", "...?access_token=9f8e7d6c".
#pragma once

#include "signals/personal_text.h"

namespace decorum::signals {

void find_emails(PersonalText& text);
void find_link_credentials(PersonalText& text);

// Cheap first tests on a folded text, for what may stand in one without a digit or an "@".
bool may_hold_link(std::string_view folded);
bool may_hold_spelt_email(std::string_view folded);

}  // namespace decorum::signals
