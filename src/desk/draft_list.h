// The acts on a draft case, one file each, which draft_acts.cc puts into its table. What each does
// stands in docs/replies.md, in a person's words.
#pragma once

#include "desk/draft_act.h"

namespace decorum::desk {

DraftAct write_act();
DraftAct revise_act();
DraftAct tick_act();
DraftAct untick_act();
DraftAct submit_act();
DraftAct approve_act();
DraftAct withdraw_approval_act();
DraftAct send_back_act();
DraftAct schedule_act();
DraftAct queue_act();
DraftAct unqueue_act();
DraftAct prepare_by_hand_act();
DraftAct drop_by_hand_act();
DraftAct posted_by_hand_act();
DraftAct settle_sending_act();
DraftAct withdraw_act();
DraftAct take_up_act();
DraftAct taken_down_act();
DraftAct complained_of_act();
DraftAct not_complained_of_act();

}  // namespace decorum::desk
