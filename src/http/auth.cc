#include "http/auth.h"

#include <algorithm>
#include <array>
#include <memory>

#include <arpa/inet.h>

#include "desk/sign_in.h"
#include "http/caller.h"
#include "http/problem.h"

namespace decorum::http {
namespace {

constexpr std::string_view bearer = "Bearer ";
constexpr std::string_view https = "https://";
constexpr std::string_view http = "http://";

bool is_safe(std::string_view method) {
  return method == "GET" || method == "HEAD" || method == "OPTIONS";
}

// What a browser says of the page that a request comes from; programs say nothing.
bool is_from_foreign_page(const Request& request) {
  const std::string_view site = request.header("sec-fetch-site");
  if (!site.empty() && site != "same-origin" && site != "none") return true;
  std::string_view origin = request.header("origin");
  if (origin.empty()) return false;
  if (origin.starts_with(https)) {
    origin.remove_prefix(https.size());
  } else if (origin.starts_with(http) && !request.secure) {
    origin.remove_prefix(http.size());
  } else {
    return true;
  }
  return origin != request.header("host");
}

Admission refusal(Response response) {
  return {.refusal = std::move(response), .actor = {}, .caller = {}};
}

Admission admitted(desk::Actor actor, std::string session) {
  Caller caller{std::move(actor), std::move(session)};
  std::string id = caller.actor.id;
  return {.refusal = {},
          .actor = std::move(id),
          .caller = std::make_shared<const Caller>(std::move(caller))};
}

// Roles give permissions; a name that no permission has is given by none.
bool is_permitted(const desk::Actor& actor, std::string_view permission) {
  for (std::size_t i = 0; i < desk::permission_count; ++i) {
    if (desk::permission_names[i] == permission) {
      return actor.can(static_cast<desk::Permission>(i));
    }
  }
  // What only an administrator sees of the machine.
  return permission == "see-metrics" && actor.can(desk::Permission::administer);
}

Admission judged(desk::Actor actor, std::string session, const Route& route) {
  const bool is_enough = route.permission == everybody || route.permission == signed_in ||
                         is_permitted(actor, route.permission.text());
  if (is_enough) return admitted(std::move(actor), std::move(session));
  return refusal(forbidden("None of your roles today gives you this."));
}

Admission nobody(const Route& route) {
  if (route.permission == everybody) return {};
  Response response = unauthorized("Sign in first.");
  response.set("www-authenticate", "Bearer realm=\"decorum\"");
  return refusal(std::move(response));
}

Admission of_token(desk::Desk& desk, std::string_view authorization, const Route& route) {
  auto actor = authorization.starts_with(bearer)
                   ? desk::token_actor(desk, authorization.substr(bearer.size()))
                   : std::nullopt;
  if (actor) return judged(std::move(*actor), {}, route);
  if (route.permission == everybody) return {};
  Response response = unauthorized("This token is not known, or is over.");
  response.set("www-authenticate", "Bearer realm=\"decorum\", error=\"invalid_token\"");
  return refusal(std::move(response));
}

Admission admit(desk::Desk& desk, const Request& request, const Route& route) {
  // Nothing adds this header by itself, so a foreign page cannot either.
  const std::string_view authorization = request.header("authorization");
  if (!authorization.empty()) return of_token(desk, authorization, route);
  const bool changes = !is_safe(request.method);
  if (changes && is_from_foreign_page(request)) {
    // A form that is for everybody may stand on another page; nobody signs in from there.
    if (route.permission == everybody && route.rate != RateClass::sign_in) return {};
    return refusal(forbidden("This came from another site's page."));
  }
  const auto cookie = request.cookie(session_cookie_name(request));
  if (!cookie || !may_carry_secrets(request)) return nobody(route);
  auto session = desk::session_of(desk, *cookie);
  if (!session) return nobody(route);
  if (changes && !desk::same_secret(request.header("x-csrf-token"), desk::csrf_token(*cookie))) {
    if (route.permission == everybody) return {};
    return refusal(forbidden("The header x-csrf-token is missing or wrong; GET /api/session "
                             "gives it."));
  }
  return judged(std::move(session->actor), base::to_text(session->session.id), route);
}

}  // namespace

bool may_carry_secrets(const Request& request) {
  if (request.secure) return true;
  in_addr four{};
  if (::inet_pton(AF_INET, request.address.c_str(), &four) == 1) {
    constexpr std::uint32_t first_byte = 24;
    return ntohl(four.s_addr) >> first_byte == 127;
  }
  return request.address == "::1";
}

std::string session_cookie_name(const Request& request) {
  return request.secure ? "__Host-decorum" : "decorum";
}

std::string session_cookie(const Request& request, std::string_view secret) {
  std::string cookie = session_cookie_name(request) + "=" + std::string(secret) +
                       "; Path=/; HttpOnly; SameSite=Lax";
  if (request.secure) cookie += "; Secure";
  return cookie;
}

std::string ended_cookie(const Request& request) {
  return session_cookie(request, "") + "; Max-Age=0";
}

Guard desk_guard(desk::Desk& desk) {
  return [&desk](const Request& request, const Route& route) {
    return admit(desk, request, route);
  };
}

}  // namespace decorum::http
