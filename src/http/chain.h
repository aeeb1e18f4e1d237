// What happens to every request between the server and its handler, in one order:
//
//   route -> limits -> rate of the address -> guard -> rate of the person -> handler
//         -> not changed (304) -> security headers -> log -> metrics
//
// Everything is refused that nothing admits: no route 404, another method 405, over the route's
// body 413, too often 429, no leave from the guard 401 or 403, an exception of the handler 500 with
// an id that the log has too.
//
//   Router router(std::move(routes));
//   const ChainParts parts{.router = router, .guard = guard, …};
//   fill_in(settings, parts);
//   Server server(settings, entry_of(parts));
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/time.h"
#include "http/log.h"
#include "http/message.h"
#include "http/metrics.h"
#include "http/rate_limit.h"
#include "http/router.h"
#include "http/server.h"

namespace decorum::http {

// What a guard says: a refusal (401, 403), or who asks.
struct Admission {
  std::optional<Response> refusal;
  std::string actor;  // "person:ID"; empty: nobody in particular
  std::shared_ptr<const Caller> caller;
};

// Finds out who asks and holds them against route.permission. Called for every request that has a
// route, from several threads. It refuses what it does not know.
using Guard = std::function<Admission(const Request& request, const Route& route)>;

// Lets in what is for everybody and nothing else: for tests, and until there is another.
Admission only_everybody(const Request& request, const Route& route);

// All of it outlives the entry.
struct ChainParts {
  const Router& router;
  Guard guard;
  RateLimiter& addresses;
  RateLimiter& persons;
  Log& log;
  Metrics& metrics;
  std::function<base::Time()> now;
};

Entry entry_of(ChainParts parts);

// What the chain tells the server: how much body each route takes, and who counts and logs what
// never reached the chain.
void fill_in(ServerSettings& settings, const ChainParts& parts);

}  // namespace decorum::http
