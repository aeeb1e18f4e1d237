#include "desk/people.h"

#include <algorithm>

#include <fmt/format.h>

#include "desk/kept.h"
#include "desk/link.h"
#include "desk/put_mail.h"
#include "desk/secrets.h"
#include "desk/sign_in.h"
#include "policy/zone_time.h"

namespace decorum::desk {
namespace {

constexpr std::string_view person_kind = "person";
constexpr std::string_view held_kind = "role-held";
constexpr std::string_view absence_kind = "absence";
constexpr int deputies_deep_max = 16;
constexpr int namesakes_max = 1000;
constexpr base::Duration invitation_lasts = std::chrono::days(7);
constexpr base::Duration set_up_lasts = std::chrono::days(30);
constexpr base::Duration reset_lasts = std::chrono::hours(2);
constexpr int warned_days_ahead = 60;

struct PersonEvent {
  std::string person;
};
template <class V>
void describe(V& v, PersonEvent& e) {
  v.field("person", e.person);
}

struct RoleEvent {
  std::string held, person, role;
  std::chrono::sys_days from;
  std::optional<std::chrono::sys_days> until;
};
template <class V>
void describe(V& v, RoleEvent& e) {
  v.field("held", e.held);
  v.field("person", e.person);
  v.field("role", e.role);
  v.field("from", e.from);
  v.field("until", e.until);
}

bool is_on(std::chrono::sys_days from, const std::optional<std::chrono::sys_days>& until,
           std::chrono::sys_days day) {
  return from <= day && (!until || day <= *until);
}

void add_once(std::vector<std::string>& list, const std::string& value) {
  if (std::ranges::find(list, value) == list.end()) list.push_back(value);
}

bool is_person_id(std::string_view id) {
  if (id.empty() || id.size() > 64 || id.front() == '-' || id.back() == '-') return false;
  return std::ranges::all_of(
      id, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

// "Ana Pérez" as "ana-p-rez"; "person" when nothing is left.
std::string id_from(std::string_view name) {
  std::string id;
  for (const char c : name) {
    const char small = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    const bool is_plain = (small >= 'a' && small <= 'z') || (small >= '0' && small <= '9');
    if (is_plain) id.push_back(small);
    else if (!id.empty() && id.back() != '-') id.push_back('-');
  }
  while (!id.empty() && id.back() == '-') id.pop_back();
  if (id.size() > 48) id.resize(48);
  return id.empty() ? "person" : id;
}

// The policy's own id of whoever has this address; else one that neither the desk nor the policy
// has, so that nobody comes to a namesake's roles.
std::string free_id(store::Snapshot& in, const policy::Policy& policy, const AddPerson& request) {
  for (const policy::Person& one : policy.roles.people) {
    if (plain_email(one.email) == plain_email(request.email) && !person(in, one.id)) return one.id;
  }
  const std::string wanted = id_from(request.name);
  for (int i = 1; i < namesakes_max; ++i) {
    const std::string id = i == 1 ? wanted : fmt::format("{}-{}", wanted, i);
    if (!person(in, id) && policy.roles.person(id) == nullptr) return id;
  }
  throw std::runtime_error("too many people of one name");
}

// The link with which somebody sets their password; one that goes out by mail is not shown.
std::string password_link(Writing& writing, const PersonRecord& record, base::Duration lasts,
                          std::string_view mail, std::string_view mail_from) {
  Link link;
  link.id = writing.new_id();
  link.purpose = password_purpose;
  link.to = record.email;
  link.about = record.id;
  link.until = writing.now() + lasts;
  std::string secret = make_link(writing, link);
  if (mail.empty()) return secret;
  put_mail(writing, {},
           {.to = "person:" + record.id,
            .template_id = std::string(mail),
            .fields = {{"from", std::string(mail_from)},
                       {"until", base::format_rfc3339(link.until)},
                       {"link", secret}}});
  return {};
}

std::optional<Refused> may_administer(const Actor& actor) {
  if (actor.can(Permission::administer)) return std::nullopt;
  return Refused{Refusal::not_permitted, "only an administrator may do this", ""};
}

std::chrono::sys_days today(const InUse& in_use, base::Time now) {
  return policy::local_day(in_use.policy->info.time_zone, now);
}

// Somebody active who administers today and has a password, other than `without`.
bool has_other_administrator(store::Snapshot& in, const InUse& in_use, base::Time now,
                             std::string_view without) {
  const RolesToday roles(in, *in_use.policy, today(in_use, now));
  for (const std::string& id : roles.acting(administrator)) {
    const auto record = person(in, id);
    if (id != without && record && record->active && !record->password.empty()) return true;
  }
  return false;
}

const Refused last_one{Refusal::last_administrator,
                       "nobody else could administer the desk; give somebody the role first", ""};

}  // namespace

RolesToday::RolesToday(store::Snapshot& in, const policy::Policy& policy,
                       std::chrono::sys_days day)
    : policy_(policy), day_(day), held_(roles_held(in)), absences_(desk::absences(in)) {
  for (const PersonRecord& record : desk::people(in)) {
    if (!record.active) inactive_.push_back(record.id);
  }
}

bool RolesToday::is_away(std::string_view person) const {
  return std::ranges::any_of(absences_, [&](const Absence& one) {
    return one.person == person && is_on(one.from, one.until, day_);
  });
}

std::vector<std::string> RolesToday::holders(std::string_view role) const {
  std::vector<std::string> list;
  const policy::Role* of_policy = policy_.roles.role(role);
  if (of_policy != nullptr) {
    for (const policy::Holder& holder : of_policy->holders) {
      if (holder.holds_on(day_)) add_once(list, holder.person);
    }
  }
  for (const RoleHeld& held : held_) {
    if (held.role == role && is_on(held.from, held.until, day_)) add_once(list, held.person);
  }
  std::erase_if(list, [&](const std::string& id) {
    return is_away(id) || std::ranges::find(inactive_, id) != inactive_.end();
  });
  return list;
}

void RolesToday::add_acting(std::string_view role, int depth,
                            std::vector<std::string>& out) const {
  for (const std::string& id : holders(role)) add_once(out, id);
  const policy::Role* of_policy = policy_.roles.role(role);
  if (!out.empty() || of_policy == nullptr || depth >= deputies_deep_max) return;
  for (const std::string& deputy : of_policy->deputies) {
    add_acting(deputy, depth + 1, out);
    if (!out.empty()) return;
  }
}

std::vector<std::string> RolesToday::acting(std::string_view role) const {
  std::vector<std::string> out;
  add_acting(role, 0, out);
  return out;
}

std::vector<std::string> RolesToday::roles_of(std::string_view person) const {
  std::vector<std::string> roles;
  const auto add = [&](const std::string& role) {
    const std::vector<std::string> who = acting(role);
    if (std::ranges::find(who, person) != who.end()) add_once(roles, role);
  };
  for (const policy::Role& role : policy_.roles.roles) add(role.id);
  add(std::string(administrator));
  return roles;
}

std::optional<PersonRecord> person(store::Snapshot& in, std::string_view id) {
  return kept<PersonRecord>(in, person_kind, id);
}

std::string plain_email(std::string_view email) {
  const std::size_t at = email.find('@');
  if (at == 0 || at == std::string_view::npos || at + 1 == email.size() || email.size() > 320 ||
      email.find_first_of(" \r\n\t,;<>\"") != std::string_view::npos) {
    return {};
  }
  std::string plain(email);
  for (char& c : plain) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return plain;
}

std::optional<PersonRecord> person_by_email(store::Snapshot& in, std::string_view email) {
  const std::string plain = plain_email(email);
  if (plain.empty()) return std::nullopt;
  const auto document = in.document_by_key(person_kind, plain);
  if (!document) return std::nullopt;
  return read_kept<PersonRecord>(*document);
}

std::vector<PersonRecord> people(store::Snapshot& in) {
  return all_kept<PersonRecord>(in, person_kind, people_max);
}

void put_person(Writing& writing, const PersonRecord& record) {
  put_kept(writing, person_kind, record.id, record, {.key = record.email});
}

std::optional<Actor> actor_for(store::Snapshot& in, const InUse& in_use, std::string_view id,
                               base::Time now) {
  const auto record = person(in, id);
  if (!record || !record->active) return std::nullopt;
  const RolesToday roles(in, *in_use.policy, today(in_use, now));
  Actor actor;
  actor.id = "person:" + record->id;
  actor.person = record->id;
  actor.roles = roles.roles_of(id);
  for (const std::string& role : actor.roles) actor.may |= permissions_of(role);
  return actor;
}

std::optional<Colleague> colleague(store::Snapshot& in, const RolesToday& roles,
                                   const InUse& in_use, std::string_view id) {
  const auto record = person(in, id);
  const policy::Person* of_policy = in_use.policy->roles.person(id);
  if ((!record || !record->active) && of_policy == nullptr) return std::nullopt;
  Colleague one;
  one.person = id;
  one.name = record ? record->name : of_policy->name;
  one.email = record ? record->email : of_policy->email;
  one.roles = roles.roles_of(id);
  one.away = roles.is_away(id);
  one.has_sign_in = record && record->active;
  for (const std::string& role : one.roles) one.may |= permissions_of(role);
  return one;
}

OrRefused<Invited> add_person(Desk& desk, const Actor& actor, const AddPerson& request) {
  if (auto no = may_administer(actor)) return tl::unexpected(*no);
  const std::string email = plain_email(request.email);
  if (email.empty()) return refuse(Refusal::bad_request, "this is no e-mail address", "/email");
  if (!request.id.empty() && !is_person_id(request.id)) {
    return refuse(Refusal::bad_request, "an id has small letters, digits and dashes", "/id");
  }
  const auto in_use = desk.in_use();
  OrRefused<Invited> answer = refuse(Refusal::not_found, "");
  desk.write(actor.id, [&](Writing& writing) {
    if (person_by_email(writing.in(), email)) {
      answer = refuse(Refusal::already_so, "somebody with this address is there already", "/email");
      return;
    }
    if (!request.id.empty() && person(writing.in(), request.id)) {
      answer = refuse(Refusal::already_so, "somebody with this id is there already", "/id");
      return;
    }
    if (people(writing.in()).size() >= people_max) {
      answer = refuse(Refusal::too_many, fmt::format("the desk has {} people", people_max));
      return;
    }
    PersonRecord record;
    record.id = request.id.empty() ? free_id(writing.in(), *in_use->policy, request) : request.id;
    record.name = request.name;
    record.email = email;
    record.added_at = writing.now();
    writing.event("person-added", PersonEvent{record.id});
    put_person(writing, record);
    std::string secret = password_link(writing, record, invitation_lasts,
                                       request.by_mail ? "invitation" : "", actor.id);
    answer = Invited{record, std::move(secret)};
  });
  return answer;
}

OrRefused<Invited> invite_again(Desk& desk, const Actor& actor, const std::string& id,
                                bool by_mail) {
  if (auto no = may_administer(actor)) return tl::unexpected(*no);
  OrRefused<Invited> answer = refuse(Refusal::no_such_person, "there is no such person");
  desk.write(actor.id, [&](Writing& writing) {
    const auto record = person(writing.in(), id);
    if (!record) return;
    if (!record->active) {
      answer = refuse(Refusal::wrong_state, "they are not active");
      return;
    }
    revoke_links_about(writing, id);
    writing.event("invited", PersonEvent{id});
    answer = Invited{*record, password_link(writing, *record, invitation_lasts,
                                            by_mail ? "invitation" : "", actor.id)};
  });
  return answer;
}

void ask_reset(Desk& desk, std::string_view email) {
  desk.write("machine", [&](Writing& writing) {
    const auto record = person_by_email(writing.in(), email);
    if (!record || !record->active) return;
    for (const store::Document& document :
         writing.in().documents_with(link_kind, record->id, "", store::page_max)) {
      const Link link = read_kept<Link>(document);
      const bool is_fresh = link.until > writing.now() + reset_lasts - reset_every;
      if (link.purpose == password_purpose && !link.used_at && !link.revoked && is_fresh) return;
    }
    writing.event("invited", PersonEvent{record->id});
    password_link(writing, *record, reset_lasts, "password-reset", "");
  });
}

OrRefused<PersonRecord> set_active(Desk& desk, const Actor& actor, const std::string& id,
                                   bool active) {
  if (auto no = may_administer(actor)) return tl::unexpected(*no);
  const auto in_use = desk.in_use();
  OrRefused<PersonRecord> answer = refuse(Refusal::no_such_person, "there is no such person");
  desk.write(actor.id, [&](Writing& writing) {
    auto record = person(writing.in(), id);
    if (!record) return;
    if (record->active == active) {
      answer = refuse(Refusal::already_so, active ? "they are active" : "they are not active");
      return;
    }
    if (!active && !has_other_administrator(writing.in(), *in_use, writing.now(), id)) {
      answer = tl::unexpected(last_one);
      return;
    }
    record->active = active;
    if (!active) {
      end_sessions_of(writing, id);
      end_tokens_of(writing, id);
      revoke_links_about(writing, id);
    }
    writing.event(active ? "person-activated" : "person-deactivated", PersonEvent{id});
    put_person(writing, *record);
    answer = *record;
  });
  return answer;
}

OrRefused<RoleHeld> give_role(Desk& desk, const Actor& actor, RoleHeld role) {
  if (auto no = may_administer(actor)) return tl::unexpected(*no);
  const auto in_use = desk.in_use();
  const bool is_known =
      role.role == administrator || in_use->policy->roles.role(role.role) != nullptr;
  if (!is_known) return refuse(Refusal::bad_request, "the policy has no such role", "/role");
  if (role.until && *role.until < role.from) {
    return refuse(Refusal::bad_request, "it ends before it begins", "/until");
  }
  OrRefused<RoleHeld> answer =
      refuse(Refusal::no_such_person, "there is no such person", "/person");
  desk.write(actor.id, [&](Writing& writing) {
    if (!person(writing.in(), role.person)) return;
    if (roles_held(writing.in()).size() >= roles_held_max) {
      answer = refuse(Refusal::too_many, fmt::format("{} roles were given", roles_held_max));
      return;
    }
    role.id = base::to_text(writing.new_id());
    writing.event("role-given", RoleEvent{role.id, role.person, role.role, role.from, role.until});
    put_kept(writing, held_kind, role.id, role, {.second_key = role.person});
    answer = role;
  });
  return answer;
}

OrRefused<RoleHeld> end_role(Desk& desk, const Actor& actor, const std::string& id) {
  if (auto no = may_administer(actor)) return tl::unexpected(*no);
  const auto in_use = desk.in_use();
  OrRefused<RoleHeld> answer =
      refuse(Refusal::not_found, "there is no such role given at the desk; those of the policy end "
                                 "in its roles.yaml");
  desk.write(actor.id, [&](Writing& writing) {
    auto held = kept<RoleHeld>(writing.in(), held_kind, id);
    if (!held) return;
    const std::chrono::sys_days day = today(*in_use, writing.now());
    if (held->until && *held->until < day) {
      answer = refuse(Refusal::already_so, "this ended already");
      return;
    }
    if (held->role == administrator &&
        !has_other_administrator(writing.in(), *in_use, writing.now(), held->person)) {
      answer = tl::unexpected(last_one);
      return;
    }
    held->until = day - std::chrono::days(1);
    writing.event("role-ended",
                  RoleEvent{held->id, held->person, held->role, held->from, held->until});
    put_kept(writing, held_kind, id, *held);
    answer = *held;
  });
  return answer;
}

OrRefused<Absence> put_absence(Desk& desk, const Actor& actor, Absence absence) {
  if (actor.person != absence.person) {
    if (auto no = may_administer(actor)) return tl::unexpected(*no);
  }
  if (absence.until < absence.from) {
    return refuse(Refusal::bad_request, "it ends before it begins", "/until");
  }
  OrRefused<Absence> answer = refuse(Refusal::no_such_person, "there is no such person", "/person");
  desk.write(actor.id, [&](Writing& writing) {
    if (!person(writing.in(), absence.person)) return;
    absence.id = base::to_text(writing.new_id());
    writing.event("absence-noted", PersonEvent{absence.person});
    put_kept(writing, absence_kind, absence.id, absence,
             {.expires_at = base::Time(absence.until + std::chrono::days(2))});
    answer = absence;
  });
  return answer;
}

std::vector<RoleHeld> roles_held(store::Snapshot& in) {
  return all_kept<RoleHeld>(in, held_kind, roles_held_max);
}

std::vector<Absence> absences(store::Snapshot& in) {
  return all_kept<Absence>(in, absence_kind, people_max);
}

std::optional<std::chrono::sys_days> administration_ends(store::Snapshot& in, const InUse& in_use,
                                                         base::Time now) {
  const std::chrono::sys_days first = today(in_use, now);
  std::vector<std::string> able;
  for (const PersonRecord& record : people(in)) {
    if (record.active && !record.password.empty()) able.push_back(record.id);
  }
  RolesToday roles(in, *in_use.policy, first);
  for (int ahead = 0; ahead <= warned_days_ahead; ++ahead) {
    roles.look_at(first + std::chrono::days(ahead));
    const std::vector<std::string> who = roles.acting(administrator);
    const bool has_one = std::ranges::any_of(
        who, [&](const std::string& id) { return std::ranges::find(able, id) != able.end(); });
    if (!has_one) return first + std::chrono::days(ahead - 1);
  }
  return std::nullopt;
}

std::optional<std::string> first_set_up(Desk& desk) {
  std::optional<std::string> secret;
  desk.write("command", [&](Writing& writing) {
    secret.reset();
    if (!people(writing.in()).empty()) return;
    revoke_links_about(writing, std::string(set_up_purpose));
    Link link;
    link.id = writing.new_id();
    link.purpose = set_up_purpose;
    link.about = set_up_purpose;
    link.until = writing.now() + set_up_lasts;
    secret = make_link(writing, link);
  });
  return secret;
}

OrRefused<PersonRecord> set_up(Desk& desk, std::string_view secret, const SetUp& request) {
  const std::string email = plain_email(request.email);
  if (email.empty()) return refuse(Refusal::bad_request, "this is no e-mail address", "/email");
  const std::string organisation = desk.in_use()->policy->info.organisation;
  if (auto no = refuse_password(request.password, {request.name, email, organisation})) {
    return refuse(Refusal::bad_request, *no, "/password");
  }
  const std::string hash = hash_password(request.password);
  const auto in_use = desk.in_use();
  OrRefused<PersonRecord> answer = refuse(Refusal::too_late, "");
  desk.write("command", [&](Writing& writing) {
    answer = refuse(Refusal::too_late, "this link was used already, or is too old");
    auto link = open_link(writing.in(), secret, writing.now());
    if (!link || link->purpose != set_up_purpose || !people(writing.in()).empty()) return;
    link->used_at = writing.now();
    change_link(writing, *link);
    PersonRecord record;
    record.id = free_id(writing.in(), *in_use->policy, {request.name, request.email, ""});
    record.name = request.name;
    record.email = email;
    record.password = hash;
    record.added_at = writing.now();
    writing.event("person-added", PersonEvent{record.id});
    put_person(writing, record);
    RoleHeld held{base::to_text(writing.new_id()), record.id, std::string(administrator),
                  today(*in_use, writing.now()), {}};
    writing.event("role-given", RoleEvent{held.id, held.person, held.role, held.from, held.until});
    put_kept(writing, held_kind, held.id, held, {.second_key = held.person});
    answer = record;
  });
  return answer;
}

}  // namespace decorum::desk
