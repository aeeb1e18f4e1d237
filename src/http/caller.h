// Who asks, as the guard found out. The chain hands it to the handlers in Request::caller.
#pragma once

#include <string>

#include "desk/actor.h"
#include "http/message.h"

namespace decorum::http {

struct Caller {
  desk::Actor actor;
  std::string session;  // its id; empty for a token
};

// Somebody who may do nothing, when nobody has signed in.
const desk::Actor& actor_of(const Request& request);

}  // namespace decorum::http
