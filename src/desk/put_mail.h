// A mail that goes out with a transaction: a row of the outbox, whose words are put in when it is
// sent (send_mail.h).
#pragma once

#include "desk/act.h"
#include "desk/writing.h"

namespace decorum::desk {

// `case_id` 0: it belongs to no case.
void put_mail(Writing& writing, base::Id case_id, const MailWish& mail);

}  // namespace decorum::desk
