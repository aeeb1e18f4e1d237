#include <fmt/format.h>

#include "desk/act_list.h"
#include "desk/act_rules.h"
#include "desk/case_requests.h"

namespace decorum::desk {
namespace {

bool may_withdraw(const Situation& situation, const cases::Note& note) {
  return note.by == situation.actor.id || situation.actor.can(Permission::lead);
}

std::optional<Refused> may_withdraw_note(const Situation& situation) {
  bool is_any = false;
  for (const cases::Note& note : situation.one.notes) {
    if (note.withdrawn) continue;
    if (may_withdraw(situation, note)) return std::nullopt;
    is_any = true;
  }
  if (is_any) {
    return Refused{Refusal::not_yours, "Only who wrote a note, or who leads, can withdraw it", {}};
  }
  return Refused{Refusal::already_so, "There is no note to withdraw", {}};
}

OrRefused<Acted> withdraw_note(const Situation& situation, const WithdrawNoteRequest& request,
                               Keeper&) {
  for (const cases::Note& note : situation.one.notes) {
    if (note.event != request.note) continue;
    if (note.withdrawn) return refuse(Refusal::already_so, "That note is withdrawn", "/note");
    if (!may_withdraw(situation, note)) {
      return refuse(Refusal::not_yours,
                    fmt::format("{} wrote that note; only they or who leads can withdraw it",
                                name_of_party(situation, note.by)),
                    "/note");
    }
    Acted acted;
    acted.events.emplace_back(cases::NoteWithdrawn{request.note});
    return acted;
  }
  return refuse(Refusal::not_found, "The case has no such note", "/note");
}

}  // namespace

Act withdraw_note_act() {
  return make_act<WithdrawNoteRequest>(
      {.name = "withdraw-note",
       .title = "Withdraw a note",
       .about = "Marks a note as withdrawn: one's own, or any for who leads",
       .permission = Permission::act,
       .no_inverse = "A note that was withdrawn is written again"},
      may_withdraw_note, withdraw_note);
}

}  // namespace decorum::desk
