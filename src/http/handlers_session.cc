#include "http/handlers_session.h"

#include <algorithm>

#include "http/auth.h"
#include "http/caller.h"
#include "http/refused.h"
#include "http/reply.h"

namespace decorum::http {
namespace {

struct Me {
  static constexpr std::string_view shape_name = "Me";
  std::string actor, person, name, email;
  std::vector<std::string> roles;
  std::vector<std::string> may;
  std::string csrf_token;
  bool has_codes = false;
};
template <class V>
void describe(V& v, Me& me) {
  v.field("actor", me.actor);
  v.field("person", me.person);
  v.field("name", me.name);
  v.field("email", me.email);
  v.field("roles", me.roles, {.about = "Held or stood in for today"});
  v.field("may", me.may, {.about = "Permissions"});
  v.field("csrf_token", me.csrf_token, {.about = "For the header x-csrf-token"});
  v.field("has_codes", me.has_codes, {.about = "Codes of an app are set up"});
}

struct SessionList {
  static constexpr std::string_view shape_name = "SessionList";
  std::vector<desk::Session> sessions;
};
template <class V>
void describe(V& v, SessionList& list) {
  v.field("sessions", list.sessions);
}

struct OwnPassword {
  std::string password;
};
template <class V>
void describe(V& v, OwnPassword& own) {
  v.field("password", own.password, {.most = 256});
}

struct Forgotten {
  std::string email;
};
template <class V>
void describe(V& v, Forgotten& forgotten) {
  v.field("email", forgotten.email, {.most = 320});
}

desk::From from_of(const Request& request) {
  return {request.address, std::string(request.header("user-agent"))};
}

Me me_of(desk::Desk& desk, const desk::Actor& actor, std::string_view cookie) {
  Me me;
  me.actor = actor.id;
  me.person = actor.person;
  me.roles = actor.roles;
  for (std::size_t i = 0; i < desk::permission_count; ++i) {
    if (actor.may.test(i)) me.may.emplace_back(desk::permission_names[i]);
  }
  if (!cookie.empty()) me.csrf_token = desk::csrf_token(cookie);
  desk.store().read([&](store::Snapshot& in) {
    const auto record = desk::person(in, actor.person);
    if (!record) return;
    me.name = record->name;
    me.email = record->email;
    me.has_codes = !record->totp.empty();
  });
  return me;
}

Response in_session(desk::Desk& desk, const Request& request, const desk::SignedIn& signed_in) {
  std::optional<desk::Actor> actor;
  const auto in_use = desk.in_use();
  desk.store().read([&](store::Snapshot& in) {
    actor = desk::actor_for(in, *in_use, signed_in.session.person, desk.now());
  });
  if (!actor) return unauthorized("You are not active here any more.");
  Response response = json_of(me_of(desk, *actor, signed_in.cookie));
  response.set("set-cookie", session_cookie(request, signed_in.cookie));
  response.set("cache-control", "no-store");
  return response;
}

std::optional<Response> refuse_in_the_clear(const Request& request) {
  if (may_carry_secrets(request)) return std::nullopt;
  return forbidden("A password is taken over TLS only.");
}

Response sign_in(const SessionParts& parts, const Request& request) {
  if (auto no = refuse_in_the_clear(request)) return *no;
  const auto wish = body_of<desk::SignIn>(request);
  if (!wish) return wish.error();
  const auto signed_in =
      desk::sign_in(parts.desk, parts.vault, parts.slowdown, *wish, from_of(request));
  if (signed_in) return in_session(parts.desk, request, *signed_in);
  const desk::Refused& no = signed_in.error();
  if (no.why == desk::Refusal::too_many) {
    const int wait = parts.slowdown.wait_s(request.address, desk::plain_email(wish->email),
                                           parts.desk.now());
    return too_many_requests("Too many tries.", std::max(wait, 1));
  }
  if (no.why == desk::Refusal::not_permitted) return unauthorized(no.what + ".");
  return refused(no);
}

Response sign_out(const SessionParts& parts, const Request& request) {
  if (request.caller && !request.caller->session.empty()) {
    if (const auto id = base::parse_id(request.caller->session)) {
      static_cast<void>(desk::end_session(parts.desk, request.caller->actor, *id));
    }
  }
  Response response = no_content();
  response.set("set-cookie", ended_cookie(request));
  return response;
}

Response show_me(const SessionParts& parts, const Request& request) {
  const auto cookie = request.cookie(session_cookie_name(request));
  return json_of(me_of(parts.desk, actor_of(request), cookie.value_or("")));
}

Response own_sessions(const SessionParts& parts, const Request& request) {
  SessionList list;
  parts.desk.store().read([&](store::Snapshot& in) {
    list.sessions = desk::sessions_of(in, actor_of(request).person);
  });
  return json_of(list);
}

Response end_session(const SessionParts& parts, const Request& request) {
  const auto id = id_of(request, "session");
  if (!id) return id.error();
  const auto ended = desk::end_session(parts.desk, actor_of(request), *id);
  return ended ? no_content() : refused(ended.error());
}

Response forgotten(const SessionParts& parts, const Request& request) {
  const auto wish = body_of<Forgotten>(request);
  if (!wish) return wish.error();
  desk::ask_reset(parts.desk, wish->email);
  return no_content();
}

Response set_up(const SessionParts& parts, const Request& request) {
  if (auto no = refuse_in_the_clear(request)) return *no;
  const auto wish = body_of<desk::SetUp>(request);
  if (!wish) return wish.error();
  const auto record = desk::set_up(parts.desk, request.capture("secret"), *wish);
  if (!record) return refused(record.error());
  return in_session(parts.desk, request,
                    desk::begin_session(parts.desk, record->id, from_of(request)));
}

Response set_password(const SessionParts& parts, const Request& request) {
  if (auto no = refuse_in_the_clear(request)) return *no;
  const auto wish = body_of<desk::SetPassword>(request);
  if (!wish) return wish.error();
  const auto record = desk::set_password(parts.desk, request.capture("secret"), *wish);
  return record ? no_content() : refused(record.error());
}

Response change_password(const SessionParts& parts, const Request& request) {
  const auto wish = body_of<desk::ChangePassword>(request);
  if (!wish) return wish.error();
  const auto record = desk::change_password(parts.desk, actor_of(request), *wish);
  if (!record) return refused(record.error());
  return in_session(parts.desk, request,
                    desk::begin_session(parts.desk, record->id, from_of(request)));
}

Response begin_totp(const SessionParts& parts, const Request& request) {
  const auto begun = desk::begin_totp(parts.desk, parts.vault, actor_of(request));
  return begun ? json_of(*begun) : refused(begun.error());
}

Response confirm_totp(const SessionParts& parts, const Request& request) {
  const auto wish = body_of<desk::TotpConfirm>(request);
  if (!wish) return wish.error();
  const auto codes = desk::confirm_totp(parts.desk, parts.vault, actor_of(request), *wish);
  return codes ? json_of(*codes) : refused(codes.error());
}

Response remove_totp(const SessionParts& parts, const Request& request) {
  const auto wish = body_of<OwnPassword>(request);
  if (!wish) return wish.error();
  const desk::Actor& actor = actor_of(request);
  const auto record = desk::remove_totp(parts.desk, actor, actor.person, wish->password);
  return record ? no_content() : refused(record.error());
}

using Does = Response (*)(const SessionParts&, const Request&);

Handler handler(const SessionParts& parts, Does does) {
  return [parts, does](const Request& request) { return does(parts, request); };
}

std::vector<Route> routes_for_everybody(const SessionParts& parts) {
  return {{.method = "POST",
           .path = "/api/session",
           .permission = everybody,
           .summary = "Sign in; the answer sets the session's cookie",
           .handler = handler(parts, sign_in),
           .request = schema<desk::SignIn>,
           .answers = {{200, "Who you are", schema<Me>},
                       {401, "The address, the password or the code is wrong"},
                       {422, "A field is wrong, or the code is needed as well"},
                       {429, "Too many tries"}},
           .rate = RateClass::sign_in},
          {.method = "POST",
           .path = "/api/set-up/{secret}",
           .permission = everybody,
           .summary = "The first administrator, with the link that the first start printed",
           .handler = handler(parts, set_up),
           .request = schema<desk::SetUp>,
           .answers = {{200, "Who you are", schema<Me>},
                       {410, "The link was used, or is too old"},
                       {422, "A field is wrong"}},
           .rate = RateClass::sign_in},
          {.method = "POST",
           .path = "/api/password/{secret}",
           .permission = everybody,
           .summary = "Set your password, with the link of an invitation or a reset",
           .handler = handler(parts, set_password),
           .request = schema<desk::SetPassword>,
           .answers = {{204, "It is set; sign in with it"},
                       {410, "The link was used, or is too old"},
                       {422, "The password is not taken"}},
           .rate = RateClass::sign_in},
          {.method = "POST",
           .path = "/api/forgotten",
           .permission = everybody,
           .summary = "Ask for a link to set a new password, by mail",
           .handler = handler(parts, forgotten),
           .request = schema<Forgotten>,
           .answers = {{204, "Whether or not there is such an account"}},
           .rate = RateClass::sign_in}};
}

}  // namespace

std::vector<Route> session_routes(const SessionParts& parts) {
  std::vector<Route> routes = routes_for_everybody(parts);
  const std::vector<Route> own{
      {.method = "GET",
       .path = "/api/session",
       .permission = signed_in,
       .summary = "Who you are, what you may do, and the token that changes need",
       .handler = handler(parts, show_me),
       .answers = {{200, "Who you are", schema<Me>}, {401, "Nobody has signed in"}}},
      {.method = "DELETE",
       .path = "/api/session",
       .permission = signed_in,
       .summary = "Sign out",
       .handler = handler(parts, sign_out),
       .answers = {{204, "You are signed out"}}},
      {.method = "GET",
       .path = "/api/sessions",
       .permission = signed_in,
       .summary = "Your sessions",
       .handler = handler(parts, own_sessions),
       .answers = {{200, "The sessions", schema<SessionList>}}},
      {.method = "DELETE",
       .path = "/api/sessions/{session}",
       .permission = signed_in,
       .summary = "End a session of yours; any, as an administrator",
       .handler = handler(parts, end_session),
       .answers = {{204, "It is over"}, {404, "There is none"}},
       .rate = RateClass::write},
      {.method = "PUT",
       .path = "/api/password",
       .permission = signed_in,
       .summary = "Change your password; all other sessions end",
       .handler = handler(parts, change_password),
       .request = schema<desk::ChangePassword>,
       .answers = {{200, "Who you are", schema<Me>}, {422, "It is not taken"}},
       .rate = RateClass::sign_in},
      {.method = "POST",
       .path = "/api/codes",
       .permission = signed_in,
       .summary = "Begin to set up codes of an authenticator app",
       .handler = handler(parts, begin_totp),
       .answers = {{200, "What the app reads", schema<desk::TotpBegun>},
                   {409, "They are set up already"}},
       .rate = RateClass::write},
      {.method = "PUT",
       .path = "/api/codes",
       .permission = signed_in,
       .summary = "Finish with the first code; the answer holds recovery codes",
       .handler = handler(parts, confirm_totp),
       .request = schema<desk::TotpConfirm>,
       .answers = {{200, "Recovery codes, shown once", schema<desk::RecoveryCodes>},
                   {422, "The code is wrong"}},
       .rate = RateClass::sign_in},
      {.method = "DELETE",
       .path = "/api/codes",
       .permission = signed_in,
       .summary = "Sign in without codes from now on",
       .handler = handler(parts, remove_totp),
       .request = schema<OwnPassword>,
       .answers = {{204, "They are removed"}, {409, "None were set up"}, {422, "Wrong password"}},
       .rate = RateClass::sign_in}};
  routes.insert(routes.end(), own.begin(), own.end());
  return routes;
}

}  // namespace decorum::http
