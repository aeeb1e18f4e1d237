#include "http/handlers_people.h"

#include "desk/people.h"
#include "desk/sign_in.h"
#include "http/caller.h"
#include "http/refused.h"
#include "http/reply.h"
#include "http/views_people.h"
#include "policy/zone_time.h"

namespace decorum::http {
namespace {

struct InviteWish {
  bool by_mail = false;
};
template <class V>
void describe(V& v, InviteWish& w) {
  v.field("by_mail", w.by_mail, {.may_miss = true,
                                 .about = "The link goes to their address and is not shown"});
}

desk::RolesToday roles_today(desk::Desk& desk, const desk::InUse& in_use, store::Snapshot& in) {
  return {in, *in_use.policy, policy::local_day(in_use.policy->info.time_zone, desk.now())};
}

PersonView view_of(desk::Desk& desk, const desk::PersonRecord& record) {
  const auto in_use = desk.in_use();
  PersonView view;
  desk.store().read([&](store::Snapshot& in) {
    view = person_view(record, roles_today(desk, *in_use, in));
  });
  return view;
}

Response list_people(desk::Desk& desk, const Request&) {
  const auto in_use = desk.in_use();
  PeopleList list;
  desk.store().read([&](store::Snapshot& in) {
    list = {};
    const desk::RolesToday roles = roles_today(desk, *in_use, in);
    for (const desk::PersonRecord& record : desk::people(in)) {
      list.people.push_back(person_view(record, roles));
    }
  });
  return json_of(list);
}

Response invited(desk::Desk& desk, const desk::Invited& made, int status) {
  InvitedView view{view_of(desk, made.person), {}};
  if (!made.secret.empty()) view.secret = made.secret;
  Response response = json_of(view, status);
  response.set("cache-control", "no-store");
  return response;
}

Response add_person(desk::Desk& desk, const Request& request) {
  const auto wish = body_of<desk::AddPerson>(request);
  if (!wish) return wish.error();
  const auto made = desk::add_person(desk, actor_of(request), *wish);
  return made ? invited(desk, *made, 201) : refused(made.error());
}

Response invite(desk::Desk& desk, const Request& request) {
  const auto wish = body_of<InviteWish>(request);
  if (!wish) return wish.error();
  const auto made = desk::invite_again(desk, actor_of(request),
                                       std::string(request.capture("person")), wish->by_mail);
  return made ? invited(desk, *made, 200) : refused(made.error());
}

Response change_active(desk::Desk& desk, const Request& request, bool active) {
  const auto done = desk::set_active(desk, actor_of(request),
                                     std::string(request.capture("person")), active);
  return done ? json_of(view_of(desk, *done)) : refused(done.error());
}

Response activate(desk::Desk& desk, const Request& request) {
  return change_active(desk, request, true);
}

Response deactivate(desk::Desk& desk, const Request& request) {
  return change_active(desk, request, false);
}

// An administrator's own codes go with their password, at /api/me/codes/remove.
Response remove_codes(desk::Desk& desk, const Request& request) {
  const desk::Actor& actor = actor_of(request);
  const std::string person(request.capture("person"));
  if (person == actor.person) {
    return conflict("Your own codes go with your password: /api/me/codes/remove.");
  }
  const auto done = desk::remove_totp(desk, actor, person, "");
  return done ? json_of(view_of(desk, *done)) : refused(done.error());
}

Response list_roles(desk::Desk& desk, const Request&) {
  const auto in_use = desk.in_use();
  RolesView view;
  desk.store().read([&](store::Snapshot& in) {
    view.roles = desk::roles_held(in);
    view.administration_ends = desk::administration_ends(in, *in_use, desk.now());
  });
  return json_of(view);
}

Response give_role(desk::Desk& desk, const Request& request) {
  const auto wish = body_of<desk::RoleHeld>(request);
  if (!wish) return wish.error();
  const auto given = desk::give_role(desk, actor_of(request), *wish);
  return given ? json_of(*given, 201) : refused(given.error());
}

Response end_role(desk::Desk& desk, const Request& request) {
  const auto ended =
      desk::end_role(desk, actor_of(request), std::string(request.capture("held")));
  return ended ? json_of(*ended) : refused(ended.error());
}

Response list_absences(desk::Desk& desk, const Request&) {
  AbsenceList list;
  desk.store().read([&](store::Snapshot& in) { list.absences = desk::absences(in); });
  return json_of(list);
}

Response put_absence(desk::Desk& desk, const Request& request) {
  const auto wish = body_of<desk::Absence>(request);
  if (!wish) return wish.error();
  const auto done = desk::put_absence(desk, actor_of(request), *wish);
  return done ? json_of(*done, 201) : refused(done.error());
}

template <Response (*function)(desk::Desk&, const Request&)>
Handler handler(desk::Desk& desk) {
  return [&desk](const Request& request) { return function(desk, request); };
}

}  // namespace

std::vector<Route> people_routes(desk::Desk& desk) {
  return {{.method = "GET",
           .path = "/api/people",
           .permission = "administer",
           .summary = "Everybody with a sign-in",
           .handler = handler<list_people>(desk),
           .answers = {{200, "The people", schema<PeopleList>}}},
          {.method = "POST",
           .path = "/api/people",
           .permission = "administer",
           .summary = "Add somebody, with a link to set their password",
           .handler = handler<add_person>(desk),
           .request = schema<desk::AddPerson>,
           .answers = {{201, "The person", schema<InvitedView>},
                       {409, "The address or id is there already"},
                       {422, "A field is wrong"}},
           .rate = RateClass::write},
          {.method = "POST",
           .path = "/api/people/{person}/invite",
           .permission = "administer",
           .summary = "A new link to set a password; earlier ones end",
           .handler = handler<invite>(desk),
           .request = schema<InviteWish>,
           .answers = {{200, "The person", schema<InvitedView>}, {422, "There is no such person"}},
           .rate = RateClass::write},
          {.method = "POST",
           .path = "/api/people/{person}/deactivate",
           .permission = "administer",
           .summary = "Let somebody in no more; their sessions, tokens and links end",
           .handler = handler<deactivate>(desk),
           .answers = {{200, "The person", schema<PersonView>},
                       {409, "Nobody else could administer the desk"}},
           .rate = RateClass::write},
          {.method = "POST",
           .path = "/api/people/{person}/activate",
           .permission = "administer",
           .summary = "Let somebody in again",
           .handler = handler<activate>(desk),
           .answers = {{200, "The person", schema<PersonView>}, {409, "They are active"}},
           .rate = RateClass::write},
          {.method = "POST",
           .path = "/api/people/{person}/codes/remove",
           .permission = "administer",
           .summary = "Take away the codes of somebody who lost their app",
           .handler = handler<remove_codes>(desk),
           .answers = {{200, "The person", schema<PersonView>}, {409, "There are none"}},
           .rate = RateClass::write}};
}

std::vector<Route> role_routes(desk::Desk& desk) {
  return {{.method = "GET",
           .path = "/api/roles-held",
           .permission = "administer",
           .summary = "Roles that were given at the desk; the policy's own are in its roles.yaml",
           .handler = handler<list_roles>(desk),
           .answers = {{200, "The roles", schema<RolesView>}}},
          {.method = "POST",
           .path = "/api/roles-held",
           .permission = "administer",
           .summary = "Give somebody a role from a day to a day",
           .handler = handler<give_role>(desk),
           .request = schema<desk::RoleHeld>,
           .answers = {{201, "The role", schema<desk::RoleHeld>}, {422, "A field is wrong"}},
           .rate = RateClass::write},
          {.method = "POST",
           .path = "/api/roles-held/{held}/end",
           .permission = "administer",
           .summary = "End a role now",
           .handler = handler<end_role>(desk),
           .answers = {{200, "The role", schema<desk::RoleHeld>},
                       {404, "There is none"},
                       {409, "It is over, or nobody else could administer the desk"}},
           .rate = RateClass::write},
          {.method = "GET",
           .path = "/api/absences",
           .permission = signed_in,
           .summary = "Who is away, and when",
           .handler = handler<list_absences>(desk),
           .answers = {{200, "The absences", schema<AbsenceList>}}},
          {.method = "POST",
           .path = "/api/absences",
           .permission = signed_in,
           .summary = "Note when one is away; for others, an administrator",
           .handler = handler<put_absence>(desk),
           .request = schema<desk::Absence>,
           .answers = {{201, "The absence", schema<desk::Absence>}, {422, "A field is wrong"}},
           .rate = RateClass::write}};
}

}  // namespace decorum::http
