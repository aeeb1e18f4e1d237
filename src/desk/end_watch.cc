#include "desk/act_list.h"
#include "desk/case_requests.h"

namespace decorum::desk {
namespace {

std::optional<Refused> may_end_watch(const Situation& situation) {
  if (!situation.one.watches.empty()) return std::nullopt;
  return Refused{Refusal::already_so, "Nothing is watched", {}};
}

OrRefused<Acted> end_watch(const Situation& situation, const EndWatchRequest& request, Keeper&) {
  for (const cases::Watch& running : situation.one.watches) {
    if (running.event != request.watch) continue;
    Acted acted;
    acted.events.emplace_back(cases::WatchEnded{.watch = request.watch, .cause = "person"});
    return acted;
  }
  return refuse(Refusal::not_found, "The case has no such watch, or it has ended", "/watch");
}

}  // namespace

Act end_watch_act() {
  return make_act<EndWatchRequest>(
      {.name = "end-watch",
       .title = "Stop watching",
       .about = "Ends a watch before its time",
       .permission = Permission::act,
       .inverse = "watch"},
      may_end_watch, end_watch);
}

}  // namespace decorum::desk
