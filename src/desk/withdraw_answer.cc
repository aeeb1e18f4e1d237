#include <algorithm>

#include <fmt/format.h>

#include "desk/act_list.h"
#include "desk/act_rules.h"
#include "desk/case_requests.h"

namespace decorum::desk {
namespace {

bool may_withdraw(const Situation& situation, const cases::Answer& answer) {
  return answer.by == situation.actor.id || situation.actor.can(Permission::lead);
}

std::optional<Refused> may_withdraw_answer(const Situation& situation) {
  if (auto no = not_now(situation)) return no;
  const auto& answers = situation.one.answers;
  if (answers.empty()) return Refused{Refusal::already_so, "No person answered anything", {}};
  const bool is_any = std::any_of(answers.begin(), answers.end(), [&](const cases::Answer& given) {
    return may_withdraw(situation, given);
  });
  if (is_any) return std::nullopt;
  return Refused{Refusal::not_yours, "Only who gave an answer, or who leads, can withdraw it", {}};
}

OrRefused<Acted> withdraw_answer(const Situation& situation, const WithdrawAnswerRequest& request,
                                 Keeper& keeper) {
  for (const cases::Answer& given : situation.one.answers) {
    if (given.event != request.answer) continue;
    if (!may_withdraw(situation, given)) {
      return refuse(Refusal::not_yours,
                    fmt::format("{} gave that answer; only they or who leads can withdraw it",
                                name_of_party(situation, given.by)),
                    "/answer");
    }
    Acted acted;
    acted.events.emplace_back(cases::AnswerWithdrawn{
        .answer = request.answer, .reason = keep_reason(keeper, request.reason)});
    acted.walk_again = true;
    return acted;
  }
  return refuse(Refusal::not_found, "The case has no such answer", "/answer");
}

}  // namespace

Act withdraw_answer_act() {
  return make_act<WithdrawAnswerRequest>(
      {.name = "withdraw-answer",
       .title = "Withdraw an answer",
       .about = "Takes back a person's answer: one's own, or any for who leads; what the machine "
                "says counts again",
       .permission = Permission::answer,
       .inverse = "answer"},
      may_withdraw_answer, withdraw_answer);
}

}  // namespace decorum::desk
