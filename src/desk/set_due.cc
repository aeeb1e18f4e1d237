#include <algorithm>
#include <chrono>

#include <fmt/format.h>

#include "desk/act_clock.h"
#include "desk/act_list.h"
#include "desk/act_rules.h"
#include "desk/case_requests.h"

namespace decorum::desk {
namespace {

constexpr std::chrono::days set_due_max{366};

// What the clock counts where none runs; empty: the chart wants nothing of this case.
std::string what_is_due(const cases::Conversation& one) {
  if (one.due) return one.due->what;
  if (!one.ask.empty()) return "answer:" + one.ask;
  return one.outcomes.empty() ? std::string() : "outcome:" + one.outcomes.front();
}

// The latest that somebody may set who does not lead: the policy's own deadline, or what it was
// put off to by then; none: the policy has no deadline here.
std::optional<base::Time> latest(const Situation& situation) {
  const auto& due = situation.one.due;
  const auto own = deadline_of(situation, what_is_due(situation.one));
  if (!own || own->kind == policy::Deadline::Kind::none) {
    return due ? std::optional(due->at) : std::nullopt;
  }
  const base::Time from = due ? due->from : situation.now;
  const base::Time at = situation.look.due(*own, account_of(situation.one), from);
  return due ? std::max(at, due->at) : at;
}

std::optional<Refused> may_set_due(const Situation& situation) {
  if (auto no = is_done(situation)) return no;
  if (situation.one.due && situation.one.due->paused_since) {
    return Refused{Refusal::wrong_state, "The clock stands still while the author has to answer",
                   {}};
  }
  if (what_is_due(situation.one).empty()) {
    return Refused{Refusal::wrong_state,
                   "The chart wants nothing of this case; snooze it instead",
                   {}};
  }
  const auto bound = latest(situation);
  if (situation.actor.can(Permission::lead) || !bound || *bound > situation.now) {
    return std::nullopt;
  }
  return Refused{Refusal::not_permitted, "It is overdue; only who leads can put it off", {}};
}

std::optional<Refused> wrong_time(const Situation& situation, base::Time at) {
  if (at <= situation.now) return Refused{Refusal::too_late, "That time has passed", "/at"};
  if (at > situation.now + set_due_max) {
    return Refused{Refusal::bad_request, "At most a year", "/at"};
  }
  if (situation.one.due && situation.one.due->at == at) {
    return Refused{Refusal::already_so, "It is due then already", "/at"};
  }
  if (situation.actor.can(Permission::lead)) return std::nullopt;
  const auto bound = latest(situation);
  if (!bound || at <= *bound) return std::nullopt;
  return Refused{Refusal::not_permitted,
                 fmt::format("The policy wants it by {}; only who leads can put it off",
                             time_in_words(situation, *bound)),
                 "/at"};
}

OrRefused<Acted> set_due(const Situation& situation, const SetDueRequest& request,
                         Keeper& keeper) {
  cases::DueSet event;
  if (request.at) {
    if (auto no = wrong_time(situation, *request.at)) return tl::unexpected(*no);
    cases::Due due;
    due.what = what_is_due(situation.one);
    due.clock = "set by a person";
    due.from = situation.one.due ? situation.one.due->from : situation.now;
    due.at = *request.at;
    due.warn_at = situation.now + (due.at - situation.now) * warn_at_percent_default / 100;
    event.due = std::move(due);
  } else if (!situation.actor.can(Permission::lead)) {
    return refuse(Refusal::not_permitted, "Only who leads can say that nothing is due any more",
                  "/at");
  } else if (!situation.one.due) {
    return refuse(Refusal::already_so, "Nothing is due", "/at");
  }
  const auto reason = keep_text(keeper, "reason", request.reason, "/reason");
  if (!reason) return tl::unexpected(reason.error());
  event.reason = *reason;
  Acted acted;
  acted.events.emplace_back(std::move(event));
  return acted;
}

}  // namespace

Act set_due_act() {
  return make_act<SetDueRequest>(
      {.name = "set-due",
       .title = "Set the deadline",
       .about = "Sets by when it is due, with a reason; later than the policy wants, and not at "
                "all, only by who leads",
       .permission = Permission::act,
       .inverse = "set-due"},
      may_set_due, set_due);
}

}  // namespace decorum::desk
