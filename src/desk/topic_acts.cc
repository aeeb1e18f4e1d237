#include <algorithm>

#include "desk/topic_act.h"
#include "desk/topic_list.h"
#include "desk/topic_rules.h"

namespace decorum::desk {

const std::vector<TopicAct>& topic_acts() {
  static const std::vector<TopicAct> acts{
      open_topic_act(),       rename_topic_act(),      join_act(),
      leave_act(),            set_holding_line_act(),  take_holding_line_act(),
      log_act(),              withdraw_log_act(),      declare_crisis_act(),
      set_speakers_act(),     set_brief_times_act(),   give_brief_act(),
      start_drill_act(),      tick_step_act(),         untick_step_act(),
      stand_down_act(),       close_topic_act(),       reopen_topic_act()};
  return acts;
}

const TopicAct* topic_act_named(std::string_view name) { return act_in(topic_acts(), name); }

std::vector<Possible> possible_topic_acts(const TopicSituation& situation) {
  return possible_in(topic_acts(), situation);
}

std::optional<Refused> in_topic_state(const TopicSituation& situation,
                                      std::initializer_list<cases::TopicState> states) {
  const bool fits = situation.one.id &&
                    std::ranges::find(states, situation.one.state) != states.end();
  if (fits) return std::nullopt;
  switch (situation.one.state) {
    case cases::TopicState::open: return Refused{Refusal::wrong_state, "It is no crisis", {}};
    case cases::TopicState::crisis:
      return Refused{Refusal::wrong_state, "It is a crisis; stand it down first", {}};
    case cases::TopicState::closed: return Refused{Refusal::wrong_state, "It is closed", {}};
  }
  return std::nullopt;
}

bool is_all_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

std::string title_field(const cases::Topic& topic) {
  return "text:" + base::to_text(topic.title.id);
}

std::string names_of_people(const TopicSituation& situation,
                            const std::vector<std::string>& people) {
  std::string names;
  for (const std::string& person : people) {
    const auto colleague = situation.look.colleague(person);
    if (!names.empty()) names += ", ";
    names += colleague ? colleague->name : person;
  }
  return names.empty() ? "nobody" : names;
}

}  // namespace decorum::desk
