#include "http/handlers_people.h"

#include "desk/people.h"
#include "desk/sign_in.h"
#include "http/caller.h"
#include "http/refused.h"
#include "http/reply.h"
#include "policy/zone_time.h"

namespace decorum::http {
namespace {

struct PersonView {
  static constexpr std::string_view shape_name = "Person";
  std::string id, name;
  std::optional<std::string> email;  // for administrators
  bool active = true, has_password = false, has_codes = false, away = false;
  std::vector<std::string> roles;
};
template <class V>
void describe(V& v, PersonView& p) {
  v.field("id", p.id);
  v.field("name", p.name);
  v.field("email", p.email);
  v.field("active", p.active);
  v.field("has_password", p.has_password);
  v.field("has_codes", p.has_codes);
  v.field("away", p.away);
  v.field("roles", p.roles, {.about = "Held or stood in for today"});
}

struct PersonList {
  static constexpr std::string_view shape_name = "PersonList";
  std::vector<PersonView> people;
};
template <class V>
void describe(V& v, PersonList& list) {
  v.field("people", list.people, {.most_items = desk::people_max});
}

struct Invitation {
  static constexpr std::string_view shape_name = "Invitation";
  PersonView person;
  std::string secret;
};
template <class V>
void describe(V& v, Invitation& invitation) {
  v.field("person", invitation.person);
  v.field("secret", invitation.secret,
          {.about = "Of the link with which they set their password; empty when it was mailed"});
}

struct Activity {
  bool active = true;
};
template <class V>
void describe(V& v, Activity& activity) {
  v.field("active", activity.active);
}

struct RoleList {
  static constexpr std::string_view shape_name = "RoleList";
  std::vector<desk::RoleHeld> roles;
  std::vector<desk::Absence> absences;
  std::optional<std::chrono::sys_days> administration_ends;
};
template <class V>
void describe(V& v, RoleList& list) {
  v.field("roles", list.roles, {.most_items = desk::roles_held_max,
                                .about = "Given at the desk; the policy's own come on top"});
  v.field("absences", list.absences, {.most_items = desk::people_max});
  v.field("administration_ends", list.administration_ends,
          {.about = "The last day on which anybody could administer, if within 60 days"});
}

struct TokenList {
  static constexpr std::string_view shape_name = "TokenList";
  std::vector<desk::ApiToken> tokens;
};
template <class V>
void describe(V& v, TokenList& list) {
  v.field("tokens", list.tokens);
}

PersonView view_of(const desk::RolesToday& roles, const desk::PersonRecord& record,
                   bool with_email) {
  PersonView view;
  view.id = record.id;
  view.name = record.name;
  if (with_email) view.email = record.email;
  view.active = record.active;
  view.has_password = !record.password.empty();
  view.has_codes = !record.totp.empty();
  view.away = roles.is_away(record.id);
  view.roles = roles.roles_of(record.id);
  return view;
}

desk::RolesToday roles_today(desk::Desk& desk, store::Snapshot& in, const desk::InUse& in_use) {
  return {in, *in_use.policy, policy::local_day(in_use.policy->info.time_zone, desk.now())};
}

PersonView view_of(desk::Desk& desk, const desk::PersonRecord& record) {
  const auto in_use = desk.in_use();
  PersonView view;
  desk.store().read([&](store::Snapshot& in) {
    view = view_of(roles_today(desk, in, *in_use), record, true);
  });
  return view;
}

Response list_people(desk::Desk& desk, const Request& request) {
  const bool with_email = actor_of(request).can(desk::Permission::administer);
  const auto in_use = desk.in_use();
  PersonList list;
  desk.store().read([&](store::Snapshot& in) {
    list = {};
    const desk::RolesToday roles = roles_today(desk, in, *in_use);
    for (const desk::PersonRecord& record : desk::people(in)) {
      list.people.push_back(view_of(roles, record, with_email));
    }
  });
  return json_of(list);
}

Response invited(desk::Desk& desk, const desk::Invited& one, int status) {
  Response response = json_of(Invitation{view_of(desk, one.person), one.secret}, status);
  response.set("cache-control", "no-store");
  return response;
}

Response add_person(desk::Desk& desk, const Request& request) {
  const auto wish = body_of<desk::AddPerson>(request);
  if (!wish) return wish.error();
  const auto one = desk::add_person(desk, actor_of(request), *wish);
  return one ? invited(desk, *one, 201) : refused(one.error());
}

Response invite_again(desk::Desk& desk, const Request& request) {
  const auto by_mail = flag_of(request, "by_mail", false);
  if (!by_mail) return by_mail.error();
  const auto one = desk::invite_again(desk, actor_of(request),
                                      std::string(request.capture("person")), *by_mail);
  return one ? invited(desk, *one, 200) : refused(one.error());
}

Response set_active(desk::Desk& desk, const Request& request) {
  const auto wish = body_of<Activity>(request);
  if (!wish) return wish.error();
  const auto record = desk::set_active(desk, actor_of(request),
                                       std::string(request.capture("person")), wish->active);
  return record ? json_of(view_of(desk, *record)) : refused(record.error());
}

// One's own go with one's password, at /api/codes.
Response remove_codes(desk::Desk& desk, const Request& request) {
  const desk::Actor& actor = actor_of(request);
  const std::string person(request.capture("person"));
  if (person == actor.person) return conflict("Your own codes go with your password.");
  const auto done = desk::remove_totp(desk, actor, person, "");
  return done ? no_content() : refused(done.error());
}

Response list_roles(desk::Desk& desk, const Request&) {
  const auto in_use = desk.in_use();
  RoleList list;
  desk.store().read([&](store::Snapshot& in) {
    list = {desk::roles_held(in), desk::absences(in),
            desk::administration_ends(in, *in_use, desk.now())};
  });
  return json_of(list);
}

Response give_role(desk::Desk& desk, const Request& request) {
  const auto wish = body_of<desk::RoleHeld>(request);
  if (!wish) return wish.error();
  const auto held = desk::give_role(desk, actor_of(request), *wish);
  return held ? json_of(*held, 201) : refused(held.error());
}

Response end_role(desk::Desk& desk, const Request& request) {
  const auto held = desk::end_role(desk, actor_of(request), std::string(request.capture("role")));
  return held ? json_of(*held) : refused(held.error());
}

Response put_absence(desk::Desk& desk, const Request& request) {
  const auto wish = body_of<desk::Absence>(request);
  if (!wish) return wish.error();
  const auto absence = desk::put_absence(desk, actor_of(request), *wish);
  return absence ? json_of(*absence, 201) : refused(absence.error());
}

Response list_tokens(desk::Desk& desk, const Request& request) {
  TokenList list;
  desk.store().read([&](store::Snapshot& in) {
    list.tokens = desk::tokens_of(in, actor_of(request).person);
  });
  return json_of(list);
}

Response make_token(desk::Desk& desk, const Request& request) {
  const auto wish = body_of<desk::MakeToken>(request);
  if (!wish) return wish.error();
  const auto made = desk::make_token(desk, actor_of(request), *wish);
  return made ? json_of(*made, 201) : refused(made.error());
}

Response end_token(desk::Desk& desk, const Request& request) {
  const auto id = id_of(request, "token");
  if (!id) return id.error();
  const auto ended = desk::end_token(desk, actor_of(request), *id);
  return ended ? no_content() : refused(ended.error());
}

using Does = Response (*)(desk::Desk&, const Request&);

Handler handler(desk::Desk& desk, Does does) {
  return [&desk, does](const Request& request) { return does(desk, request); };
}

std::vector<Route> administrators_routes(desk::Desk& desk) {
  return {{.method = "POST",
           .path = "/api/people",
           .permission = "administer",
           .summary = "Add somebody, and invite them to set a password",
           .handler = handler(desk, add_person),
           .request = schema<desk::AddPerson>,
           .answers = {{201, "They are invited", schema<Invitation>},
                       {409, "Somebody has this address or id"},
                       {422, "A field is wrong"}},
           .rate = RateClass::write},
          {.method = "POST",
           .path = "/api/people/{person}/invite",
           .permission = "administer",
           .summary = "A new link with which they set their password; earlier links end",
           .handler = handler(desk, invite_again),
           .answers = {{200, "They are invited", schema<Invitation>},
                       {422, "There is no such person"}},
           .parameters = {{"by_mail", "The link goes to their address and is not shown", "query",
                           "boolean"}},
           .rate = RateClass::write},
          {.method = "DELETE",
           .path = "/api/people/{person}/codes",
           .permission = "administer",
           .summary = "Take away the codes of somebody who lost their app",
           .handler = handler(desk, remove_codes),
           .answers = {{204, "They are removed"},
                       {404, "There is no such person"},
                       {409, "None were set up, or they are your own"}},
           .rate = RateClass::write},
          {.method = "PUT",
           .path = "/api/people/{person}/active",
           .permission = "administer",
           .summary = "Let somebody in, or keep them out from now on",
           .handler = handler(desk, set_active),
           .request = schema<Activity>,
           .answers = {{200, "The person", schema<PersonView>},
                       {409, "They are already, or are the last administrator"},
                       {422, "There is no such person"}},
           .rate = RateClass::write},
          {.method = "GET",
           .path = "/api/roles",
           .permission = "administer",
           .summary = "Roles given at the desk, and who is away",
           .handler = handler(desk, list_roles),
           .answers = {{200, "Roles and absences", schema<RoleList>}}},
          {.method = "POST",
           .path = "/api/roles",
           .permission = "administer",
           .summary = "Give somebody a role, for a time or without an end",
           .handler = handler(desk, give_role),
           .request = schema<desk::RoleHeld>,
           .answers = {{201, "It is given", schema<desk::RoleHeld>}, {422, "A field is wrong"}},
           .rate = RateClass::write},
          {.method = "DELETE",
           .path = "/api/roles/{role}",
           .permission = "administer",
           .summary = "End a role that was given at the desk",
           .handler = handler(desk, end_role),
           .answers = {{200, "It ended", schema<desk::RoleHeld>},
                       {404, "There is none"},
                       {409, "They are the last administrator"}},
           .rate = RateClass::write}};
}

}  // namespace

std::vector<Route> people_routes(desk::Desk& desk) {
  std::vector<Route> routes = administrators_routes(desk);
  const std::vector<Route> others{
      {.method = "GET",
       .path = "/api/people",
       .permission = signed_in,
       .summary = "Everybody with a sign-in, and their roles today",
       .handler = handler(desk, list_people),
       .answers = {{200, "The people", schema<PersonList>}}},
      {.method = "POST",
       .path = "/api/absences",
       .permission = signed_in,
       .summary = "Say that you are away; deputies act meanwhile",
       .handler = handler(desk, put_absence),
       .request = schema<desk::Absence>,
       .answers = {{201, "It is noted", schema<desk::Absence>},
                   {403, "Only an administrator says it of others"},
                   {422, "A field is wrong"}},
       .rate = RateClass::write},
      {.method = "GET",
       .path = "/api/tokens",
       .permission = signed_in,
       .summary = "Your tokens, without their secrets",
       .handler = handler(desk, list_tokens),
       .answers = {{200, "The tokens", schema<TokenList>}}},
      {.method = "POST",
       .path = "/api/tokens",
       .permission = signed_in,
       .summary = "A token for a program; it never may do more than you",
       .handler = handler(desk, make_token),
       .request = schema<desk::MakeToken>,
       .answers = {{201, "The token, shown once", schema<desk::MadeToken>},
                   {403, "It may not do more than you"},
                   {409, "You have too many"},
                   {422, "A field is wrong"}},
       .rate = RateClass::write},
      {.method = "DELETE",
       .path = "/api/tokens/{token}",
       .permission = signed_in,
       .summary = "End a token of yours; any, as an administrator",
       .handler = handler(desk, end_token),
       .answers = {{204, "It is over"}, {404, "There is none"}},
       .rate = RateClass::write}};
  routes.insert(routes.end(), others.begin(), others.end());
  return routes;
}

}  // namespace decorum::http
