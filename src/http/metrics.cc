#include "http/metrics.h"

#include <mutex>
#include <utility>

#include <fmt/format.h>
#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

namespace decorum::http {

namespace {

std::string route_label(std::string_view route) {
  return route.empty() ? "none" : std::string(route);
}

const prometheus::Histogram::BucketBoundaries& seconds_buckets() {
  static const prometheus::Histogram::BucketBoundaries buckets{
      0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10};
  return buckets;
}

}  // namespace

struct Metrics::Impl {
  prometheus::Registry registry;
  prometheus::Family<prometheus::Counter>& requests =
      prometheus::BuildCounter()
          .Name("decorum_http_requests_total")
          .Help("Requests that were answered")
          .Register(registry);
  prometheus::Family<prometheus::Histogram>& seconds =
      prometheus::BuildHistogram()
          .Name("decorum_http_request_seconds")
          .Help("From a whole request to its answer")
          .Register(registry);
  prometheus::Family<prometheus::Counter>& bytes =
      prometheus::BuildCounter()
          .Name("decorum_http_answer_bytes_total")
          .Help("Bytes of answers' bodies, streams left out")
          .Register(registry);
  prometheus::Family<prometheus::Counter>& refused =
      prometheus::BuildCounter()
          .Name("decorum_http_refused_total")
          .Help("Requests that no handler saw: not HTTP, over a limit, too slow")
          .Register(registry);
  prometheus::Gauge& connections = gauge("decorum_http_connections", "Open connections");
  prometheus::Gauge& streams = gauge("decorum_http_streams", "Open streams of live events");
  prometheus::Gauge& waiting =
      gauge("decorum_http_waiting_requests", "Requests that wait for a worker");
  std::mutex mutex;
  std::function<ServerCounts()> counts;

  prometheus::Gauge& gauge(const std::string& name, const std::string& help) {
    return prometheus::BuildGauge().Name(name).Help(help).Register(registry).Add({});
  }
};

Metrics::Metrics() : impl_(std::make_unique<Impl>()) {}
Metrics::~Metrics() = default;

void Metrics::count(const MeasuredRequest& request) {
  const std::string route = route_label(request.route);
  // A method that is not in the table is one of the seven the server takes (head.h).
  impl_->requests
      .Add({{"method", std::string(request.method)},
            {"route", route},
            {"status", fmt::format("{}", request.status)}})
      .Increment();
  impl_->seconds.Add({{"route", route}}, seconds_buckets()).Observe(request.seconds);
  impl_->bytes.Add({{"route", route}}).Increment(static_cast<double>(request.bytes));
}

void Metrics::count_refused(int status) {
  impl_->refused.Add({{"status", fmt::format("{}", status)}}).Increment();
}

void Metrics::watch(std::function<ServerCounts()> counts) {
  const std::lock_guard lock(impl_->mutex);
  impl_->counts = std::move(counts);
}

std::string Metrics::text() {
  {
    const std::lock_guard lock(impl_->mutex);
    const ServerCounts now = impl_->counts ? impl_->counts() : ServerCounts{};
    impl_->connections.Set(static_cast<double>(now.connections));
    impl_->streams.Set(static_cast<double>(now.streams));
    impl_->waiting.Set(static_cast<double>(now.waiting));
  }
  return prometheus::TextSerializer().Serialize(impl_->registry.Collect());
}

prometheus::Registry& Metrics::registry() { return impl_->registry; }

}  // namespace decorum::http
