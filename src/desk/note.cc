#include <fmt/format.h>

#include "desk/act_list.h"
#include "desk/act_rules.h"
#include "desk/case_requests.h"

namespace decorum::desk {
namespace {

std::optional<Refused> may_note(const Situation& situation) {
  if (situation.one.notes.size() < cases::notes_max) return std::nullopt;
  return Refused{Refusal::too_many,
                 fmt::format("The case has {} notes, which is the most", cases::notes_max),
                 {}};
}

OrRefused<Acted> note(const Situation&, const NoteRequest& request, Keeper& keeper) {
  const auto text = keep_text(keeper, "note", request.text, "/text");
  if (!text) return tl::unexpected(text.error());
  Acted acted;
  acted.events.emplace_back(cases::Noted{*text});
  return acted;
}

}  // namespace

Act note_act() {
  return make_act<NoteRequest>(
      {.name = "note",
       .title = "Write a note",
       .about = "Keeps a note for colleagues on the case",
       .permission = Permission::act,
       .inverse = "withdraw-note",
       .in_bulk = true},
      may_note, note);
}

}  // namespace decorum::desk
