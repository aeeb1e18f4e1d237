#include "http/views_people.h"

#include "http/caller.h"

namespace decorum::http {

PersonView person_view(const desk::PersonRecord& record, const desk::RolesToday& roles) {
  PersonView view;
  view.id = record.id;
  view.name = record.name;
  view.email = record.email;
  if (record.active) view.roles = roles.roles_of(record.id);
  view.active = record.active;
  view.away = roles.is_away(record.id);
  view.has_password = !record.password.empty();
  view.has_codes = !record.totp.empty();
  view.added_at = record.added_at;
  view.signed_in_at = record.signed_in_at;
  return view;
}

MeView me_view(desk::Desk& desk, const desk::Actor& actor, const std::string& session,
               const std::string& csrf) {
  MeView me;
  me.actor = actor.id;
  me.person = actor.person;
  me.roles = actor.roles;
  for (std::size_t i = 0; i < desk::permission_count; ++i) {
    const auto permission = static_cast<desk::Permission>(i);
    if (actor.can(permission)) me.may.push_back(permission);
  }
  if (!session.empty()) me.session = session;
  if (!csrf.empty()) me.csrf = csrf;
  if (actor.person.empty()) return me;
  desk.store().read([&](store::Snapshot& in) {
    const auto record = desk::person(in, actor.person);
    if (!record) return;
    me.name = record->name;
    me.has_codes = !record->totp.empty();
  });
  return me;
}

std::string whose_of(const Request& request) {
  const desk::Actor& actor = actor_of(request);
  const std::string wanted(request.query_field("person").value_or(actor.person));
  if (wanted == actor.person || actor.can(desk::Permission::administer)) return wanted;
  return {};
}

}  // namespace decorum::http
