#include "http/chain.h"

#include <cassert>
#include <exception>

#include <fmt/format.h>

#include "http/etag.h"
#include "http/problem.h"
#include "http/proxies.h"
#include "http/reply.h"
#include "http/security_headers.h"
#include "store/store.h"

namespace decorum::http {

namespace {

// draft-ietf-httpapi-ratelimit-headers-09.
void add_rate_headers(Response& response, const Spent& spent, RateClass cost) {
  if (spent.limit == 0) return;
  const std::string_view name = rate_class_names[static_cast<std::size_t>(cost)];
  response.set("ratelimit-policy", fmt::format("\"{}\";q={}", name, spent.limit));
  response.set("ratelimit", fmt::format("\"{}\";r={};t={}", name, spent.remaining,
                                        spent.reset_after_s));
}

Response too_often(const Spent& spent) {
  return too_many_requests("Too many requests in a short time; wait as retry-after says.",
                           spent.retry_after_s);
}

Response without_route(const Router::Found& found, std::string_view method) {
  if (found.allow.empty()) return not_found("There is nothing at this address.");
  Response response = method == "OPTIONS"
                          ? no_content()
                          : problem(405, fmt::format("This address takes {}.", found.allow));
  response.set("allow", found.allow);
  return response;
}

constexpr int after_full_s = 60;
constexpr int after_busy_s = 1;

// The one place that catches what a handler throws; `wrong` is for the log alone.
Response called(const Route& route, const Request& request, std::string& wrong) {
  try {
    return route.handler(request);
  } catch (const store::StoreError& error) {
    wrong = error.what();
    using Kind = store::StoreError::Kind;
    if (error.kind() == Kind::full) {
      return service_unavailable("The disk takes no more, and nothing was changed. Whoever "
                                 "looks after the machine has to make room.", after_full_s);
    }
    if (error.kind() == Kind::busy) {
      return service_unavailable("The store is busy, and nothing was changed. Try again.",
                                 after_busy_s);
    }
  } catch (const std::exception& error) {
    wrong = error.what();
  } catch (...) {
    wrong = "an unknown exception";
  }
  return internal_error(request.id);
}

Response admitted(const ChainParts& parts, Request& request, const Route& route,
                  std::string& wrong) {
  if (request.body.size() > route.body_bytes_max) return problem(413, "The body is too long.");
  const base::Time now = parts.now();
  Spent spent = parts.addresses.spend(address_group(request.address), route.rate, now);
  if (!spent.admitted) return too_often(spent);

  Admission admission = parts.guard(request, route);
  if (admission.refusal) return std::move(*admission.refusal);
  request.actor = std::move(admission.actor);
  request.caller = std::move(admission.caller);
  if (!request.actor.empty()) spent = parts.persons.spend(request.actor, route.rate, now);

  Response response = spent.admitted ? called(route, request, wrong) : too_often(spent);
  add_rate_headers(response, spent, route.rate);
  return response;
}

Response answered(const ChainParts& parts, Request& request) {
  const auto start = std::chrono::steady_clock::now();
  Router::Found found = parts.router.find(request.method, request.path);
  request.captures = std::move(found.captures);
  std::string wrong;
  Response response = found.route ? admitted(parts, request, *found.route, wrong)
                                  : without_route(found, request.method);
  leave_out_what_is_held(request, response);
  name_instance(response, request.id);
  add_security_headers(response, request.path, request.secure);

  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
  const std::string_view route = found.route ? found.route->path : std::string_view();
  const base::Time now = parts.now();
  if (!wrong.empty()) {
    parts.log.event(now, Level::error, "exception", {{"request", request.id}, {"what", wrong}});
  }
  parts.log.request(now, {.id = request.id, .method = request.method, .route = route,
                          .actor = request.actor, .status = response.status,
                          .milliseconds = taken.count() * 1000, .bytes = response.body.size()});
  parts.metrics.count({.method = request.method, .route = route, .status = response.status,
                       .seconds = taken.count(), .bytes = response.body.size()});
  return response;
}

}  // namespace

Admission only_everybody(const Request&, const Route& route) {
  if (route.permission == everybody) return {};
  return {.refusal = unauthorized("Sign in first."), .actor = {}, .caller = {}};
}

Entry entry_of(ChainParts parts) {
  assert(parts.guard && parts.now);
  return [parts = std::move(parts)](Request& request) { return answered(parts, request); };
}

void fill_in(ServerSettings& settings, const ChainParts& parts) {
  settings.body_limit = [&router = parts.router](std::string_view method, std::string_view path) {
    return router.body_bytes_max(method, path);
  };
  settings.on_refused = [&log = parts.log, &metrics = parts.metrics,
                         now = parts.now](const RefusedRequest& refused) {
    metrics.count_refused(refused.status);
    log.request(now(), {.id = refused.id, .method = {}, .route = {}, .actor = {},
                        .status = refused.status});
  };
}

}  // namespace decorum::http
