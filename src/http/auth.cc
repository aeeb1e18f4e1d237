#include "http/auth.h"

#include <algorithm>

#include <fmt/format.h>

#include "desk/secrets.h"
#include "desk/sign_in.h"
#include "http/caller.h"
#include "http/problem.h"

namespace decorum::http {
namespace {

constexpr std::string_view bearer = "Bearer ";

bool changes_nothing(std::string_view method) {
  return method == "GET" || method == "HEAD" || method == "OPTIONS";
}

// A page of another site sends its own origin; what a person types or a program sends has none.
bool is_from_elsewhere(const Request& request) {
  const std::string_view site = request.header("sec-fetch-site");
  if (!site.empty() && site != "same-origin" && site != "none") return true;
  const std::string_view origin = request.header("origin");
  if (origin.empty()) return false;
  const std::size_t host = origin.find("://");
  return host == std::string_view::npos || origin.substr(host + 3) != request.header("host");
}

bool has_csrf_token(const Request& request, std::string_view cookie) {
  return desk::same_secret(request.header("x-csrf-token"), desk::csrf_token(cookie));
}

std::shared_ptr<const Caller> known(desk::Actor actor, std::string session) {
  return std::make_shared<Caller>(Caller{std::move(actor), std::move(session)});
}

// Who asks; nothing when nobody is known. A token or cookie that is over is nobody.
Admission who(desk::Desk& desk, const Request& request) {
  const std::string_view authorization = request.header("authorization");
  if (authorization.starts_with(bearer)) {
    auto actor = desk::token_actor(desk, authorization.substr(bearer.size()));
    if (!actor) {
      Response no = unauthorized("This token is not known, or is over.");
      no.set("www-authenticate", "Bearer error=\"invalid_token\"");
      return {std::move(no), "", nullptr};
    }
    std::string id = actor->id;
    return {std::nullopt, std::move(id), known(std::move(*actor), "")};
  }
  const auto cookie = request.cookie(session_cookie_name(request));
  if (!cookie || cookie->empty()) return {};
  auto in_session = desk::session_of(desk, *cookie);
  if (!in_session) return {};
  if (!changes_nothing(request.method)) {
    if (is_from_elsewhere(request)) {
      return {forbidden("This request comes from a page of another site."), "", nullptr};
    }
    if (!has_csrf_token(request, *cookie)) {
      return {forbidden("The header x-csrf-token is missing or wrong; GET /api/session gives it."),
              "", nullptr};
    }
  }
  std::string id = in_session->actor.id;
  return {std::nullopt, std::move(id),
          known(std::move(in_session->actor), base::to_text(in_session->session.id))};
}

bool may(const desk::Actor& actor, std::string_view permission) {
  for (std::size_t i = 0; i < desk::permission_count; ++i) {
    if (desk::permission_names[i] == permission) return actor.may.test(i);
  }
  // What only an administrator sees of the machine.
  return permission == "see-metrics" && actor.can(desk::Permission::administer);
}

}  // namespace

std::string session_cookie_name(const Request& request) {
  return request.secure ? "__Host-decorum" : "decorum";
}

std::string session_cookie(const Request& request, std::string_view secret) {
  return fmt::format("{}={}; Path=/; HttpOnly; SameSite=Lax{}", session_cookie_name(request),
                     secret, request.secure ? "; Secure" : "");
}

std::string ended_cookie(const Request& request) {
  return session_cookie(request, "") + "; Max-Age=0";
}

Guard desk_guard(desk::Desk& desk) {
  return [&desk](const Request& request, const Route& route) -> Admission {
    Admission admission = who(desk, request);
    if (route.permission == everybody) {
      // A foreign page or an old token is nobody here; the route is for anybody.
      admission.refusal.reset();
      return admission;
    }
    if (admission.refusal) return admission;
    if (!admission.caller) {
      admission.refusal = unauthorized("Sign in first.");
      return admission;
    }
    const desk::Actor& actor = admission.caller->actor;
    if (route.permission != signed_in && !may(actor, route.permission.text())) {
      admission.refusal = forbidden("No role of yours gives this.");
    }
    return admission;
  };
}

}  // namespace decorum::http
