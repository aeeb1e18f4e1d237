// Figures for Prometheus, as text at /metrics. Labels are routes' templates, methods and statuses,
// so that their number is bounded by the table of routes, whatever is asked.
//
//   decorum_http_requests_total{method="GET",route="/api/cases/{case}",status="200"}
//   decorum_http_request_seconds{route="…"}     a histogram
//   decorum_http_answer_bytes_total, decorum_http_refused_total{status="431"}
//   decorum_http_connections, decorum_http_streams, decorum_http_waiting_requests
//
// Other parts of the program add their own families to registry().
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "http/server.h"

namespace prometheus {
class Registry;
}

namespace decorum::http {

struct MeasuredRequest {
  std::string_view method, route;  // an empty route: nothing had the path
  int status = 0;
  double seconds = 0;
  std::size_t bytes = 0;
};

// Threads may share it.
class Metrics {
 public:
  Metrics();
  ~Metrics();
  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;

  void count(const MeasuredRequest& request);
  void count_refused(int status);
  // Asked at each reading; must stay good as long as this does.
  void watch(std::function<ServerCounts()> counts);

  std::string text();
  prometheus::Registry& registry();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace decorum::http
