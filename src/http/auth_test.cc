#include "http/auth.h"

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

#include "desk/people_for_test.h"
#include "http/caller.h"
#include "http/handlers_people.h"
#include "http/handlers_session.h"
#include "http/reply.h"

namespace decorum::http {
namespace {

std::vector<Route> auth_routes(desk::PeopleWorld& world) {
  std::vector<Route> routes = session_routes({world.desk, world.vault, world.slowdown});
  for (Route& route : people_routes(world.desk)) routes.push_back(std::move(route));
  return routes;
}

struct Auth : testing::Test {
  Request request_of(std::string method, std::string path, std::string body = {}) const {
    Request request;
    request.method = std::move(method);
    request.path = std::move(path);
    request.body = std::move(body);
    request.headers = {{"host", "desk.example.org"}, {"content-type", "application/json"}};
    request.address = "198.51.100.4";
    request.secure = true;
    request.id = "0e3m5k7hq0004";
    return request;
  }
  // As the browser of somebody who is signed in.
  Request of_browser(std::string_view cookie, std::string method, std::string path,
                     std::string body = {}) const {
    Request request = request_of(std::move(method), std::move(path), std::move(body));
    request.headers.emplace_back("cookie", "__Host-decorum=" + std::string(cookie));
    request.headers.emplace_back("x-csrf-token", desk::csrf_token(cookie));
    request.headers.emplace_back("origin", "https://desk.example.org");
    request.headers.emplace_back("sec-fetch-site", "same-origin");
    return request;
  }
  static void put(Request& request, std::string_view name, std::string value) {
    std::erase_if(request.headers, [&](const auto& header) { return header.first == name; });
    if (!value.empty()) request.headers.emplace_back(std::string(name), std::move(value));
  }
  static std::string header(const Response& response, std::string_view name) {
    for (const auto& [key, value] : response.headers) {
      if (key == name) return value;
    }
    return {};
  }
  // The cookie's secret out of an answer.
  static std::string cookie_of(const Response& response) {
    const std::string line = header(response, "set-cookie");
    const std::size_t from = line.find('=') + 1;
    return line.substr(from, line.find(';') - from);
  }
  std::string begin(const std::string& person) {
    return desk::begin_session(world.desk, person, {}).cookie;
  }
  std::string sign_in_body(std::string_view password = desk::password_for_test) const {
    return fmt::format(R"({{"email":"ada@example.org","password":"{}"}})", password);
  }
  const Route& route(std::string_view method, std::string_view path) const {
    return *router.find(method, path).route;
  }
  Response ask(Request request) const { return entry(request); }
  int guarded(const Request& request) {
    const Admission admission = guard(request, route(request.method, request.path));
    return admission.refusal ? admission.refusal->status : 200;
  }

