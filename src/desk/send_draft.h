// Drafts out of the outbox to the channel of their account.
//
//   Outbox outbox(desk, {{"send", draft_courier(desk, {.channel = find, .past = &past})}}, {});
//
// Just before it is sent the draft is read again: it is still queued under this key, nothing of it
// was changed, everybody who has to has approved exactly these bytes, and no crisis holds it back.
// Otherwise it does not go out, and the draft says why. What was sent is kept as a post of ours.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "channels/channel.h"
#include "desk/past.h"
#include "desk/send.h"

namespace decorum::desk {

struct DraftCourier {
  // The channel of an account; null: none any more. One thread at a time uses a channel: the lane
  // of the account sees to that.
  std::function<channels::Channel*(std::string_view account)> channel;
  PastPosts* past = nullptr;  // learns what was published; may be null
  base::Duration gap = std::chrono::seconds(1);
};

Courier draft_courier(DraftCourier options);

// What became of it, from what a channel says.
Attempt attempt_of(const channels::Receipt& receipt);

}  // namespace decorum::desk
