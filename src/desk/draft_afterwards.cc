// What becomes of a text that was published: taken down, complained of.
#include "desk/draft_list.h"
#include "desk/draft_requests.h"
#include "desk/draft_rules.h"

namespace decorum::desk {
namespace {

using enum cases::DraftState;

std::optional<Refused> may_take_down(const DraftSituation& situation) {
  if (auto no = in_state(situation, {sent})) return no;
  return may_publish(situation);
}

OrRefused<DraftActed> taken_down(const DraftSituation&, const ReasonRequest& request,
                                 DraftKeeper& keeper) {
  const auto reason = keep_if_any(keeper, request.reason);
  if (!reason) return refuse(Refusal::bad_request, "Say why it was taken down", "/reason");
  DraftActed acted;
  acted.events.emplace_back(cases::TakenDown{*reason});
  return acted;
}

std::optional<Refused> may_mark(const DraftSituation& situation) {
  if (auto no = in_state(situation, {sent, deleted})) return no;
  if (!situation.one.complained_of) return std::nullopt;
  return Refused{Refusal::already_so, "It is marked already", {}};
}

OrRefused<DraftActed> mark(const DraftSituation&, const MaybeReasonRequest& request,
                           DraftKeeper& keeper) {
  DraftActed acted;
  acted.events.emplace_back(cases::ComplaintMarked{keep_if_any(keeper, request.reason)});
  return acted;
}

std::optional<Refused> may_unmark(const DraftSituation& situation) {
  if (situation.one.id && situation.one.complained_of) return std::nullopt;
  return Refused{Refusal::already_so, "It is not marked", {}};
}

OrRefused<DraftActed> unmark(const DraftSituation&, const NothingRequest&, DraftKeeper&) {
  DraftActed acted;
  acted.events.emplace_back(cases::ComplaintUnmarked{});
  return acted;
}

}  // namespace

DraftAct taken_down_act() {
  return make_draft_act<ReasonRequest>(
      {.name = "taken-down",
       .title = "It was taken down",
       .about = "Says that a published text was taken off the site, and why; copies may remain",
       .permission = Permission::reply,
       .no_inverse = "What is gone from a site is posted anew, as a text of its own"},
      may_take_down, taken_down);
}

DraftAct complained_of_act() {
  return make_draft_act<MaybeReasonRequest>(
      {.name = "complained-of",
       .title = "Somebody complained of it",
       .about = "Marks a published text, so that nearly the same words are warned of later",
       .permission = Permission::act,
       .inverse = "not-complained-of"},
      may_mark, mark);
}

DraftAct not_complained_of_act() {
  return make_draft_act<NothingRequest>({.name = "not-complained-of",
                                         .title = "Nobody complained of it",
                                         .about = "Takes that mark away",
                                         .permission = Permission::act,
                                         .inverse = "complained-of"},
                                        may_unmark, unmark);
}

}  // namespace decorum::desk
