#include <algorithm>

#include <fmt/format.h>

#include "desk/act_list.h"
#include "desk/act_rules.h"
#include "desk/case_requests.h"

namespace decorum::desk {
namespace {

// How long the chart watches for a kind; none: it knows no such kind.
std::optional<base::Duration> lasts_of(const Situation& situation, std::string_view kind) {
  std::optional<base::Duration> longest;
  for (const policy::Outcome& outcome : situation.policy.protocol.outcomes) {
    if (!outcome.watch || outcome.watch->as != kind) continue;
    longest = std::max(longest.value_or(outcome.watch->lasts), outcome.watch->lasts);
  }
  return longest;
}

bool is_running(const Situation& situation, std::string_view kind) {
  const auto& watches = situation.one.watches;
  return std::any_of(watches.begin(), watches.end(), [&](const cases::Watch& watch) {
    return watch.as == kind && watch.until > situation.now;
  });
}

// The chart watches for a kind that is not watched for here yet.
bool is_any_left(const Situation& situation) {
  const auto& outcomes = situation.policy.protocol.outcomes;
  return std::any_of(outcomes.begin(), outcomes.end(), [&](const policy::Outcome& outcome) {
    return outcome.watch && !is_running(situation, outcome.watch->as);
  });
}

std::optional<Refused> may_watch(const Situation& situation) {
  if (auto no = persons_only(situation, "Only a person starts a watch")) return no;
  if (situation.one.history) {
    return Refused{Refusal::wrong_state, "What came in as history is not watched", {}};
  }
  if (!is_any_left(situation)) {
    return Refused{Refusal::already_so, "Everything that the chart watches for is watched for", {}};
  }
  if (situation.one.watches.size() < cases::watches_max) return std::nullopt;
  return Refused{Refusal::too_many,
                 fmt::format("The case has {} watches, which is the most", cases::watches_max),
                 {}};
}

OrRefused<Acted> watch(const Situation& situation, const WatchRequest& request, Keeper&) {
  const auto lasts = lasts_of(situation, request.as);
  if (!lasts) {
    return refuse(Refusal::not_found,
                  fmt::format("The chart watches for no '{}'", request.as), "/as");
  }
  const base::Time latest = situation.now + *lasts;
  const base::Time until = request.until.value_or(latest);
  if (until <= situation.now) return refuse(Refusal::too_late, "That time has passed", "/until");
  if (until > latest) {
    return refuse(Refusal::bad_request,
                  fmt::format("At most {}, as long as the chart watches for it",
                              base::format_duration(*lasts)),
                  "/until");
  }
  if (is_running(situation, request.as)) {
    return refuse(Refusal::already_so, "It is watched for that already", "/as");
  }
  Acted acted;
  acted.events.emplace_back(cases::WatchStarted{.as = request.as, .until = until});
  return acted;
}

}  // namespace

Act watch_act() {
  return make_act<WatchRequest>(
      {.name = "watch",
       .title = "Watch",
       .about = "Counts further contact of the author on this account as of a kind that the chart "
                "knows, for as long as the chart does at most",
       .permission = Permission::act,
       .inverse = "end-watch"},
      may_watch, watch);
}

}  // namespace decorum::desk
