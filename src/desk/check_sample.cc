#include <algorithm>

#include <fmt/format.h>

#include "desk/act_list.h"
#include "desk/act_rules.h"
#include "desk/case_requests.h"

namespace decorum::desk {
namespace {

// The machine let it stand by itself: every outcome says so, and no person answered anything.
bool is_let_stand_by_machine(const Situation& situation) {
  const cases::Conversation& one = situation.one;
  if (one.outcomes.empty() || !one.ask.empty() || !one.answers.empty()) return false;
  const policy::Protocol& chart = situation.policy.protocol;
  return std::all_of(one.outcomes.begin(), one.outcomes.end(), [&](const std::string& id) {
    const auto index = chart.outcome_named(id);
    return index && chart.outcomes[*index].act == policy::Outcome::Do::stand;
  });
}

std::optional<Refused> may_check_sample(const Situation& situation) {
  if (auto no = persons_only(situation, "Only a person checks what the machine did")) return no;
  if (is_let_stand_by_machine(situation)) return std::nullopt;
  return Refused{Refusal::wrong_state,
                 "Only what the machine let stand by itself is checked in the weekly sample",
                 {}};
}

OrRefused<Acted> check_sample(const Situation& situation, const CheckSampleRequest& request,
                              Keeper& keeper) {
  const std::string_view judgement = request.right ? "right" : "wrong";
  if (situation.one.checked == judgement) {
    return refuse(Refusal::already_so, fmt::format("It was found {} already", judgement), "/right");
  }
  const auto reason = keep_reason(keeper, request.reason);
  if (!request.right && !reason) {
    return refuse(Refusal::bad_request, "Say what the machine got wrong, so that it can be mended",
                  "/reason");
  }
  Acted acted;
  acted.events.emplace_back(cases::Checked{.right = request.right, .reason = reason});
  return acted;
}

}  // namespace

Act check_sample_act() {
  return make_act<CheckSampleRequest>(
      {.name = "check-sample",
       .title = "Check what the machine let stand",
       .about = "Says whether the machine was right to let a post of the weekly sample stand",
       .permission = Permission::lead,
       .no_inverse = "Check it again the other way; the last check counts"},
      may_check_sample, check_sample);
}

}  // namespace decorum::desk
