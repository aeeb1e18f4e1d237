#include <algorithm>
#include <chrono>

#include <fmt/format.h>

#include "desk/act_list.h"
#include "desk/act_rules.h"
#include "desk/case_requests.h"

namespace decorum::desk {
namespace {

// A page that is open says so every few seconds; a minute without a word is nobody there.
constexpr base::Duration silence = std::chrono::minutes(1);

bool is_silent(const Situation& situation, const cases::Holding& holding) {
  const auto seen = situation.look.last_seen(situation.one, holding.by);
  return situation.now - std::max(seen.value_or(holding.since), holding.since) >= silence;
}

// Held by somebody else it may still be taken over, with consent or after silence.
std::optional<Refused> may_hold(const Situation& situation) {
  if (auto no = persons_only(situation, "Only a person can be at a case")) return no;
  if (auto no = is_done(situation)) return no;
  const auto& holding = situation.one.holding;
  if (holding && holding->by == situation.actor.id) {
    return Refused{Refusal::already_so, "You are at it already", {}};
  }
  return std::nullopt;
}

OrRefused<Acted> hold(const Situation& situation, const HoldRequest& request, Keeper&) {
  const auto& holding = situation.one.holding;
  Acted acted;
  if (!holding) {
    acted.events.emplace_back(cases::Held{});
    return acted;
  }
  const bool may_take_over = request.consent || situation.actor.can(Permission::lead) ||
                             is_silent(situation, *holding);
  if (!may_take_over) {
    return refuse(Refusal::held_by_another,
                  fmt::format("{} has been at it since {}; ask them, or wait until they have been "
                              "silent for a minute",
                              name_of_party(situation, holding->by),
                              time_in_words(situation, holding->since)));
  }
  acted.events.emplace_back(cases::Released{"taken-over"});
  acted.events.emplace_back(cases::Held{.taken_from = holding->by, .consent = request.consent});
  return acted;
}

}  // namespace

Act hold_act() {
  return make_act<HoldRequest>(
      {.name = "hold",
       .title = "Work on it",
       .about = "Says that you are at the case, so that nobody answers beside you; takes it over "
                "from somebody who agreed or has been silent for a minute",
       .permission = Permission::act,
       .inverse = "release"},
      may_hold, hold);
}

}  // namespace decorum::desk
