// The acts on a conversation case, one file each, which acts.cc puts into its table. What each does
// stands in docs/acts.md, in a person's words.
#pragma once

#include "desk/act.h"

namespace decorum::desk {

Act hold_act();
Act release_act();
Act not_me_act();
Act assign_act();
Act unassign_act();
Act answer_act();
Act withdraw_answer_act();
Act confirm_act();
Act dismiss_act();
Act note_act();
Act withdraw_note_act();
Act tag_act();
Act untag_act();
Act hand_over_act();
Act hand_back_act();
Act revoke_link_act();
Act ask_research_act();
Act close_research_act();
Act snooze_act();
Act wake_act();
Act wait_for_author_act();
Act resume_act();
Act set_due_act();
Act acknowledge_escalation_act();
Act watch_act();
Act end_watch_act();
Act close_act();
Act reopen_act();
Act merge_act();
Act split_act();
Act join_topic_act();
Act leave_topic_act();
Act legal_hold_act();
Act lift_legal_hold_act();
Act check_sample_act();
Act undo_act();

}  // namespace decorum::desk
