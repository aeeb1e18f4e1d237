#include "http/system_routes.h"

#include <memory>
#include <utility>

#include "base/json_string.h"
#include "http/problem.h"
#include "http/reply.h"

namespace decorum::http {

namespace {

constexpr std::string_view plain = "text/plain; charset=utf-8";

Response text_of(std::string_view type, std::string body) {
  Response response;
  response.set("content-type", std::string(type));
  response.set("cache-control", "no-store");
  response.body = std::move(body);
  return response;
}

Response ready_or_not(const AskReadiness& ready) {
  std::string list;
  bool all = true;
  for (const Readiness& part : ready()) {
    list += list.empty() ? "" : ",";
    base::append_json_string(list, part.what);
    list += part.ready ? ":true" : ":false";
    all = all && part.ready;
  }
  Response response = text_of("application/json", "{" + list + "}");
  response.status = all ? 200 : 503;
  return response;
}

}  // namespace

std::vector<Route> with_system_routes(std::vector<Route> routes, Metrics& metrics,
                                      AskReadiness ready, const ApiInfo& info) {
  struct Texts {
    std::string json, yaml;
  };
  const auto texts = std::make_shared<Texts>();
  routes.push_back({.method = "GET", .path = "/healthz", .permission = everybody,
                    .summary = "Whether the process answers",
                    .handler = [](const Request&) { return text_of(plain, "ok\n"); },
                    .answers = {{200, "It does", nullptr, "text/plain"}},
                    .rate = RateClass::unlimited});
  routes.push_back(
      {.method = "GET", .path = "/readyz", .permission = everybody,
       .summary = "Whether the program can do its work",
       .handler = [ready = std::move(ready)](const Request&) { return ready_or_not(ready); },
       .answers = {{200, "It can"}, {503, "What is false is missing"}},
       .rate = RateClass::read});
  routes.push_back({.method = "GET", .path = "/metrics", .permission = "see-metrics",
                    .summary = "Figures for Prometheus",
                    .handler = [&metrics](const Request&) {
                      return text_of("text/plain; version=0.0.4; charset=utf-8", metrics.text());
                    },
                    .answers = {{200, "Text as Prometheus reads it", nullptr, "text/plain"}},
                    .rate = RateClass::unlimited});
  routes.push_back(
      {.method = "GET", .path = "/api/openapi.json", .permission = everybody,
       .summary = "The description of the API",
       .handler = [texts](const Request&) { return text_of("application/json", texts->json); },
       .answers = {{200, "OpenAPI 3.1", nullptr, "application/openapi+json"}}});
  routes.push_back(
      {.method = "GET", .path = "/api/openapi.yaml", .permission = everybody,
       .summary = "The description of the API as YAML",
       .handler = [texts](const Request&) { return text_of("application/yaml", texts->yaml); },
       .answers = {{200, "OpenAPI 3.1", nullptr, "application/yaml"}}});
  texts->json = openapi_json(routes, info);
  texts->yaml = yaml_of_json(texts->json);
  return routes;
}

}  // namespace decorum::http
