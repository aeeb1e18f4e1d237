#include "desk/act_rules.h"

#include <algorithm>
#include <array>
#include <chrono>

#include <fmt/format.h>

#include "policy/zone_time.h"

namespace decorum::desk {
namespace {

constexpr std::array<std::string_view, 12> months{
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

}  // namespace

bool is_person(const Actor& actor) { return !actor.person.empty(); }

std::optional<Refused> persons_only(const Situation& situation, std::string_view what) {
  if (is_person(situation.actor)) return std::nullopt;
  return Refused{Refusal::not_permitted, fmt::format("{}, with a sign-in of their own", what), {}};
}

std::optional<Refused> is_done(const Situation& situation) {
  if (situation.one.state != cases::State::done) return std::nullopt;
  return Refused{Refusal::case_is_done, "The case is done; open it again first", {}};
}

std::optional<Refused> held_by_another(const Situation& situation) {
  const auto& holding = situation.one.holding;
  if (!holding || holding->by == situation.actor.id) return std::nullopt;
  return Refused{Refusal::held_by_another,
                 fmt::format("{} has been at it since {}; take it over first",
                             name_of_party(situation, holding->by),
                             time_in_words(situation, holding->since)),
                 {}};
}

std::optional<Refused> not_now(const Situation& situation) {
  if (auto no = is_done(situation)) return no;
  return held_by_another(situation);
}

std::optional<Refused> text_gone(const Situation& situation) {
  const auto post = situation.look.post(situation.one.focus);
  if (post && !post->text_is_gone) return std::nullopt;
  return Refused{Refusal::text_is_gone,
                 "The text of the post is gone, so nobody can judge it any more; close the case "
                 "or look at another post",
                 {}};
}

std::optional<Refused> is_out(const Situation& situation) {
  if (const cases::HandOver* out = hand_over_out(situation.one)) {
    return Refused{
        Refusal::wrong_state,
        fmt::format("{} has it; take it back first", name_of_party(situation, out->to)),
        {}};
  }
  for (const cases::Research& task : situation.one.research) {
    if (task.closed) continue;
    return Refused{Refusal::wrong_state,
                   fmt::format("{} is finding something out for it; end that first",
                               name_of_party(situation, task.owner)),
                   {}};
  }
  return std::nullopt;
}

const cases::HandOver* hand_over_out(const cases::Conversation& one) {
  if (one.hand_overs.empty() || one.hand_overs.back().back_at) return nullptr;
  return &one.hand_overs.back();
}

bool has_the_case(const Situation& situation) {
  const cases::HandOver* out = hand_over_out(situation.one);
  if (out == nullptr) return false;
  const Actor& actor = situation.actor;
  if (const auto link = after_prefix(actor.id, "link:"); !link.empty()) {
    return out->link && base::to_text(*out->link) == link;
  }
  if (const auto person = after_prefix(out->to, "person:"); !person.empty()) {
    return actor.person == person;
  }
  if (const auto role = after_prefix(out->to, "role:"); !role.empty()) return actor.has_role(role);
  const policy::Team* team = situation.policy.roles.team(after_prefix(out->to, "team:"));
  return team != nullptr && !team->lead.empty() && actor.has_role(team->lead);
}

std::string_view after_prefix(std::string_view text, std::string_view prefix) {
  return text.starts_with(prefix) ? text.substr(prefix.size()) : std::string_view{};
}

std::string name_of_party(const Situation& situation, std::string_view party) {
  const policy::Roles& roles = situation.policy.roles;
  for (const std::string_view prefix : {"team:", "role:"}) {
    if (const auto id = after_prefix(party, prefix); !id.empty()) return roles.title_of(id);
  }
  if (const auto id = after_prefix(party, "person:"); !id.empty()) {
    if (const auto colleague = situation.look.colleague(id)) return colleague->name;
    if (const policy::Person* person = roles.person(id)) return person->name;
    return std::string(id);
  }
  if (party == "machine") return "The desk itself";
  if (party.starts_with("link:")) return "Somebody with a one-time link";
  if (party.starts_with("token:")) return "A program";
  return std::string(party);
}

std::string time_in_words(const Situation& situation, base::Time time) {
  const std::string& zone = situation.policy.info.time_zone;
  const std::chrono::year_month_day day(policy::local_day(zone, time));
  const std::string local = policy::local_text(zone, time);  // "2026-07-01 09:00"
  return fmt::format("{} on {} {} {}", local.substr(local.find(' ') + 1),
                     static_cast<unsigned>(day.day()),
                     months[static_cast<unsigned>(day.month()) - 1], static_cast<int>(day.year()));
}

const std::string& account_of(const cases::Conversation& one) {
  static const std::string none;
  return one.accounts.empty() ? none : one.accounts.front();
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

bool is_reference(std::string_view text) {
  char before = '-';
  for (const char c : text) {
    if (c == '-' ? before == '-' : !((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))) {
      return false;
    }
    before = c;
  }
  return before != '-';
}

OrRefused<record::TextRef> keep_text(Keeper& keeper, std::string_view kind, std::string_view text,
                                     std::string_view where) {
  if (is_blank(text)) {
    return refuse(Refusal::bad_request, "Words are needed here, and there are only blanks",
                  std::string(where));
  }
  return keeper.keep(kind, text);
}

std::optional<record::TextRef> keep_reason(Keeper& keeper,
                                           const std::optional<std::string>& reason) {
  if (!reason || is_blank(*reason)) return std::nullopt;
  return keeper.keep("reason", *reason);
}

}  // namespace decorum::desk
