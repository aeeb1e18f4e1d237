#include "desk/put_mail.h"

namespace decorum::desk {

void put_mail(Writing& writing, base::Id case_id, const MailWish& mail) {
  const base::Id id = writing.new_id();
  writing.in().put_outbox({.id = id,
                           .kind = "mail",
                           .channel = "mail",
                           .case_id = case_id,
                           .key = "mail-" + base::to_text(id),
                           .state = "waiting",
                           .payload = base::write_shape(mail),
                           .attempts = 0,
                           .created_at = writing.now(),
                           .next_at = writing.now(),
                           .trouble = ""});
}

}  // namespace decorum::desk
