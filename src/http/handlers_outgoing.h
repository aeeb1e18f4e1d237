// What goes out, and what is said in trouble: drafts and topics with all that may be done to them,
// starting points for replies, reviews, and what waits in the outbox.
#pragma once

#include <vector>

#include "desk/desk.h"
#include "desk/draft_perform.h"
#include "desk/topic_perform.h"
#include "http/router.h"

namespace decorum::http {

struct OutgoingParts {
  desk::Desk& desk;
  desk::DraftTools drafts;
  desk::TopicTools topics;
};

// `parts` outlives the routes.
std::vector<Route> outgoing_routes(const OutgoingParts& parts);

}  // namespace decorum::http
