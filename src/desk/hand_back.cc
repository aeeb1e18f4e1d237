#include "desk/act_clock.h"
#include "desk/act_list.h"
#include "desk/act_rules.h"
#include "desk/case_requests.h"

namespace decorum::desk {
namespace {

// Whoever may work on cases may take it back or write down what they were told by telephone;
// whoever has it needs no other right (may_at_all).
std::optional<Refused> may_hand_back(const Situation& situation) {
  if (hand_over_out(situation.one) != nullptr) return std::nullopt;
  return Refused{Refusal::already_so, "The case is with nobody else", {}};
}

OrRefused<Acted> hand_back(const Situation& situation, const HandBackRequest& request,
                           Keeper& keeper) {
  const cases::HandOver& out = *hand_over_out(situation.one);
  cases::HandedBack event{.hand_over = out.event, .answer = {}};
  if (request.answer) {
    const auto answer = keep_text(keeper, "answer", *request.answer, "/answer");
    if (!answer) return tl::unexpected(answer.error());
    event.answer = *answer;
  } else if (!is_person(situation.actor) || !situation.actor.can(Permission::act)) {
    return refuse(Refusal::bad_request, "Write your answer, or say that you cannot help",
                  "/answer");
  }
  Acted acted;
  acted.events.emplace_back(event);
  if (out.link) acted.events.emplace_back(cases::LinkRevoked{*out.link});
  if (auto due = due_before(situation, out.event, out.to)) acted.events.emplace_back(*due);
  const std::string& asked = situation.one.assigned;
  if (event.answer && !asked.empty() && asked != situation.actor.person) {
    acted.mails.push_back({.to = "person:" + asked,
                           .template_id = "hand-over-answered",
                           .fields = {{"from", out.to}}});
  }
  return acted;
}

}  // namespace

Act hand_back_act() {
  return make_act<HandBackRequest>(
      {.name = "hand-back",
       .title = "Give the answer back",
       .about = "Brings the case back with what the team says, or takes it back without",
       .permission = Permission::act,
       .inverse = "hand-over",
       .by_receiver = true},
      may_hand_back, hand_back);
}

}  // namespace decorum::desk
