// The tips of the outcome that software cannot check: a person ticks that they kept them.
#include <algorithm>

#include <fmt/format.h>

#include "desk/draft_list.h"
#include "desk/draft_requests.h"
#include "desk/draft_rules.h"

namespace decorum::desk {
namespace {

using enum cases::DraftState;

std::optional<Refused> may_tick(const DraftSituation& situation) {
  if (situation.actor.person.empty()) {
    return Refused{Refusal::not_permitted, "Only a person ticks a tip", {}};
  }
  return in_state(situation, {writing});
}

bool is_ticked(const cases::Draft& draft, std::string_view tip) {
  return std::ranges::find(draft.ticked, tip, &cases::Ticked::tip) != draft.ticked.end();
}

OrRefused<DraftActed> tick(const DraftSituation& situation, const TickRequest& request,
                           DraftKeeper&) {
  const auto& tips = situation.policy.protocol.tips;
  if (std::ranges::find(tips, request.tip, &policy::Tip::id) == tips.end()) {
    return refuse(Refusal::not_found, fmt::format("The policy has no tip '{}'", request.tip),
                  "/tip");
  }
  if (is_ticked(situation.one, request.tip)) {
    return refuse(Refusal::already_so, "It is ticked already", "/tip");
  }
  DraftActed acted;
  acted.events.emplace_back(cases::TipTicked{request.tip});
  return acted;
}

OrRefused<DraftActed> untick(const DraftSituation& situation, const TickRequest& request,
                             DraftKeeper&) {
  if (!is_ticked(situation.one, request.tip)) {
    return refuse(Refusal::already_so, "It is not ticked", "/tip");
  }
  DraftActed acted;
  acted.events.emplace_back(cases::TipUnticked{request.tip});
  return acted;
}

}  // namespace

DraftAct tick_act() {
  return make_draft_act<TickRequest>(
      {.name = "tick",
       .title = "Tick a tip",
       .about = "Says that the text keeps a tip which no software can check",
       .permission = Permission::reply,
       .inverse = "untick"},
      may_tick, tick);
}

DraftAct untick_act() {
  return make_draft_act<TickRequest>({.name = "untick",
                                      .title = "Take a tick away",
                                      .about = "Takes the tick of a tip away",
                                      .permission = Permission::reply,
                                      .inverse = "tick"},
                                     may_tick, untick);
}

}  // namespace decorum::desk
