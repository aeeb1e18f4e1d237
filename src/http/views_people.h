// People, roles, sessions and tokens as the API shows them: never a hash, a seed or a secret.
#pragma once

#include <string>
#include <vector>

#include "base/shape.h"
#include "desk/desk.h"
#include "desk/people.h"
#include "desk/sign_in.h"
#include "http/message.h"

namespace decorum::http {

struct PersonView {
  static constexpr std::string_view shape_name = "Person";
  std::string id, name, email;
  std::vector<std::string> roles;
  bool active = true, away = false, has_password = false, has_codes = false;
  base::Time added_at;
  std::optional<base::Time> signed_in_at;
};
template <class V>
void describe(V& v, PersonView& p) {
  v.field("id", p.id);
  v.field("name", p.name);
  v.field("email", p.email);
  v.field("roles", p.roles, {.about = "Held or stood in for today"});
  v.field("active", p.active);
  v.field("away", p.away);
  v.field("has_password", p.has_password, {.about = "Else they were invited and have not come"});
  v.field("has_codes", p.has_codes);
  v.field("added_at", p.added_at);
  v.field("signed_in_at", p.signed_in_at);
}

struct PeopleList {
  static constexpr std::string_view shape_name = "People";
  std::vector<PersonView> people;
};
template <class V>
void describe(V& v, PeopleList& list) {
  v.field("people", list.people, {.most_items = desk::people_max});
}

struct InvitedView {
  static constexpr std::string_view shape_name = "Invited";
  PersonView person;
  std::optional<std::string> secret;
};
template <class V>
void describe(V& v, InvitedView& i) {
  v.field("person", i.person);
  v.field("secret", i.secret,
          {.about = "Of the one-time link; shown once. Left out: it was mailed"});
}

struct RolesView {
  static constexpr std::string_view shape_name = "RolesHeld";
  std::vector<desk::RoleHeld> roles;
  std::optional<std::chrono::sys_days> administration_ends;
};
template <class V>
void describe(V& v, RolesView& r) {
  v.field("roles", r.roles, {.most_items = desk::roles_held_max});
  v.field("administration_ends", r.administration_ends,
          {.about = "The last day on which anybody could administer, if within 60 days"});
}

struct AbsenceList {
  static constexpr std::string_view shape_name = "Absences";
  std::vector<desk::Absence> absences;
};
template <class V>
void describe(V& v, AbsenceList& list) {
  v.field("absences", list.absences, {.most_items = desk::people_max});
}

struct MeView {
  static constexpr std::string_view shape_name = "Me";
  std::string actor, person, name;
  std::vector<std::string> roles;
  std::vector<desk::Permission> may;
  bool has_codes = false;
  std::optional<std::string> session, csrf;
};
template <class V>
void describe(V& v, MeView& me) {
  v.field("actor", me.actor, {.about = "As the record names you"});
  v.field("person", me.person, {.about = "Empty for a token"});
  v.field("name", me.name);
  v.field("roles", me.roles);
  v.field("may", me.may);
  v.field("has_codes", me.has_codes);
  v.field("session", me.session);
  v.field("csrf", me.csrf, {.about = "Goes into x-csrf-token with every change"});
}

struct SessionList {
  static constexpr std::string_view shape_name = "Sessions";
  std::vector<desk::Session> sessions;
};
template <class V>
void describe(V& v, SessionList& list) {
  v.field("sessions", list.sessions);
}

struct TokenList {
  static constexpr std::string_view shape_name = "Tokens";
  std::vector<desk::ApiToken> tokens;
};
template <class V>
void describe(V& v, TokenList& list) {
  v.field("tokens", list.tokens);
}

PersonView person_view(const desk::PersonRecord& record, const desk::RolesToday& roles);
MeView me_view(desk::Desk& desk, const desk::Actor& actor, const std::string& session,
               const std::string& csrf);

// Whose things are asked for: ?person=, else one's own; empty when that is not permitted.
std::string whose_of(const Request& request);

}  // namespace decorum::http
