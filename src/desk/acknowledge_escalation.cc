#include <fmt/format.h>

#include "desk/act_list.h"
#include "desk/act_rules.h"
#include "desk/case_requests.h"

namespace decorum::desk {
namespace {

std::optional<Refused> may_acknowledge_escalation(const Situation& situation) {
  if (auto no = persons_only(situation, "Only a person acknowledges")) return no;
  const auto& due = situation.one.due;
  if (!due || due->level == 0) {
    return Refused{Refusal::wrong_state, "Nothing was escalated", {}};
  }
  if (!due->acknowledged_by.empty()) {
    return Refused{Refusal::already_so,
                   fmt::format("{} has it in hand", name_of_party(situation, due->acknowledged_by)),
                   {}};
  }
  return std::nullopt;
}

OrRefused<Acted> acknowledge_escalation(const Situation&, const NoFields&, Keeper&) {
  Acted acted;
  acted.events.emplace_back(cases::EscalationAcknowledged{});
  return acted;
}

}  // namespace

Act acknowledge_escalation_act() {
  return make_act<NoFields>(
      {.name = "acknowledge-escalation",
       .title = "I have it in hand",
       .about = "Says that an overdue case was seen, so that it goes to nobody further up",
       .permission = Permission::act,
       .no_inverse = "What somebody has seen stays seen"},
      may_acknowledge_escalation, acknowledge_escalation);
}

}  // namespace decorum::desk
