#include "http/chain.h"

#include <sstream>
#include <stdexcept>

#include <gtest/gtest.h>

#include "http/problem.h"
#include "http/reply.h"
#include "http/server_for_test.h"

namespace decorum::http {
namespace {

struct Wish {
  std::string to;
};
template <class Visitor>
void describe(Visitor& v, Wish& wish) {
  v.field("to", wish.to, {.most = 8});
}

Response greet(const Request& request) {
  Response response = json_text("{\"case\":\"" + std::string(request.capture("case")) + "\"}");
  response.set("etag", "\"7\"");
  return response;
}

Response take_wish(const Request& request) {
  const auto wish = body_of<Wish>(request);
  if (!wish) return wish.error();
  return json_of(*wish, 201);
}

Response fail(const Request&) { throw std::runtime_error("secret of the inside"); }

std::vector<Route> table() {
  return {{.method = "GET", .path = "/api/cases/{case}", .permission = everybody,
           .summary = "A case", .handler = greet, .answers = {{200, "It"}}},
          {.method = "POST", .path = "/api/wishes", .permission = everybody, .summary = "A wish",
           .handler = take_wish, .request = schema<Wish>, .answers = {{201, "It"}},
           .body_bytes_max = 20, .rate = RateClass::sign_in},
          {.method = "GET", .path = "/api/hidden", .permission = "see-cases",
           .summary = "Not for everybody", .handler = greet, .answers = {{200, "It"}}},
          {.method = "GET", .path = "/api/broken", .permission = everybody, .summary = "Throws",
           .handler = fail, .answers = {{200, "Never"}}}};
}

struct Chain : testing::Test {
  Response ask(std::string method, std::string path, std::string body = {}) {
    Request request;
    request.method = std::move(method);
    request.path = std::move(path);
    request.body = std::move(body);
    request.headers = headers;
    request.address = "192.0.2.1";
    request.id = "0e3m5k7hq0004";
    request.secure = secure;
    return entry(request);
  }
  static std::string header(const Response& response, std::string_view name) {
    for (const auto& [key, value] : response.headers) {
      if (key == name) return value;
    }
    return {};
  }

