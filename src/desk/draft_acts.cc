#include "desk/draft_act.h"
#include "desk/draft_list.h"

namespace decorum::desk {

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

const DraftAct* draft_act_named(std::string_view name) { return act_in(draft_acts(), name); }

std::vector<Possible> possible_draft_acts(const DraftSituation& situation) {
  return possible_in(draft_acts(), situation);
}

}  // namespace decorum::desk
