#include <algorithm>

#include <fmt/format.h>

#include "desk/act_list.h"
#include "desk/act_rules.h"
#include "desk/answering.h"
#include "desk/case_requests.h"

namespace decorum::desk {
namespace {

std::optional<Refused> may_close(const Situation& situation) {
  if (situation.one.state == cases::State::done) {
    return Refused{Refusal::already_so, "The case is done", {}};
  }
  if (auto no = held_by_another(situation)) return no;
  return is_out(situation);
}

// The case itself shows that what it is closed as was done.
bool is_shown(const Situation& situation, ClosedAs as) {
  const cases::Conversation& one = situation.one;
  const bool came_back = std::any_of(one.hand_overs.begin(), one.hand_overs.end(),
                                     [](const auto& out) { return out.answer.has_value(); });
  switch (as) {
    case ClosedAs::answered: return situation.look.replied(one);
    case ClosedAs::served: return came_back || situation.look.replied(one);
    case ClosedAs::passed_on: return !one.hand_overs.empty();
    case ClosedAs::researched: return !one.research.empty();
    case ClosedAs::reported:
    case ClosedAs::let_stand:
    case ClosedAs::monitored:
    case ClosedAs::no_reply:
    case ClosedAs::said_before:
    case ClosedAs::not_for_us: return false;
  }
  return false;
}

// What is left of the chart, as the sentence that asks for a reason; empty when nothing is.
std::string left_to_do(const Situation& situation, ClosedAs as) {
  const cases::Conversation& one = situation.one;
  if (const policy::Question* question = question_of(situation, one.ask)) {
    return fmt::format("The chart still asks '{}'", question->ask);
  }
  if (is_shown(situation, as)) return {};
  using enum policy::Outcome::Do;
  const policy::Protocol& chart = situation.policy.protocol;
  for (const std::string& id : one.outcomes) {
    const auto index = chart.outcome_named(id);
    if (!index) continue;
    const policy::Outcome& outcome = chart.outcomes[*index];
    if (outcome.act == stand || outcome.act == monitor) continue;
    return fmt::format("The chart wants '{}', and the case does not show that it was done",
                       outcome.title);
  }
  return {};
}

OrRefused<Acted> close(const Situation& situation, const CloseRequest& request, Keeper& keeper) {
  const std::string left = left_to_do(situation, request.as);
  const auto reason = keep_reason(keeper, request.reason);
  if (!left.empty() && !reason) {
    return refuse(Refusal::bad_request, left + "; say why it is closed all the same", "/reason");
  }
  Acted acted;
  acted.events.emplace_back(
      cases::Closed{.as = std::string(closed_as_names[static_cast<std::size_t>(request.as)]),
                    .reason = reason});
  return acted;
}

}  // namespace

Act close_act() {
  return make_act<CloseRequest>(
      {.name = "close",
       .title = "Done",
       .about = "Closes the case; with a reason where the chart still asks or wants something",
       .permission = Permission::act,
       .inverse = "reopen",
       .in_bulk = true},
      may_close, close);
}

}  // namespace decorum::desk
