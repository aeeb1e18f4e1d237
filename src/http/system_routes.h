// The routes that belong to the server itself:
//
//   GET /healthz             the process answers
//   GET /readyz              it can do its work: 200, or 503 with what is missing
//   GET /metrics             figures for Prometheus (permission "see-metrics")
//   GET /api/openapi.json    the description of the API
//   GET /api/openapi.yaml    the same, for people
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "http/metrics.h"
#include "http/openapi.h"
#include "http/router.h"

namespace decorum::http {

// One thing the program cannot work without: {"store", true}.
struct Readiness {
  std::string_view what;
  bool ready = false;
};
// Called for each /readyz, which anybody may ask: it must be quick.
using AskReadiness = std::function<std::vector<Readiness>()>;

// The whole table: `routes`, and those above, whose description covers all of them. `metrics`
// outlives the table.
std::vector<Route> with_system_routes(std::vector<Route> routes, Metrics& metrics,
                                      AskReadiness ready, const ApiInfo& info = {});

}  // namespace decorum::http
