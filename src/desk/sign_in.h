// Signing in with a password and, where somebody has set it up, a code; the sessions that come of
// it; and programs' tokens.
//
// A session is a cookie of 256 random bits, of which only the digest is kept. It ends twelve hours
// after it began, after an hour without use, or when it is ended by hand. Every change that a
// browser makes carries the session's CSRF token, which a foreign page cannot know.
//
// Guessing is slowed down, by address (of IPv6 its first 64 bits) and by address and account
// together, so that nobody can lock somebody else out. The answer is the same, and takes about as
// long, whether the account, the password or the code was wrong; only who gave the right password
// is asked for a code.
#pragma once

#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/shape.h"
#include "desk/actor.h"
#include "desk/desk.h"
#include "desk/people.h"
#include "desk/refusal.h"
#include "desk/secrets.h"

namespace decorum::desk {

inline constexpr base::Duration session_lasts = std::chrono::hours(12);
inline constexpr base::Duration session_idle = std::chrono::hours(1);
inline constexpr base::Duration token_lasts_max = std::chrono::days(366);
inline constexpr std::size_t sessions_max = 50;  // of one person; the oldest ends
inline constexpr std::size_t tokens_max = 200;   // of one person
inline constexpr std::size_t slowed_max = 20'000;  // addresses and accounts remembered

// How long somebody has to wait before the next try. Threads may share it.
class Slowdown {
 public:
  // Whole seconds to wait; 0: go on.
  int wait_s(std::string_view address, std::string_view account, base::Time now);
  void failed(std::string_view address, std::string_view account, base::Time now);
  void succeeded(std::string_view address, std::string_view account);
  // The record takes note of 60 refusals an hour at most, whoever asks how often.
  bool may_note(base::Time now);

 private:
  struct Entry {
    std::string key;
    int failures = 0;
    base::Time last;
  };
  Entry& entry(const std::string& key);
  static base::Time next_at(const Entry& entry, int free);

