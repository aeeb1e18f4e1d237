// Into the outbox, for now or a later time, and out of it again. The text is held against the
// policy once more, for the time at which it goes out: embargoes, quiet days, a policy that has
// changed since it was submitted.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "desk/draft_list.h"
#include "desk/draft_requests.h"
#include "desk/draft_rules.h"

namespace decorum::desk {
namespace {

using enum cases::DraftState;

constexpr std::chrono::hours ahead_max{24 * 366};

std::optional<Refused> may_queue(const DraftSituation& situation) {
  if (auto no = in_state(situation, {ready, held, failed})) return no;
  if (auto no = may_publish(situation)) return no;
  const auto abilities = situation.drafts.abilities(situation.one.account);
  if (abilities && abilities->sends) return std::nullopt;
  return Refused{Refusal::wrong_state,
                 "Nothing can send for this account; prepare it to be posted by hand", {}};
}

// What the policy says of it today, for that time.
std::optional<Refused> refused_today(const DraftSituation& situation, const std::string& seal,
                                     const std::optional<base::Time>& at) {
  const auto kept = situation.drafts.content(situation.one.versions.back().text);
  if (!kept) return Refused{Refusal::text_is_gone, "The text is gone", {}};
  const DraftReview seen = situation.drafts.review(review_draft_of(situation, kept->content, at),
                                                   situation.one.outcomes);
  if (!seen.obstacles.empty()) {
    return Refused{Refusal::wrong_state, fmt::format("{}", fmt::join(seen.obstacles, " ")), {}};
  }
  const auto open = open_needs(seen.needs, approvals_for(situation.one, seal));
  if (open.empty()) return std::nullopt;
  return Refused{Refusal::not_approved,
                 fmt::format("It needs an approval that it did not need when it was submitted; "
                             "change it and submit it again. {}",
                             open.front().why),
                 {}};
}

OrRefused<DraftActed> put_in(const DraftSituation& situation, DraftKeeper& keeper,
                             const std::optional<base::Time>& at) {
  const auto now = sealed_now(situation);
  if (!now) return tl::unexpected(now.error());
  if (const auto why = why_not_out(situation.one, now->seal)) {
    return refuse(Refusal::not_approved, *why);
  }
  if (auto no = refused_today(situation, now->seal, at)) return tl::unexpected(*no);
  const base::Id row = keeper.new_id();
  DraftActed acted;
  acted.queued = cases::DraftQueued{row, fmt::format("decorum-{}", base::to_text(row)),
                                    at.value_or(situation.now), now->seal};
  acted.events.emplace_back(*acted.queued);
  acted.conversation.emplace_back(cases::WaitChanged{cases::WaitsFor::sending});
  return acted;
}

OrRefused<DraftActed> queue(const DraftSituation& situation, const NothingRequest&,
                            DraftKeeper& keeper) {
  return put_in(situation, keeper, std::nullopt);
}

OrRefused<DraftActed> schedule(const DraftSituation& situation, const ScheduleRequest& request,
                               DraftKeeper& keeper) {
  if (request.at <= situation.now) {
    return refuse(Refusal::too_late, "That time is past; send it now, or name a later one", "/at");
  }
  if (request.at > situation.now + ahead_max) {
    return refuse(Refusal::bad_request, "That is more than a year away", "/at");
  }
  return put_in(situation, keeper, request.at);
}

std::optional<Refused> may_unqueue(const DraftSituation& situation) {
  if (auto no = in_state(situation, {queued})) return no;
  if (situation.actor.id == situation.one.sending->by) return std::nullopt;
  const bool wrote = std::ranges::find(situation.one.authors, situation.actor.id) !=
                     situation.one.authors.end();
  if (wrote || situation.actor.can(Permission::lead) || !may_publish(situation)) {
    return std::nullopt;
  }
  return Refused{Refusal::not_yours, "Only who wrote it, queued it or posts there takes it out",
                 {}};
}

OrRefused<DraftActed> unqueue(const DraftSituation&, const NothingRequest&, DraftKeeper&) {
  DraftActed acted;
  acted.events.emplace_back(cases::DraftUnqueued{"person"});
  acted.cancels = true;
  return acted;
}

}  // namespace

DraftAct queue_act() {
  return make_draft_act<NothingRequest>(
      {.name = "queue",
       .title = "Send",
       .about = "Puts the text into the outbox; it goes out as soon as the site takes it",
       .permission = Permission::reply,
       .inverse = "unqueue"},
      may_queue, queue);
}

DraftAct schedule_act() {
  return make_draft_act<ScheduleRequest>(
      {.name = "schedule",
       .title = "Send later",
       .about = "Puts the text into the outbox for a later time",
       .permission = Permission::reply,
       .inverse = "unqueue"},
      may_queue, schedule);
}

DraftAct unqueue_act() {
  return make_draft_act<NothingRequest>(
      {.name = "unqueue",
       .title = "Do not send yet",
       .about = "Takes the text out of the outbox while it has not begun to go out",
       .permission = Permission::reply,
       .inverse = "queue"},
      may_unqueue, unqueue);
}

}  // namespace decorum::desk
