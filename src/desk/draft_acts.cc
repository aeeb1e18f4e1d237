#include <algorithm>

#include "desk/draft_act.h"
#include "desk/draft_list.h"

namespace decorum::desk {

std::optional<Refused> may_at_all(const ActInfo& info, const Actor& actor) {
  if (actor.can(info.permission)) return std::nullopt;
  return Refused{Refusal::not_permitted, "No role of yours gives you this", {}};
}

const std::vector<DraftAct>& draft_acts() {
  static const std::vector<DraftAct> acts{
      write_act(),           revise_act(),        tick_act(),
      untick_act(),          submit_act(),        approve_act(),
      withdraw_approval_act(), send_back_act(),   queue_act(),
      schedule_act(),        unqueue_act(),       prepare_by_hand_act(),
      drop_by_hand_act(),    posted_by_hand_act(), settle_sending_act(),
      withdraw_act(),        take_up_act(),       taken_down_act(),
      complained_of_act(),   not_complained_of_act()};
  return acts;
}

const DraftAct* draft_act_named(std::string_view name) {
  const std::vector<DraftAct>& acts = draft_acts();
  const auto found = std::ranges::find_if(
      acts, [&](const DraftAct& act) { return act.info.name == name; });
  return found == acts.end() ? nullptr : &*found;
}

std::vector<Possible> possible_draft_acts(const DraftSituation& situation) {
  std::vector<Possible> possible;
  for (const DraftAct& act : draft_acts()) {
    auto no = may_at_all(act.info, situation.actor);
    if (!no) no = act.may(situation);
    Possible one{std::string(act.info.name), std::string(act.info.title), {}, {}};
    if (no) {
      one.refused = std::string(names_of(no->why)[static_cast<std::size_t>(no->why)]);
      one.because = no->what;
    }
    possible.push_back(std::move(one));
  }
  return possible;
}

}  // namespace decorum::desk