  std::mutex mutex_;
  base::Time noting_since_;
  int noted_ = 0;
  std::list<Entry> entries_;
  std::unordered_map<std::string, std::list<Entry>::iterator> by_key_;
};

struct SignIn {
  std::string email, password, code;
};
template <class V>
void describe(V& v, SignIn& s) {
  v.field("email", s.email, {.most = 320});
  v.field("password", s.password, {.most = 256});
  v.field("code", s.code, {.most = 32, .may_miss = true,
                           .about = "Of the authenticator app, or a recovery code"});
}

struct Session {
  static constexpr std::string_view shape_name = "Session";
  base::Id id;
  std::string person;
  base::Time begun_at, seen_at;
  std::string browser;  // as it says itself, cut
};
template <class V>
void describe(V& v, Session& s) {
  v.field("id", s.id);
  v.field("person", s.person);
  v.field("begun_at", s.begun_at);
  v.field("seen_at", s.seen_at);
  v.field("browser", s.browser, {.most = 300});
}

struct SignedIn {
  Session session;
  std::string cookie;  // its secret
};

// What the person's machine says of itself.
struct From {
  std::string address, browser;
};

OrRefused<SignedIn> sign_in(Desk& desk, const Vault& vault, Slowdown& slowdown,
                            const SignIn& request, const From& from);
// A session for a person who was known another way (OIDC, a set-up link).
SignedIn begin_session(Desk& desk, const std::string& person, const From& from);

// The session of a cookie, and who it is; nullopt when it is over. Notes that it was used, at most
// once a minute.
struct InSession {
  Session session;
  Actor actor;
};
std::optional<InSession> session_of(Desk& desk, std::string_view cookie);
std::string csrf_token(std::string_view cookie);

std::vector<Session> sessions_of(store::Snapshot& in, std::string_view person);
// One's own, or by an administrator.
OrRefused<Session> end_session(Desk& desk, const Actor& actor, base::Id session);
void end_sessions_of(Writing& writing, const std::string& person);

// ---- one's own password and codes

struct ChangePassword {
  std::string now, password;
};
template <class V>
void describe(V& v, ChangePassword& c) {
  v.field("now", c.now, {.most = 256, .about = "The password as it is"});
  v.field("password", c.password, {.most = 256});
}
// All other sessions end.
OrRefused<PersonRecord> change_password(Desk& desk, const Actor& actor,
                                        const ChangePassword& request);

struct SetPassword {
  std::string password;
};
template <class V>
void describe(V& v, SetPassword& s) {
  v.field("password", s.password, {.most = 256});
}
// With the link of an invitation or reset.
OrRefused<PersonRecord> set_password(Desk& desk, std::string_view secret,
                                     const SetPassword& request);

struct TotpBegun {
  static constexpr std::string_view shape_name = "TotpBegun";
  std::string address, seed;  // otpauth://…; the seed, locked, to be given back with the first code
};
template <class V>
void describe(V& v, TotpBegun& t) {
  v.field("address", t.address, {.most = 2000});
  v.field("seed", t.seed, {.most = 400});
}
struct TotpConfirm {
  std::string seed, code;
};
template <class V>
void describe(V& v, TotpConfirm& t) {
  v.field("seed", t.seed, {.most = 400});
  v.field("code", t.code, {.most = 32});
}
struct RecoveryCodes {
  static constexpr std::string_view shape_name = "RecoveryCodes";
  std::vector<std::string> codes;
};
template <class V>
void describe(V& v, RecoveryCodes& r) {
  v.field("codes", r.codes, {.about = "Shown once; each is good for one sign-in"});
}
OrRefused<TotpBegun> begin_totp(Desk& desk, const Vault& vault, const Actor& actor);
OrRefused<RecoveryCodes> confirm_totp(Desk& desk, const Vault& vault, const Actor& actor,
                                      const TotpConfirm& request);
// With one's password; of somebody else by an administrator.
OrRefused<PersonRecord> remove_totp(Desk& desk, const Actor& actor, const std::string& person,
                                    std::string_view password);

// ---- tokens of programs

struct ApiToken {
  static constexpr std::string_view shape_name = "ApiToken";
  base::Id id;
  std::string name, owner;
  std::vector<Permission> scopes;
  base::Time made_at, until;
  std::optional<base::Time> used_at;
};
template <class V>
void describe(V& v, ApiToken& t) {
  v.field("id", t.id);
  v.field("name", t.name, {.most = 120, .may_be_empty = false});
  v.field("owner", t.owner, {.most = 64});
  v.field("scopes", t.scopes, {.most_items = permission_count});
  v.field("made_at", t.made_at);
  v.field("until", t.until);
  v.field("used_at", t.used_at);
}

struct MakeToken {
  std::string name;
  std::vector<Permission> scopes;
  base::Time until;
};
template <class V>
void describe(V& v, MakeToken& m) {
  v.field("name", m.name, {.most = 120, .may_be_empty = false});
  v.field("scopes", m.scopes, {.most_items = permission_count,
                               .about = "Permissions; never more than the owner has"});
  v.field("until", m.until, {.about = "At most a year ahead"});
}

struct MadeToken {
  static constexpr std::string_view shape_name = "MadeToken";
  ApiToken token;
  std::string secret;  // shown once: "decorum_…"
};
template <class V>
void describe(V& v, MadeToken& m) {
  v.field("token", m.token);
  v.field("secret", m.secret, {.about = "Shown once"});
}

OrRefused<MadeToken> make_token(Desk& desk, const Actor& actor, const MakeToken& request);
std::vector<ApiToken> tokens_of(store::Snapshot& in, std::string_view owner);
void end_tokens_of(Writing& writing, const std::string& owner);
OrRefused<ApiToken> end_token(Desk& desk, const Actor& actor, base::Id token);
// Who the token speaks for now: its owner's permissions today, cut to the scopes.
std::optional<Actor> token_actor(Desk& desk, std::string_view secret);

}  // namespace decorum::desk
