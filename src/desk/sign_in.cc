#include "desk/sign_in.h"

#include <algorithm>
#include <array>

#include <arpa/inet.h>
#include <fmt/format.h>

#include "desk/kept.h"
#include "desk/link.h"
#include "desk/totp.h"

namespace decorum::desk {
namespace {

constexpr std::string_view session_kind = "session";
constexpr base::Duration touched_every = std::chrono::minutes(1);
constexpr std::size_t browser_bytes = 200;
constexpr int free_pair = 4;      // failures of an address with one account
constexpr int free_address = 15;  // and with any
constexpr int wait_max_s = 900;
constexpr int noted_an_hour = 60;

struct SessionEvent {
  base::Id session;
  std::string person;
};
template <class V>
void describe(V& v, SessionEvent& e) {
  v.field("session", e.session);
  v.field("person", e.person);
}

struct PersonEvent {
  std::string person;
};
template <class V>
void describe(V& v, PersonEvent& e) {
  v.field("person", e.person);
}

const Refused wrong{Refusal::not_permitted, "the address, the password or the code is wrong", ""};

// The code of the app or a recovery code, used up; false when it is neither.
bool take_code(const Vault& vault, PersonRecord& record, std::string_view typed, base::Time now) {
  const auto seed = vault.unlock(record.totp, "totp " + record.id);
  if (seed) {
    if (const auto step = totp_step(*seed, typed, now, record.totp_step)) {
      record.totp_step = *step;
      if (!vault.is_locked_with_newest(record.totp)) {
        record.totp = vault.lock(*seed, "totp " + record.id);
      }
      return true;
    }
  }
  const std::string digest = token_digest(plain_recovery_code(typed));
  const auto found = std::ranges::find_if(
      record.recovery, [&](const std::string& kept) { return same_secret(kept, digest); });
  if (found == record.recovery.end()) return false;
  record.recovery.erase(found);
  return true;
}

// Whoever has one address of IPv6 has the 2^64 beside it as well.
std::string network_of(std::string_view address) {
  std::array<unsigned char, 16> bytes{};
  const std::string text(address);
  if (::inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) return text;
  std::string network = "v6";
  for (std::size_t i = 0; i < 8; ++i) network += fmt::format(":{:02x}", bytes[i]);
  return network;
}

std::vector<std::string> own_words(const Desk& desk, const PersonRecord& record) {
  return {record.name, record.email, desk.in_use()->policy->info.organisation};
}

SignedIn put_session(Writing& writing, const std::string& person, const From& from) {
  std::vector<Session> open = sessions_of(writing.in(), person);
  std::ranges::sort(open, {}, &Session::begun_at);
  for (std::size_t i = 0; i + sessions_max <= open.size(); ++i) {
    writing.in().drop_document(session_kind, base::to_text(open[i].id));
  }
  SignedIn signed_in;
  signed_in.cookie = random_token();
  Session& session = signed_in.session;
  session.id = writing.new_id();
  session.person = person;
  session.begun_at = session.seen_at = writing.now();
  for (const char c : from.browser.substr(0, browser_bytes)) {
    if (static_cast<unsigned char>(c) >= 0x20 && static_cast<unsigned char>(c) < 0x7f) {
      session.browser.push_back(c);
    }
  }
  put_kept(writing, session_kind, base::to_text(session.id), session,
           {.key = token_digest(signed_in.cookie),
            .second_key = person,
            .expires_at = writing.now() + session_lasts});
  return signed_in;
}

bool is_over(const Session& session, base::Time now) {
  return now >= session.begun_at + session_lasts || now >= session.seen_at + session_idle;
}

}  // namespace

Slowdown::Entry& Slowdown::entry(const std::string& key) {
  if (const auto found = by_key_.find(key); found != by_key_.end()) {
    entries_.splice(entries_.begin(), entries_, found->second);
    return *found->second;
  }
  if (entries_.size() >= slowed_max) {
    by_key_.erase(entries_.back().key);
    entries_.pop_back();
  }
  entries_.push_front({key, 0, {}});
  by_key_[key] = entries_.begin();
  return entries_.front();
}

base::Time Slowdown::next_at(const Entry& entry, int free) {
  if (entry.failures <= free) return {};
  const int doubled = std::min(entry.failures - free, 10);
  return entry.last + std::chrono::seconds(std::min(1 << doubled, wait_max_s));
}

int Slowdown::wait_s(std::string_view address, std::string_view account, base::Time now) {
  const std::lock_guard lock(mutex_);
  const std::string network = network_of(address);
  const base::Time pair = next_at(entry(fmt::format("{} {}", network, account)), free_pair);
  const base::Time alone = next_at(entry(network), free_address);
  const base::Time next = std::max(pair, alone);
  if (next <= now) return 0;
  return static_cast<int>(std::chrono::ceil<std::chrono::seconds>(next - now).count());
}

void Slowdown::failed(std::string_view address, std::string_view account, base::Time now) {
  const std::lock_guard lock(mutex_);
  const std::string network = network_of(address);
  for (const std::string& key : {fmt::format("{} {}", network, account), network}) {
    Entry& one = entry(key);
    if (now - one.last > std::chrono::hours(24)) one.failures = 0;
    ++one.failures;
    one.last = now;
  }
}

void Slowdown::succeeded(std::string_view address, std::string_view account) {
  const std::lock_guard lock(mutex_);
  entry(fmt::format("{} {}", network_of(address), account)).failures = 0;
}

bool Slowdown::may_note(base::Time now) {
  const std::lock_guard lock(mutex_);
  if (now - noting_since_ >= std::chrono::hours(1)) {
    noting_since_ = now;
    noted_ = 0;
  }
  return ++noted_ <= noted_an_hour;
}

OrRefused<SignedIn> sign_in(Desk& desk, const Vault& vault, Slowdown& slowdown,
                            const SignIn& request, const From& from) {
  const base::Time now = desk.now();
  const std::string email = plain_email(request.email);
  if (const int wait = slowdown.wait_s(from.address, email, now); wait > 0) {
    return refuse(Refusal::too_many, fmt::format("too many tries; wait {} seconds", wait));
  }
  std::optional<PersonRecord> record;
  desk.store().read([&](store::Snapshot& in) { record = person_by_email(in, email); });
  bool is_right = false;
  if (record && record->active && !record->password.empty()) {
    is_right = password_matches(record->password, request.password);
  } else {
    spend_password_time(request.password);
  }
  if (is_right && !record->totp.empty() && request.code.empty()) {
    return refuse(Refusal::bad_request, "the code of your app is needed as well", "/code");
  }
  const std::string fresh_hash =
      is_right && is_weak_hash(record->password) ? hash_password(request.password) : "";
  OrRefused<SignedIn> answer = tl::unexpected(wrong);
  if (!is_right && !slowdown.may_note(now)) {
    slowdown.failed(from.address, email, now);
    return answer;
  }
  desk.write(record ? "person:" + record->id : "machine", [&](Writing& writing) {
    answer = tl::unexpected(wrong);
    auto current = record ? person(writing.in(), record->id) : std::nullopt;
    const bool goes_on = is_right && current && current->active &&
                         (current->totp.empty() || take_code(vault, *current, request.code, now));
    if (!goes_on) {
      writing.event("sign-in-refused", PersonEvent{record ? record->id : ""});
      return;
    }
    if (!fresh_hash.empty()) current->password = fresh_hash;
    current->signed_in_at = now;
    put_person(writing, *current);
    answer = put_session(writing, current->id, from);
    writing.event("signed-in", SessionEvent{answer->session.id, current->id});
  });
  if (answer) slowdown.succeeded(from.address, email);
  else slowdown.failed(from.address, email, now);
  return answer;
}

SignedIn begin_session(Desk& desk, const std::string& id, const From& from) {
  SignedIn signed_in;
  desk.write("person:" + id, [&](Writing& writing) {
    signed_in = put_session(writing, id, from);
    writing.event("signed-in", SessionEvent{signed_in.session.id, id});
  });
  return signed_in;
}

std::string csrf_token(std::string_view cookie) {
  return token_digest(fmt::format("csrf {}", cookie)).substr(std::string_view("sha256:").size());
}

std::optional<InSession> session_of(Desk& desk, std::string_view cookie) {
  const base::Time now = desk.now();
  const auto in_use = desk.in_use();
  std::optional<InSession> found;
  desk.store().read([&](store::Snapshot& in) {
    found.reset();
    const auto document = in.document_by_key(session_kind, token_digest(cookie));
    if (!document) return;
    Session session = read_kept<Session>(*document);
    if (is_over(session, now)) return;
    auto actor = actor_for(in, *in_use, session.person, now);
    if (actor) found = InSession{std::move(session), std::move(*actor)};
  });
  if (!found || now - found->session.seen_at < touched_every) return found;
  found->session.seen_at = now;
  desk.write(found->actor.id, [&](Writing& writing) {
    const std::string id = base::to_text(found->session.id);
    if (writing.in().document(session_kind, id)) {
      put_kept(writing, session_kind, id, found->session);
    }
  });
  return found;
}

std::vector<Session> sessions_of(store::Snapshot& in, std::string_view person) {
  std::vector<Session> list;
  for (const store::Document& document :
       in.documents_with(session_kind, person, "", store::page_max)) {
    list.push_back(read_kept<Session>(document));
  }
  return list;
}

OrRefused<Session> end_session(Desk& desk, const Actor& actor, base::Id id) {
  OrRefused<Session> answer = refuse(Refusal::not_found, "there is no such session");
  desk.write(actor.id, [&](Writing& writing) {
    const auto session = kept<Session>(writing.in(), session_kind, base::to_text(id));
    if (!session) return;
    if (session->person != actor.person && !actor.can(Permission::administer)) return;
    const bool is_own = session->person == actor.person;
    writing.event(is_own ? "signed-out" : "session-ended", SessionEvent{id, session->person});
    writing.in().drop_document(session_kind, base::to_text(id));
    answer = *session;
  });
  return answer;
}

void end_sessions_of(Writing& writing, const std::string& person) {
  for (const Session& session : sessions_of(writing.in(), person)) {
    writing.in().drop_document(session_kind, base::to_text(session.id));
  }
}

OrRefused<PersonRecord> change_password(Desk& desk, const Actor& actor,
                                        const ChangePassword& request) {
  std::optional<PersonRecord> record;
  desk.store().read([&](store::Snapshot& in) { record = person(in, actor.person); });
  if (!record) return refuse(Refusal::not_permitted, "sign in first");
  if (!password_matches(record->password, request.now)) {
    return refuse(Refusal::bad_request, "this is not your password", "/now");
  }
  if (auto no = refuse_password(request.password, own_words(desk, *record))) {
    return refuse(Refusal::bad_request, *no, "/password");
  }
  const std::string hash = hash_password(request.password);
  desk.write(actor.id, [&](Writing& writing) {
    auto current = person(writing.in(), actor.person);
    if (!current) return;
    current->password = hash;
    writing.event("password-set", PersonEvent{current->id});
    put_person(writing, *current);
    end_sessions_of(writing, current->id);
    record = current;
  });
  return *record;
}

OrRefused<PersonRecord> set_password(Desk& desk, std::string_view secret,
                                     const SetPassword& request) {
  std::optional<PersonRecord> record;
  const base::Time now = desk.now();
  desk.store().read([&](store::Snapshot& in) {
    const auto link = open_link(in, secret, now);
    if (link && link->purpose == password_purpose) record = person(in, link->about);
  });
  const Refused over{Refusal::too_late, "this link was used already, or is too old", ""};
  if (!record || !record->active) return tl::unexpected(over);
  if (auto no = refuse_password(request.password, own_words(desk, *record))) {
    return refuse(Refusal::bad_request, *no, "/password");
  }
  const std::string hash = hash_password(request.password);
  OrRefused<PersonRecord> answer = tl::unexpected(over);
  desk.write("person:" + record->id, [&](Writing& writing) {
    answer = tl::unexpected(over);
    auto link = open_link(writing.in(), secret, now);
    auto current = person(writing.in(), record->id);
    if (!link || !current || !current->active) return;
    link->used_at = now;
    change_link(writing, *link);
    current->password = hash;
    writing.event("password-set", PersonEvent{current->id});
    put_person(writing, *current);
    end_sessions_of(writing, current->id);
    answer = *current;
  });
  return answer;
}

OrRefused<TotpBegun> begin_totp(Desk& desk, const Vault& vault, const Actor& actor) {
  std::optional<PersonRecord> record;
  desk.store().read([&](store::Snapshot& in) { record = person(in, actor.person); });
  if (!record) return refuse(Refusal::not_permitted, "sign in first");
  if (!record->totp.empty()) {
    return refuse(Refusal::already_so, "codes are set up already; remove them first");
  }
  const std::string seed = new_totp_seed();
  return TotpBegun{totp_address(seed, desk.in_use()->policy->info.organisation, record->email),
                   vault.lock(seed, "totp " + record->id)};
}

OrRefused<RecoveryCodes> confirm_totp(Desk& desk, const Vault& vault, const Actor& actor,
                                      const TotpConfirm& request) {
  const auto seed = vault.unlock(request.seed, "totp " + actor.person);
  if (!seed) return refuse(Refusal::bad_request, "begin again: this was not begun by you", "/seed");
  const auto step = totp_step(*seed, request.code, desk.now(), 0);
  if (!step) return refuse(Refusal::bad_request, "the code is wrong, or too old", "/code");
  RecoveryCodes codes{new_recovery_codes()};
  OrRefused<RecoveryCodes> answer = refuse(Refusal::not_permitted, "sign in first");
  desk.write(actor.id, [&](Writing& writing) {
    auto record = person(writing.in(), actor.person);
    if (!record) return;
    record->totp = request.seed;
    record->totp_step = *step;
    record->recovery.clear();
    for (const std::string& code : codes.codes) {
      record->recovery.push_back(token_digest(plain_recovery_code(code)));
    }
    writing.event("totp-enrolled", PersonEvent{record->id});
    put_person(writing, *record);
    answer = codes;
  });
  return answer;
}

OrRefused<PersonRecord> remove_totp(Desk& desk, const Actor& actor, const std::string& id,
                                    std::string_view password) {
  std::optional<PersonRecord> record;
  desk.store().read([&](store::Snapshot& in) { record = person(in, id); });
  const bool is_own = actor.person == id;
  if (!record || (!is_own && !actor.can(Permission::administer))) {
    return refuse(Refusal::not_found, "there is no such person");
  }
  if (is_own && !password_matches(record->password, password)) {
    return refuse(Refusal::bad_request, "this is not your password", "/password");
  }
  OrRefused<PersonRecord> answer = refuse(Refusal::already_so, "no codes are set up");
  desk.write(actor.id, [&](Writing& writing) {
    auto current = person(writing.in(), id);
    if (!current || current->totp.empty()) return;
    current->totp.clear();
    current->recovery.clear();
    writing.event("totp-removed", PersonEvent{id});
    put_person(writing, *current);
    answer = *current;
  });
  return answer;
}

}  // namespace decorum::desk
