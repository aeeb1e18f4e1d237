// People with a sign-in, the roles they hold, and who acts for whom today.
//
// Roles come from two places: the policy's own holders (roles.yaml), and what an administrator
// gives at the desk, each from a day to a day. Somebody who is away does not act; where nobody of a
// role does, its deputies do, in order (policy/people.h). The role "administrator" exists at every
// desk.
//
// Documents: "person" (key: e-mail address), "role-held", "absence". Events hold ids only.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/shape.h"
#include "desk/act.h"
#include "desk/actor.h"
#include "desk/desk.h"
#include "desk/refusal.h"
#include "store/store.h"

namespace decorum::desk {

inline constexpr std::size_t people_max = 5000;
inline constexpr std::size_t roles_held_max = 20'000;
inline constexpr std::string_view administrator = "administrator";

struct PersonRecord {
  std::string id, name, email;
  bool active = true;
  std::string password;                // hash; empty: none yet
  std::string totp;                    // locked seed; empty: none
  std::int64_t totp_step = 0;          // of the last code that was taken
  std::vector<std::string> recovery;   // digests of the codes that are left
  std::string oidc_subject;            // "ISSUER SUBJECT"; empty: not linked
  base::Time added_at;
  std::optional<base::Time> signed_in_at;
};
template <class V>
void describe(V& v, PersonRecord& p) {
  v.field("id", p.id, {.most = 64});
  v.field("name", p.name, {.most = 200});
  v.field("email", p.email, {.most = 320});
  v.field("active", p.active);
  v.field("password", p.password, {.most = 200});
  v.field("totp", p.totp, {.most = 400});
  v.field("totp_step", p.totp_step);
  v.field("recovery", p.recovery, {.most = 80, .most_items = 20});
  v.field("oidc_subject", p.oidc_subject, {.most = 600});
  v.field("added_at", p.added_at);
  v.field("signed_in_at", p.signed_in_at);
}

struct RoleHeld {
  static constexpr std::string_view shape_name = "RoleHeld";
  std::string id, person, role;
  std::chrono::sys_days from;
  std::optional<std::chrono::sys_days> until;  // inclusive
};
template <class V>
void describe(V& v, RoleHeld& r) {
  v.field("id", r.id, {.most = 13, .may_miss = true});
  v.field("person", r.person, {.most = 64});
  v.field("role", r.role, {.most = 64});
  v.field("from", r.from);
  v.field("until", r.until, {.about = "The last day; without an end when left out"});
}

struct Absence {
  static constexpr std::string_view shape_name = "Absence";
  std::string id, person;
  std::chrono::sys_days from, until;  // inclusive
};
template <class V>
void describe(V& v, Absence& a) {
  v.field("id", a.id, {.most = 13, .may_miss = true});
  v.field("person", a.person, {.most = 64});
  v.field("from", a.from);
  v.field("until", a.until);
}

// Everything about roles on one day, read once.
class RolesToday {
 public:
  RolesToday(store::Snapshot& in, const policy::Policy& policy, std::chrono::sys_days day);

  // Ids of people, active and not away: holders, else the first deputy role with anybody.
  std::vector<std::string> acting(std::string_view role) const;
  std::vector<std::string> roles_of(std::string_view person) const;
  bool is_away(std::string_view person) const;
  void look_at(std::chrono::sys_days day) { day_ = day; }  // another day

 private:
  std::vector<std::string> holders(std::string_view role) const;
  void add_acting(std::string_view role, int depth, std::vector<std::string>& out) const;

  const policy::Policy& policy_;
  std::chrono::sys_days day_;
  std::vector<RoleHeld> held_;
  std::vector<Absence> absences_;
  std::vector<std::string> inactive_;
};

std::optional<PersonRecord> person(store::Snapshot& in, std::string_view id);
std::optional<PersonRecord> person_by_email(store::Snapshot& in, std::string_view email);
std::vector<PersonRecord> people(store::Snapshot& in);
void put_person(Writing& writing, const PersonRecord& record);

// Small letters; empty when it is no address.
std::string plain_email(std::string_view email);

// What the person may do today; nobody when they are not active.
std::optional<Actor> actor_for(store::Snapshot& in, const InUse& in_use, std::string_view person,
                               base::Time now);

// Somebody the acts may name: with a sign-in, or of the policy alone.
std::optional<Colleague> colleague(store::Snapshot& in, const RolesToday& roles,
                                   const InUse& in_use, std::string_view person);

// ---- what an administrator does

struct AddPerson {
  std::string name, email;
  std::string id;  // empty: the policy's for this address, else made of the name
  bool by_mail = false;
};
template <class V>
void describe(V& v, AddPerson& a) {
  v.field("name", a.name, {.most = 200, .may_be_empty = false});
  v.field("email", a.email, {.most = 320});
  v.field("id", a.id, {.most = 64, .may_miss = true,
                       .about = "As the policy names them. Left out: whoever has this address in "
                                "the policy, else made of the name"});
  v.field("by_mail", a.by_mail, {.may_miss = true,
                                 .about = "The link goes to their address and is not shown"});
}

struct Invited {
  PersonRecord person;
  std::string secret;  // of the one-time link; empty: it goes out by mail
};

inline constexpr std::string_view set_up_purpose = "set-up";        // the first administrator
inline constexpr std::string_view password_purpose = "set-password";  // invitation and reset

OrRefused<Invited> add_person(Desk& desk, const Actor& actor, const AddPerson& request);
// A new link with which somebody sets their password; earlier ones end.
OrRefused<Invited> invite_again(Desk& desk, const Actor& actor, const std::string& person,
                                bool by_mail = false);
// Somebody forgot their password: a link goes to the address if it is one of ours, at most one in
// ten minutes. There is no answer, so that nobody learns who has a sign-in.
inline constexpr base::Duration reset_every = std::chrono::minutes(10);
void ask_reset(Desk& desk, std::string_view email);
// Not the last who could administer. Their sessions, tokens and links end with it.
OrRefused<PersonRecord> set_active(Desk& desk, const Actor& actor, const std::string& person,
                                   bool active);
OrRefused<RoleHeld> give_role(Desk& desk, const Actor& actor, RoleHeld role);
// Ends today, or is taken away when it has not begun.
OrRefused<RoleHeld> end_role(Desk& desk, const Actor& actor, const std::string& id);
// Somebody's own, or by an administrator.
OrRefused<Absence> put_absence(Desk& desk, const Actor& actor, Absence absence);
std::vector<RoleHeld> roles_held(store::Snapshot& in);
std::vector<Absence> absences(store::Snapshot& in);

// The last day on which anybody could administer the desk, when that is within the next 60 days.
std::optional<std::chrono::sys_days> administration_ends(store::Snapshot& in, const InUse& in_use,
                                                         base::Time now);

// ---- the first start

// The secret of a one-time link for the first administrator; nullopt once anybody has a sign-in.
std::optional<std::string> first_set_up(Desk& desk);

struct SetUp {
  std::string name, email, password;
};
template <class V>
void describe(V& v, SetUp& s) {
  v.field("name", s.name, {.most = 200, .may_be_empty = false});
  v.field("email", s.email, {.most = 320});
  v.field("password", s.password, {.most = 256});
}
OrRefused<PersonRecord> set_up(Desk& desk, std::string_view secret, const SetUp& request);

}  // namespace decorum::desk
