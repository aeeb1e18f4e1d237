// The acts on a topic case, which topic_acts.cc puts into its table. What each does stands in
// docs/replies.md, in a person's words.
#pragma once

#include "desk/topic_act.h"

namespace decorum::desk {

TopicAct open_topic_act();
TopicAct rename_topic_act();
TopicAct join_act();
TopicAct leave_act();
TopicAct set_holding_line_act();
TopicAct take_holding_line_act();
TopicAct log_act();
TopicAct withdraw_log_act();
TopicAct close_topic_act();
TopicAct reopen_topic_act();

TopicAct declare_crisis_act();
TopicAct set_speakers_act();
TopicAct set_brief_times_act();
TopicAct give_brief_act();
TopicAct start_drill_act();
TopicAct tick_step_act();
TopicAct untick_step_act();
TopicAct stand_down_act();

}  // namespace decorum::desk
