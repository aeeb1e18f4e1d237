#include "http/handlers_sign_in.h"

#include <algorithm>

#include "desk/people.h"
#include "http/auth.h"
#include "http/caller.h"
#include "http/refused.h"
#include "http/reply.h"
#include "http/views_people.h"

namespace decorum::http {
namespace {

constexpr std::size_t secret_bytes_max = 64;

struct SetUpWish {
  std::string secret, name, email, password;
};
template <class V>
void describe(V& v, SetUpWish& w) {
  v.field("secret", w.secret,
          {.most = secret_bytes_max, .about = "Of the link that serve printed"});
  v.field("name", w.name, {.most = 200, .may_be_empty = false});
  v.field("email", w.email, {.most = 320});
  v.field("password", w.password, {.most = 256});
}

struct LinkPassword {
  std::string secret, password;
};
template <class V>
void describe(V& v, LinkPassword& w) {
  v.field("secret", w.secret, {.most = secret_bytes_max, .about = "Of the one-time link"});
  v.field("password", w.password, {.most = 256});
}

struct ResetWish {
  std::string email;
};
template <class V>
void describe(V& v, ResetWish& w) {
  v.field("email", w.email, {.most = 320});
}

desk::From from_of(const Request& request) {
  return {request.address, std::string(request.header("user-agent"))};
}

std::optional<Response> refuse_in_the_clear(const Request& request) {
  if (may_carry_secrets(request)) return std::nullopt;
  return forbidden("A password is taken over TLS only.");
}

// The session's cookie, and who it is, with the session's CSRF token.
Response with_session(desk::Desk& desk, const Request& request, const desk::SignedIn& in) {
  const auto session = desk::session_of(desk, in.cookie);
  if (!session) return unauthorized("Sign in first.");
  Response response = json_of(me_view(desk, session->actor, base::to_text(session->session.id),
                                      desk::csrf_token(in.cookie)));
  response.set("set-cookie", session_cookie(request, in.cookie));
  response.set("cache-control", "no-store");
  return response;
}

Response set_up(const SignInParts& parts, const Request& request) {
  if (auto no = refuse_in_the_clear(request)) return *no;
  const auto wish = body_of<SetUpWish>(request);
  if (!wish) return wish.error();
  const auto made = desk::set_up(parts.desk, wish->secret,
                                 {wish->name, wish->email, wish->password});
  if (!made) return refused(made.error());
  return with_session(parts.desk, request,
                      desk::begin_session(parts.desk, made->id, from_of(request)));
}

Response sign_in(const SignInParts& parts, const Request& request) {
  if (auto no = refuse_in_the_clear(request)) return *no;
  const auto wish = body_of<desk::SignIn>(request);
  if (!wish) return wish.error();
  const auto in =
      desk::sign_in(parts.desk, parts.vault, parts.slowdown, *wish, from_of(request));
  if (in) return with_session(parts.desk, request, *in);
  const desk::Refused& no = in.error();
  if (no.why == desk::Refusal::not_permitted) {
    return unauthorized("The address, the password or the code is wrong.");
  }
  if (no.why == desk::Refusal::too_many) {
    const int wait = parts.slowdown.wait_s(request.address, desk::plain_email(wish->email),
                                           parts.desk.now());
    return too_many_requests("Too many tries.", std::max(wait, 1));
  }
  return refused(no);
}

Response sign_out(const SignInParts& parts, const Request& request) {
  const auto id = base::parse_id(request.caller->session);
  if (id) {
    const auto ended = desk::end_session(parts.desk, actor_of(request), *id);
    if (!ended) return refused(ended.error());
  }
  Response response = no_content();
  response.set("set-cookie", ended_cookie(request));
  response.set("clear-site-data", "\"cache\", \"storage\"");
  return response;
}

Response set_password(const SignInParts& parts, const Request& request) {
  if (auto no = refuse_in_the_clear(request)) return *no;
  const auto wish = body_of<LinkPassword>(request);
  if (!wish) return wish.error();
  const auto done = desk::set_password(parts.desk, wish->secret, {wish->password});
  return done ? no_content() : refused(done.error());
}

Response forgot(const SignInParts& parts, const Request& request) {
  const auto wish = body_of<ResetWish>(request);
  if (!wish) return wish.error();
  desk::ask_reset(parts.desk, wish->email);
  return no_content();
}

// ---- one's own

Response show_me(const SignInParts& parts, const Request& request) {
  const auto cookie = request.cookie(session_cookie_name(request));
  const bool has_session = !request.caller->session.empty() && cookie;
  Response response =
      json_of(me_view(parts.desk, actor_of(request), request.caller->session,
                      has_session ? desk::csrf_token(*cookie) : std::string()));
  response.set("cache-control", "no-store");
  return response;
}

Response list_sessions(const SignInParts& parts, const Request& request) {
  const std::string whose = whose_of(request);
  if (whose.empty()) return forbidden("Only an administrator sees another's.");
  SessionList list;
  parts.desk.store().read(
      [&](store::Snapshot& in) { list.sessions = desk::sessions_of(in, whose); });
  return json_of(list);
}

Response end_session(const SignInParts& parts, const Request& request) {
  const auto id = id_of(request, "session");
  if (!id) return id.error();
  const auto ended = desk::end_session(parts.desk, actor_of(request), *id);
  return ended ? no_content() : refused(ended.error());
}

Response change_password(const SignInParts& parts, const Request& request) {
  const auto wish = body_of<desk::ChangePassword>(request);
  if (!wish) return wish.error();
  const auto done = desk::change_password(parts.desk, actor_of(request), *wish);
  if (!done) return refused(done.error());
  return with_session(parts.desk, request,
                      desk::begin_session(parts.desk, done->id, from_of(request)));
}

Response begin_codes(const SignInParts& parts, const Request& request) {
  const auto begun = desk::begin_totp(parts.desk, parts.vault, actor_of(request));
  if (!begun) return refused(begun.error());
  Response response = json_of(*begun);
  response.set("cache-control", "no-store");
  return response;
}

Response confirm_codes(const SignInParts& parts, const Request& request) {
  const auto wish = body_of<desk::TotpConfirm>(request);
  if (!wish) return wish.error();
  const auto codes = desk::confirm_totp(parts.desk, parts.vault, actor_of(request), *wish);
  if (!codes) return refused(codes.error());
  Response response = json_of(*codes);
  response.set("cache-control", "no-store");
  return response;
}

Response remove_codes(const SignInParts& parts, const Request& request) {
  const auto wish = body_of<desk::SetPassword>(request);
  if (!wish) return wish.error();
  const desk::Actor& actor = actor_of(request);
  const auto done = desk::remove_totp(parts.desk, actor, actor.person, wish->password);
  return done ? no_content() : refused(done.error());
}

Response list_tokens(const SignInParts& parts, const Request& request) {
  const std::string whose = whose_of(request);
  if (whose.empty()) return forbidden("Only an administrator sees another's.");
  TokenList list;
  parts.desk.store().read([&](store::Snapshot& in) { list.tokens = desk::tokens_of(in, whose); });
  return json_of(list);
}

Response make_token(const SignInParts& parts, const Request& request) {
  const auto wish = body_of<desk::MakeToken>(request);
  if (!wish) return wish.error();
  const auto made = desk::make_token(parts.desk, actor_of(request), *wish);
  if (!made) return refused(made.error());
  Response response = created(*made, "/api/tokens/" + base::to_text(made->token.id));
  response.set("cache-control", "no-store");
  return response;
}

Response end_token(const SignInParts& parts, const Request& request) {
  const auto id = id_of(request, "token");
  if (!id) return id.error();
  const auto ended = desk::end_token(parts.desk, actor_of(request), *id);
  return ended ? no_content() : refused(ended.error());
}

// The handler of a function of this file.
template <Response (*function)(const SignInParts&, const Request&)>
Handler handler(const SignInParts& parts) {
  return [parts](const Request& request) { return function(parts, request); };
}

constexpr Parameter whose{"person", "Somebody else's, for an administrator"};

std::vector<Route> password_routes(const SignInParts& parts) {
  return {{.method = "POST",
           .path = "/api/me/password",
           .permission = signed_in,
           .summary = "Change one's own password; all sessions end and this browser gets a new one",
           .handler = handler<change_password>(parts),
           .request = schema<desk::ChangePassword>,
           .answers = {{200, "The new session", schema<MeView>}, {422, "A field is wrong"}},
           .rate = RateClass::sign_in},
          {.method = "POST",
           .path = "/api/me/codes",
           .permission = signed_in,
           .summary = "Begin to set up an authenticator app",
           .handler = handler<begin_codes>(parts),
           .answers = {{200, "What the app reads", schema<desk::TotpBegun>},
                       {409, "It is set up already"}},
           .rate = RateClass::sign_in},
          {.method = "POST",
           .path = "/api/me/codes/confirm",
           .permission = signed_in,
           .summary = "Set up the app with its first code",
           .handler = handler<confirm_codes>(parts),
           .request = schema<desk::TotpConfirm>,
           .answers = {{200, "Recovery codes, shown once", schema<desk::RecoveryCodes>},
                       {422, "The code is wrong"}},
           .rate = RateClass::sign_in},
          {.method = "POST",
           .path = "/api/me/codes/remove",
           .permission = signed_in,
           .summary = "Sign in without codes from now on",
           .handler = handler<remove_codes>(parts),
           .request = schema<desk::SetPassword>,
           .answers = {{204, "They are gone"}, {422, "The password is wrong"}},
           .rate = RateClass::sign_in}};
}

std::vector<Route> token_routes(const SignInParts& parts) {
  return {{.method = "GET",
           .path = "/api/tokens",
           .permission = signed_in,
           .summary = "One's own tokens of programs",
           .handler = handler<list_tokens>(parts),
           .answers = {{200, "Without their secrets", schema<TokenList>}},
           .parameters = {whose}},
          {.method = "POST",
           .path = "/api/tokens",
           .permission = signed_in,
           .summary = "Make a token for a program; it never may do more than you",
           .handler = handler<make_token>(parts),
           .request = schema<desk::MakeToken>,
           .answers = {{201, "The token; its secret is shown once", schema<desk::MadeToken>},
                       {403, "A scope that you do not have"},
                       {422, "A field is wrong"}},
           .rate = RateClass::write},
          {.method = "DELETE",
           .path = "/api/tokens/{token}",
           .permission = signed_in,
           .summary = "End a token: one's own, or by an administrator",
           .handler = handler<end_token>(parts),
           .answers = {{204, "It is over"}, {404, "There is none, or it is another's"}},
           .rate = RateClass::write}};
}

}  // namespace

std::vector<Route> sign_in_routes(const SignInParts& parts) {
  return {{.method = "POST",
           .path = "/api/set-up",
           .permission = everybody,
           .summary = "Make the first administrator, with the link that serve printed",
           .handler = handler<set_up>(parts),
           .request = schema<SetUpWish>,
           .answers = {{200, "Signed in", schema<MeView>},
                       {410, "Somebody exists already, or the link is over"},
                       {422, "A field is wrong"}},
           .rate = RateClass::sign_in},
          {.method = "POST",
           .path = "/api/sign-in",
           .permission = everybody,
           .summary = "Sign in with a password, and a code where one is set up",
           .handler = handler<sign_in>(parts),
           .request = schema<desk::SignIn>,
           .answers = {{200, "Signed in", schema<MeView>},
                       {401, "Something is wrong; it is not said what"},
                       {422, "The code is needed as well"},
                       {429, "Too many tries"}},
           .rate = RateClass::sign_in},
          {.method = "POST",
           .path = "/api/sign-out",
           .permission = signed_in,
           .summary = "End this session",
           .handler = handler<sign_out>(parts),
           .answers = {{204, "It is over"}},
           .rate = RateClass::write},
          {.method = "POST",
           .path = "/api/set-password",
           .permission = everybody,
           .summary = "Set a password with the link of an invitation or reset",
           .handler = handler<set_password>(parts),
           .request = schema<LinkPassword>,
           .answers = {{204, "Sign in with it now"},
                       {410, "The link is over"},
                       {422, "The password is not taken"}},
           .rate = RateClass::sign_in},
          {.method = "POST",
           .path = "/api/forgotten",
           .permission = everybody,
           .summary = "Ask for a link to set a new password, by mail",
           .handler = handler<forgot>(parts),
           .request = schema<ResetWish>,
           .answers = {{204, "Whether or not there is such an account"}},
           .rate = RateClass::sign_in}};
}

std::vector<Route> own_account_routes(const SignInParts& parts) {
  std::vector<Route> routes{
      {.method = "GET",
       .path = "/api/me",
       .permission = signed_in,
       .summary = "Who you are, your roles today and what they give you",
       .handler = handler<show_me>(parts),
       .answers = {{200, "You", schema<MeView>}}},
      {.method = "GET",
       .path = "/api/sessions",
       .permission = signed_in,
       .summary = "Where you are signed in",
       .handler = handler<list_sessions>(parts),
       .answers = {{200, "The sessions", schema<SessionList>}},
       .parameters = {whose}},
      {.method = "DELETE",
       .path = "/api/sessions/{session}",
       .permission = signed_in,
       .summary = "End a session: one's own, or by an administrator",
       .handler = handler<end_session>(parts),
       .answers = {{204, "It is over"}, {404, "There is none, or it is another's"}},
       .rate = RateClass::write}};
  for (Route& route : password_routes(parts)) routes.push_back(std::move(route));
  for (Route& route : token_routes(parts)) routes.push_back(std::move(route));
  return routes;
}

}  // namespace decorum::http