  Router router{table()};
  RateLimiter addresses{rates_of_addresses()}, persons{rates_of_persons()};
  std::ostringstream lines;
  Log log{lines};
  Metrics metrics;
  Guard guard = only_everybody;
  Headers headers{{"content-type", "application/json"}};
  bool secure = false;
  ChainParts parts{.router = router,
                   .guard = [this](const Request& request, const Route& route) {
                     return guard(request, route);
                   },
                   .addresses = addresses,
                   .persons = persons,
                   .log = log,
                   .metrics = metrics,
                   .now = [] { return base::Time{}; }};
  Entry entry = entry_of(parts);
};

TEST_F(Chain, GivesTheHandlerWhatThePathHolds) {
  const Response response = ask("GET", "/api/cases/17");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, "{\"case\":\"17\"}");
}

TEST_F(Chain, AnswersWhatNoRouteHas) {
  EXPECT_EQ(ask("GET", "/api/nothing").status, 404);
  const Response other_method = ask("DELETE", "/api/cases/17");
  EXPECT_EQ(other_method.status, 405);
  EXPECT_EQ(header(other_method, "allow"), "GET, HEAD, OPTIONS");
  const Response options = ask("OPTIONS", "/api/cases/17");
  EXPECT_EQ(options.status, 204);
  EXPECT_EQ(header(options, "allow"), "GET, HEAD, OPTIONS");
  EXPECT_EQ(ask("HEAD", "/api/cases/17").status, 200);
}

TEST_F(Chain, RefusesWhatTheGuardDoesNotKnow) {
  const Response response = ask("GET", "/api/hidden");
  EXPECT_EQ(response.status, 401);
  EXPECT_EQ(header(response, "content-type"), problem_type);
}

TEST_F(Chain, TellsTheHandlerWhoAsks) {
  guard = [](const Request&, const Route&) {
    return Admission{.refusal = {}, .actor = "person:ana", .caller = {}};
  };
  EXPECT_EQ(ask("GET", "/api/hidden").status, 200);
  EXPECT_NE(lines.str().find("\"actor\":\"person:ana\""), std::string::npos);
}

TEST_F(Chain, SaysNothingOfTheInsideWhenAHandlerThrows) {
  const Response response = ask("GET", "/api/broken");
  EXPECT_EQ(response.status, 500);
  EXPECT_EQ(response.body.find("secret"), std::string::npos) << response.body;
  EXPECT_NE(response.body.find("0e3m5k7hq0004"), std::string::npos) << response.body;
  EXPECT_NE(lines.str().find("\"request\":\"0e3m5k7hq0004\",\"what\":\"secret of the inside\""),
            std::string::npos)
      << lines.str();
}

TEST_F(Chain, SaysWhichFieldIsWrong) {
  const Response response = ask("POST", "/api/wishes", "{\"to\":\"123456789\"}");
  EXPECT_EQ(response.status, 422);
  EXPECT_NE(response.body.find("\"errors\":[{\"detail\":\"at most 8 bytes, not 9\","
                               "\"pointer\":\"/to\"}]"),
            std::string::npos)
      << response.body;
  EXPECT_NE(response.body.find("\"instance\":\"/requests/0e3m5k7hq0004\""), std::string::npos);
}

TEST_F(Chain, HoldsTheBodyAgainstItsRoute) {
  EXPECT_EQ(ask("POST", "/api/wishes", std::string(21, ' ')).status, 413);
  headers = {{"content-type", "text/plain"}};
  EXPECT_EQ(ask("POST", "/api/wishes", "{\"to\":\"a\"}").status, 415);
  headers = {{"content-type", "application/json; charset=utf-8"}};
  EXPECT_EQ(ask("POST", "/api/wishes", "{\"to\":\"a\"}").status, 201);
}

TEST_F(Chain, AnswersWhoeverAsksTooOften) {
  const auto burst = rates_of_addresses()[static_cast<std::size_t>(RateClass::sign_in)].burst;
  for (std::int64_t i = 0; i < burst; ++i) {
    EXPECT_EQ(ask("POST", "/api/wishes", "{\"to\":\"a\"}").status, 201);
  }
  const Response response = ask("POST", "/api/wishes", "{\"to\":\"a\"}");
  EXPECT_EQ(response.status, 429);
  EXPECT_EQ(header(response, "retry-after"), "3");  // twenty a minute
  EXPECT_EQ(ask("GET", "/api/cases/1").status, 200) << "another class has its own bucket";
}

TEST_F(Chain, SendsNothingThatIsHeldAlready) {
  headers.emplace_back("if-none-match", "\"6\", W/\"7\"");
  const Response response = ask("GET", "/api/cases/17");
  EXPECT_EQ(response.status, 304);
  EXPECT_EQ(response.body, "");
  headers = {{"if-none-match", "\"8\""}};
  EXPECT_EQ(ask("GET", "/api/cases/17").status, 200);
}

TEST_F(Chain, PutsTheSecurityHeadersOnEveryAnswer) {
  for (const char* path : {"/api/cases/1", "/api/nothing", "/api/broken", "/api/hidden"}) {
    const Response response = ask("GET", path);
    EXPECT_EQ(header(response, "x-content-type-options"), "nosniff") << path;
    EXPECT_EQ(header(response, "cache-control"), "no-store") << path;
    EXPECT_TRUE(header(response, "content-security-policy").starts_with("default-src 'none'"));
    EXPECT_EQ(header(response, "strict-transport-security"), "") << path;
  }
  secure = true;
  EXPECT_NE(header(ask("GET", "/api/cases/1"), "strict-transport-security"), "");
}

TEST_F(Chain, LogsTheRoutesTemplateAndNeverWhatWasAsked) {
  headers.emplace_back("cookie", "session=topsecret");
  headers.emplace_back("authorization", "Bearer topsecret");
  ask("GET", "/api/cases/topsecret");
  ask("POST", "/api/wishes", "{\"to\":\"topsecret\"}");
  ask("GET", "/topsecret");
  EXPECT_EQ(lines.str().find("topsecret"), std::string::npos) << lines.str();
  EXPECT_NE(lines.str().find("\"event\":\"request\",\"request\":\"0e3m5k7hq0004\","
                             "\"method\":\"GET\",\"route\":\"/api/cases/{case}\",\"status\":200"),
            std::string::npos)
      << lines.str();
}

TEST_F(Chain, CountsByTemplateAndStatus) {
  ask("GET", "/api/cases/1");
  ask("GET", "/api/cases/2");
  ask("GET", "/nothing");
  const std::string text = metrics.text();
  EXPECT_NE(text.find("decorum_http_requests_total{method=\"GET\",route=\"/api/cases/{case}\","
                      "status=\"200\"} 2"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("route=\"none\",status=\"404\"} 1"), std::string::npos) << text;
}

TEST_F(Chain, IsWhatTheServerAnswersWith) {
  ServerSettings settings;
  fill_in(settings, parts);
  Running running(entry, std::move(settings));
  RawClient client = running.client();
  EXPECT_EQ(client.ask("GET /api/cases/7 HTTP/1.1\r\nHost: x\r\n\r\n").body, "{\"case\":\"7\"}");
  EXPECT_EQ(client.ask("POST /nothing HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\n" +
                       std::string(99, ' ')).status, 404);
  EXPECT_EQ(client.ask("POST /api/wishes HTTP/1.1\r\nHost: x\r\nContent-Length: 21\r\n\r\n").status,
            413) << "before the body is sent";
  EXPECT_EQ(client.read_to_end(), "");
  EXPECT_NE(metrics.text().find("decorum_http_refused_total{status=\"413\"} 1"), std::string::npos);
  EXPECT_NE(lines.str().find("\"event\":\"request\""), std::string::npos);
}

}  // namespace
}  // namespace decorum::http