  desk::PeopleWorld world;
  Router router{auth_routes(world)};
  Guard guard = desk_guard(world.desk);
  RateLimiter addresses{rates_of_addresses()}, persons{rates_of_persons()};
  std::ostringstream lines;
  Log log{lines};
  Metrics metrics;
  Entry entry = entry_of({.router = router,
                          .guard = guard,
                          .addresses = addresses,
                          .persons = persons,
                          .log = log,
                          .metrics = metrics,
                          .now = [this] { return world.clock.now(); }});
};

TEST_F(Auth, SigningInGivesACookieThatScriptsCannotRead) {
  const Response response = ask(request_of("POST", "/api/session", sign_in_body()));
  ASSERT_EQ(response.status, 200) << response.body;
  const std::string cookie = header(response, "set-cookie");
  EXPECT_EQ(cookie, "__Host-decorum=" + cookie_of(response) +
                        "; Path=/; HttpOnly; SameSite=Lax; Secure");
  EXPECT_EQ(response.body.find(cookie_of(response)), std::string::npos);
  EXPECT_NE(response.body.find(desk::csrf_token(cookie_of(response))), std::string::npos);
  EXPECT_EQ(ask(of_browser(cookie_of(response), "GET", "/api/session")).status, 200);
}

TEST_F(Auth, SigningInIsRefused) {
  EXPECT_EQ(ask(request_of("POST", "/api/session", sign_in_body("wrong"))).status, 401);
  EXPECT_EQ(ask(request_of("POST", "/api/session", "{}")).status, 422);
  EXPECT_EQ(ask(request_of("POST", "/api/session", "email=ada")).status, 422);
  EXPECT_EQ(ask(request_of("PUT", "/api/session")).status, 405);
  Request foreign = request_of("POST", "/api/session", sign_in_body());
  put(foreign, "origin", "https://evil.example");
  EXPECT_EQ(ask(foreign).status, 403);
  Request form = request_of("POST", "/api/session", sign_in_body());
  put(form, "content-type", "text/plain");
  EXPECT_EQ(ask(form).status, 415);
}

TEST_F(Auth, APasswordIsNotTakenInTheClear) {
  Request request = request_of("POST", "/api/session", sign_in_body());
  request.secure = false;
  EXPECT_EQ(ask(request).status, 403);
  for (const char* here : {"127.0.0.1", "127.8.9.1", "::1"}) {
    request.address = here;
    const Response response = ask(request);
    EXPECT_EQ(response.status, 200) << here;
    EXPECT_TRUE(header(response, "set-cookie").starts_with("decorum=")) << here;
  }
  for (const char* elsewhere : {"", "128.0.0.1", "10.0.0.1", "::2", "127.0.0.1.example", "1"}) {
    request.address = elsewhere;
    EXPECT_EQ(ask(request).status, 403) << elsewhere;
  }
}

TEST_F(Auth, GuessersAreToldToWait) {
  int status = 401;
  for (int i = 0; i < 20 && status == 401; ++i) {
    status = ask(request_of("POST", "/api/session", sign_in_body("wrong"))).status;
  }
  EXPECT_EQ(status, 429);
}

TEST_F(Auth, ACookieIsTakenAsItWasGivenAndNotOtherwise) {
  const std::string cookie = begin("ada-min");
  Request request = request_of("GET", "/api/session");
  EXPECT_EQ(guarded(request), 401);
  for (const std::string& wrong :
       {"decorum=" + cookie, std::string("__Host-decorum="), "__Host-decorum=" + cookie + "A",
        "__host-decorum=" + cookie, "__Host-decorum=" + desk::token_digest(cookie),
        std::string("__Host-decorum=' OR 1=1"), cookie}) {
    put(request, "cookie", wrong);
    EXPECT_EQ(guarded(request), 401) << wrong;
  }
  put(request, "cookie", "a=b; __Host-decorum=" + cookie);
  EXPECT_EQ(guarded(request), 200);
  request.secure = false;
  put(request, "cookie", "decorum=" + cookie);
  EXPECT_EQ(guarded(request), 401) << "in the clear, from elsewhere";
}

TEST_F(Auth, EveryChangeOfABrowserNeedsItsToken) {
  const std::string cookie = begin("ada-min"), other = begin("ada-min");
  Request request = of_browser(cookie, "POST", "/api/absences", "{}");
  EXPECT_EQ(guarded(request), 200);
  for (const std::string& wrong : {std::string(), std::string("0"), desk::csrf_token(other),
                                   cookie, desk::csrf_token(cookie) + "0"}) {
    put(request, "x-csrf-token", wrong);
    EXPECT_EQ(guarded(request), 403) << wrong;
  }
  Request reading = of_browser(cookie, "GET", "/api/session");
  put(reading, "x-csrf-token", "");
  EXPECT_EQ(guarded(reading), 200);
}

TEST_F(Auth, AForeignPageChangesNothing) {
  const std::string cookie = begin("ada-min");
  for (const char* origin :
       {"https://evil.example", "null", "http://desk.example.org", "https://desk.example.org:444",
        "https://desk.example.org.evil.example", "https://evil.example/desk.example.org",
        "desk.example.org", "https://"}) {
    Request request = of_browser(cookie, "POST", "/api/absences", "{}");
    put(request, "origin", origin);
    EXPECT_EQ(guarded(request), 403) << origin;
  }
  for (const char* site : {"cross-site", "same-site", "CROSS-SITE", "x"}) {
    Request request = of_browser(cookie, "POST", "/api/absences", "{}");
    put(request, "sec-fetch-site", site);
    EXPECT_EQ(guarded(request), 403) << site;
  }
}

TEST_F(Auth, AProgramsTokenNeedsNoCsrfTokenAndHasItsScopesAlone) {
  const auto made =
      desk::make_token(world.desk, world.ada(), {"script", {desk::Permission::administer},
                                                 world.clock.now() + std::chrono::days(1)});
  ASSERT_TRUE(made);
  Request request = request_of("POST", "/api/people", "{}");
  put(request, "authorization", "Bearer " + made->secret);
  EXPECT_EQ(guarded(request), 200);
  for (const std::string& wrong :
       {made->secret, "bearer " + made->secret, "Basic " + made->secret,
        "Bearer " + made->secret + "0", std::string("Bearer "), std::string("Bearer decorum_")}) {
    put(request, "authorization", wrong);
    EXPECT_EQ(guarded(request), 401) << wrong;
  }
  Route needs_more = route("GET", "/api/session");
  needs_more.permission = "see-cases";
  put(request, "authorization", "Bearer " + made->secret);
  EXPECT_EQ(guard(request, needs_more).refusal->status, 403);
}

TEST_F(Auth, AWrongTokenIsNotHelpedByACookie) {
  Request request = of_browser(begin("ada-min"), "GET", "/api/session");
  put(request, "authorization", "Bearer decorum_wrong");
  EXPECT_EQ(guarded(request), 401);
}

TEST_F(Auth, APermissionThatNobodyKnowsIsGivenByNothing) {
  Route odd = route("GET", "/api/session");
  odd.permission = "see-everything";
  EXPECT_EQ(guard(of_browser(begin("ada-min"), "GET", "/api/session"), odd).refusal->status, 403);
}

TEST_F(Auth, SigningOutEndsTheSession) {
  const std::string cookie = begin("ada-min");
  const Response response = ask(of_browser(cookie, "DELETE", "/api/session"));
  EXPECT_EQ(response.status, 204) << response.body;
  EXPECT_NE(header(response, "set-cookie").find("Max-Age=0"), std::string::npos);
  EXPECT_EQ(ask(of_browser(cookie, "GET", "/api/session")).status, 401);
}

TEST_F(Auth, ANewPasswordGivesANewCookieAndEndsTheOld) {
  const std::string cookie = begin("ada-min"), elsewhere = begin("ada-min");
  const Response response = ask(of_browser(
      cookie, "PUT", "/api/password",
      fmt::format(R"({{"now":"{}","password":"{}"}})", desk::password_for_test,
                  desk::other_password_for_test)));
  ASSERT_EQ(response.status, 200) << response.body;
  EXPECT_NE(cookie_of(response), cookie);
  EXPECT_EQ(ask(of_browser(cookie, "GET", "/api/session")).status, 401);
  EXPECT_EQ(ask(of_browser(elsewhere, "GET", "/api/session")).status, 401);
  EXPECT_EQ(ask(of_browser(cookie_of(response), "GET", "/api/session")).status, 200);
}

TEST_F(Auth, AnInvitationIsAcceptedOnce) {
  const std::string cookie = begin("ada-min");
  const Response added = ask(of_browser(cookie, "POST", "/api/people",
                                          R"({"name":"Rhea","email":"rhea@example.org"})"));
  ASSERT_EQ(added.status, 201) << added.body;
  const std::string_view before = "\"secret\":\"";
  const std::size_t at = added.body.find(before);
  ASSERT_NE(at, std::string::npos) << added.body;
  const std::string secret = added.body.substr(at + before.size(), 43);
  const std::string body = fmt::format(R"({{"password":"{}"}})", desk::password_for_test);
  EXPECT_EQ(ask(request_of("POST", "/api/password/" + secret, body)).status, 204);
  EXPECT_EQ(ask(request_of("POST", "/api/password/" + secret, body)).status, 410);
  EXPECT_TRUE(world.sign_in("rhea"));
}

TEST_F(Auth, AForgottenPasswordIsAnsweredAlike) {
  EXPECT_EQ(ask(request_of("POST", "/api/forgotten", R"({"email":"ada@example.org"})")).status,
            204);
  EXPECT_EQ(ask(request_of("POST", "/api/forgotten", R"({"email":"no@example.org"})")).status,
            204);
}

TEST_F(Auth, NoAnswerAndNoLogLineHoldsASecretOfAPerson) {
  const std::string cookie = begin("ada-min");
  std::string all;
  for (const char* path : {"/api/people", "/api/session", "/api/sessions", "/api/tokens",
                           "/api/roles"}) {
    const Response response = ask(of_browser(cookie, "GET", path));
    EXPECT_EQ(response.status, 200) << path;
    all += response.body;
  }
  all += lines.str();
  for (const std::string& secret : {std::string("argon2"), cookie, desk::token_digest(cookie),
                                    std::string(desk::password_for_test)}) {
    EXPECT_EQ(all.find(secret), std::string::npos) << secret;
  }
}

// Every route as everybody: who is let in, stated here a second time.
TEST_F(Auth, EachRouteLetsInWhomItShould) {
  const std::set<std::string> open{"POST /api/session", "POST /api/set-up/{secret}",
                                   "POST /api/password/{secret}", "POST /api/forgotten"};
  const std::set<std::string> administrators{
      "POST /api/people",  "POST /api/people/{person}/invite", "PUT /api/people/{person}/active",
      "DELETE /api/people/{person}/codes", "GET /api/roles", "POST /api/roles",
      "DELETE /api/roles/{role}"};
  std::map<std::string, std::string> cookies;
  cookies["administrator"] = begin("ada-min");
  for (const char* role :
       {"responder", "manager", "brand-reviewer", "press-officer", "secretary",
        "data-protection-officer", "safeguarding-lead", "legal-adviser", "chief-executive",
        "deputy-chief-executive", "auditor", "none"}) {
    const auto added = desk::add_person(
        world.desk, world.ada(), {role, std::string(role) + "@example.org", ""});
    ASSERT_TRUE(added);
    const desk::RoleHeld held{"", added->person.id, role, world.day(), {}};
    const bool has_role = desk::give_role(world.desk, world.ada(), held).has_value();
    EXPECT_EQ(world.actor(added->person.id).has_role(role), has_role) << role;
    cookies[role] = begin(added->person.id);
  }
  for (const Route& one : router.routes()) {
    const std::string path(one.path);
    const std::string name = std::string(one.method) + " " + path;
    const Request unknown = request_of(std::string(one.method), path);
    const Admission nobody = guard(unknown, one);
    EXPECT_EQ(nobody.refusal ? nobody.refusal->status : 200, open.contains(name) ? 200 : 401)
        << name;
    for (const auto& [role, cookie] : cookies) {
      const Admission admission = guard(of_browser(cookie, std::string(one.method), path), one);
      const bool is_for_them = !administrators.contains(name) || role == "administrator";
      EXPECT_EQ(admission.refusal ? admission.refusal->status : 200, is_for_them ? 200 : 403)
          << name << " as " << role;
    }
  }
}

}  // namespace
}  // namespace decorum::http
