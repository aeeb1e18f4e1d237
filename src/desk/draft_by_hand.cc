// Where nothing sends for us: the text is prepared to be copied, posted by a person, and confirmed
// with its address.
#include "desk/draft_list.h"
#include "desk/draft_requests.h"
#include "desk/draft_rules.h"

namespace decorum::desk {
namespace {

using enum cases::DraftState;

std::optional<Refused> may_prepare(const DraftSituation& situation) {
  if (auto no = in_state(situation, {ready, held, failed})) return no;
  if (situation.one.by_hand) {
    return Refused{Refusal::already_so, "It is prepared; copy it, post it, and say where", {}};
  }
  return may_publish(situation);
}

// What goes out by hand has to be approved like everything else.
OrRefused<DraftActed> prepare(const DraftSituation& situation, const NothingRequest&,
                              DraftKeeper&) {
  const auto now = sealed_now(situation);
  if (!now) return tl::unexpected(now.error());
  if (const auto why = why_not_out(situation.one, now->seal)) {
    return refuse(Refusal::not_approved, *why);
  }
  DraftActed acted;
  acted.events.emplace_back(cases::PreparedByHand{});
  return acted;
}

std::optional<Refused> is_prepared(const DraftSituation& situation) {
  if (auto no = in_state(situation, {ready, held, failed})) return no;
  if (situation.one.by_hand) return std::nullopt;
  return Refused{Refusal::wrong_state, "It was not prepared to be posted by hand", {}};
}

std::optional<Refused> may_confirm(const DraftSituation& situation) {
  if (auto no = is_prepared(situation)) return no;
  return may_publish(situation);
}

OrRefused<DraftActed> drop(const DraftSituation&, const NothingRequest&, DraftKeeper&) {
  DraftActed acted;
  acted.events.emplace_back(cases::HandDropped{});
  return acted;
}

OrRefused<DraftActed> posted(const DraftSituation&, const PostedByHandRequest& request,
                             DraftKeeper& keeper) {
  if (!is_web_address(request.url)) {
    return refuse(Refusal::bad_request, "Write the address where it stands: https://…", "/url");
  }
  DraftActed acted;
  acted.events.emplace_back(cases::PostedByHand{request.url, {}});
  acted.conversation.emplace_back(cases::Replied{keeper.draft_id(), false});
  return acted;
}

}  // namespace

DraftAct prepare_by_hand_act() {
  return make_draft_act<NothingRequest>(
      {.name = "prepare-by-hand",
       .title = "Post it by hand",
       .about = "Prepares the text to be copied and posted by a person",
       .permission = Permission::reply,
       .inverse = "drop-by-hand"},
      may_prepare, prepare);
}

DraftAct drop_by_hand_act() {
  return make_draft_act<NothingRequest>({.name = "drop-by-hand",
                                         .title = "Not by hand",
                                         .about = "Nobody posts it by hand after all",
                                         .permission = Permission::reply,
                                         .inverse = "prepare-by-hand"},
                                        is_prepared, drop);
}

DraftAct posted_by_hand_act() {
  return make_draft_act<PostedByHandRequest>(
      {.name = "posted-by-hand",
       .title = "I have posted it",
       .about = "Confirms that a person posted exactly this text, and where it stands",
       .permission = Permission::reply,
       .no_inverse = "It is public; take it down on the site and say so"},
      may_confirm, posted);
}

}  // namespace decorum::desk
