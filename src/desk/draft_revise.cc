// Another version. Whatever was submitted, approved and queued before is void.
#include "desk/draft_list.h"
#include "desk/draft_requests.h"
#include "desk/draft_rules.h"

namespace decorum::desk {
namespace {

using enum cases::DraftState;

std::optional<Refused> may_revise(const DraftSituation& situation) {
  if (situation.actor.person.empty()) {
    return Refused{Refusal::not_permitted, "Only a person writes a text", {}};
  }
  return in_state(situation, {writing, waiting, ready, failed, held});
}

OrRefused<DraftActed> revise(const DraftSituation& situation, const ReviseRequest& request,
                             DraftKeeper& keeper) {
  const auto& versions = situation.one.versions;
  if (request.of != versions.back().event) {
    return refuse(Refusal::stale, "Somebody wrote another version meanwhile; read that first",
                  "/of");
  }
  if (versions.size() >= cases::versions_max) {
    return refuse(Refusal::too_many, "It has been changed too often; begin a new text");
  }
  const auto before = situation.drafts.content(versions.back().text);
  if (before && base::write_shape(before->content) == base::write_shape(request.content)) {
    return refuse(Refusal::already_so, "Nothing was changed", "/content");
  }
  DraftActed acted;
  acted.events.emplace_back(cases::DraftWritten{keeper.keep_content(request.content)});
  return acted;
}

}  // namespace

DraftAct revise_act() {
  return make_draft_act<ReviseRequest>(
      {.name = "revise",
       .title = "Change the text",
       .about = "Writes another version; what was submitted and approved before is void",
       .permission = Permission::reply,
       .no_inverse = "Earlier versions stay; write one of them anew"},
      may_revise, revise);
}

}  // namespace decorum::desk
