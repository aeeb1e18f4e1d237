#include <chrono>

#include <fmt/format.h>

#include "desk/act_clock.h"
#include "desk/act_list.h"
#include "desk/act_rules.h"
#include "desk/case_requests.h"
#include "policy/zone_time.h"

namespace decorum::desk {
namespace {

constexpr std::chrono::days link_lasts{14};

std::optional<Refused> may_hand_over(const Situation& situation) {
  if (auto no = not_now(situation)) return no;
  if (const cases::HandOver* out = hand_over_out(situation.one)) {
    return Refused{Refusal::wrong_state,
                   fmt::format("{} has had it since {}; take it back first",
                               name_of_party(situation, out->to),
                               time_in_words(situation, out->at)),
                   {}};
  }
  if (situation.one.hand_overs.size() < cases::hand_overs_max) return std::nullopt;
  return Refused{Refusal::too_many,
                 fmt::format("The case was passed on {} times, which is the most",
                             cases::hand_overs_max),
                 {}};
}

// Where the mail goes, and the address of a link.
struct Receiver {
  std::vector<std::string> mail_to;
  std::string address;  // empty: the link is copied by hand
};

OrRefused<Receiver> team_named(const Situation& situation, std::string_view id) {
  const policy::Team* team = situation.policy.roles.team(id);
  if (team == nullptr) {
    return refuse(Refusal::no_such_team, fmt::format("The policy has no team '{}'", id), "/to");
  }
  return Receiver{{fmt::format("team:{}", id)}, team->email};
}

OrRefused<Receiver> role_named(const Situation& situation, std::string_view id) {
  const policy::Roles& roles = situation.policy.roles;
  if (roles.role(id) == nullptr) {
    return refuse(Refusal::no_such_team, fmt::format("The policy has no role '{}'", id), "/to");
  }
  Receiver receiver;
  for (const Colleague& colleague : situation.look.acting(id)) {
    receiver.mail_to.push_back("person:" + colleague.person);
    if (receiver.address.empty()) receiver.address = colleague.email;
  }
  if (!receiver.mail_to.empty()) return receiver;
  const auto today = policy::local_day(situation.policy.info.time_zone, situation.now);
  for (const std::string& person : roles.acting(id, today)) {
    receiver.mail_to.push_back("person:" + person);
    const policy::Person* known = roles.person(person);
    if (receiver.address.empty() && known != nullptr) receiver.address = known->email;
  }
  if (!receiver.mail_to.empty()) return receiver;
  return refuse(Refusal::no_such_person,
                fmt::format("Nobody is {} today; choose somebody else", roles.title_of(id)), "/to");
}

OrRefused<Receiver> person_named(const Situation& situation, std::string_view id, bool link) {
  const auto colleague = situation.look.colleague(id);
  const policy::Person* person = situation.policy.roles.person(id);
  if (!colleague && person == nullptr) {
    return refuse(Refusal::no_such_person, fmt::format("Nobody has the id '{}'", id), "/to");
  }
  const std::string& name = colleague ? colleague->name : person->name;
  const bool has_sign_in = colleague && colleague->has_sign_in;
  if (link && has_sign_in) {
    return refuse(Refusal::bad_request, fmt::format("{} has a sign-in and needs no link", name),
                  "/link");
  }
  if (!link && !has_sign_in) {
    return refuse(Refusal::bad_request,
                  fmt::format("{} has no sign-in; send a one-time link along", name), "/link");
  }
  if (colleague && colleague->away) {
    return refuse(Refusal::wrong_state, fmt::format("{} is away", name), "/to");
  }
  return Receiver{{fmt::format("person:{}", id)}, colleague ? colleague->email : person->email};
}

OrRefused<Receiver> receiver_of(const Situation& situation, const HandOverRequest& request) {
  if (const auto id = after_prefix(request.to, "team:"); !id.empty()) {
    return team_named(situation, id);
  }
  if (const auto id = after_prefix(request.to, "role:"); !id.empty()) {
    return role_named(situation, id);
  }
  if (const auto id = after_prefix(request.to, "person:"); !id.empty()) {
    return person_named(situation, id, request.link);
  }
  return refuse(Refusal::bad_request, "Write team:ID, role:ID or person:ID", "/to");
}

OrRefused<Acted> hand_over(const Situation& situation, const HandOverRequest& request,
                           Keeper& keeper) {
  const auto receiver = receiver_of(situation, request);
  if (!receiver) return tl::unexpected(receiver.error());
  const auto deadline = deadline_for(situation, request.deadline);
  if (!deadline) return tl::unexpected(deadline.error());
  const auto message = keep_text(keeper, "message", request.message, "/message");
  if (!message) return tl::unexpected(message.error());

  cases::HandedOver event{.to = request.to, .message = *message, .link = {}, .due = {}};
  if (deadline->kind != policy::Deadline::Kind::none) {
    event.due = start_clock(situation, request.to, *deadline);
  }
  Acted acted;
  if (request.link) {
    event.link = keeper.new_id();
    acted.links.push_back({.id = *event.link,
                           .purpose = "answer-for-team",
                           .to = receiver->address,
                           .until = situation.now + link_lasts,
                           .mail = "hand-over-link"});
  }
  if (!request.link) {
    for (const std::string& to : receiver->mail_to) {
      acted.mails.push_back({.to = to, .template_id = "hand-over", .fields = {}});
    }
  }
  acted.events.emplace_back(std::move(event));
  return acted;
}

}  // namespace

Act hand_over_act() {
  return make_act<HandOverRequest>(
      {.name = "hand-over",
       .title = "Pass it on",
       .about = "Passes the case with its whole conversation to a team, a role or a person, with "
                "a clock of its own and, for people without an account, a one-time link",
       .permission = Permission::act,
       .inverse = "hand-back"},
      may_hand_over, hand_over);
}

}  // namespace decorum::desk
