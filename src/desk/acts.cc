#include <algorithm>

#include <fmt/format.h>

#include "desk/act_list.h"
#include "desk/act_rules.h"

namespace decorum::desk {

std::optional<Refused> may_at_all(const ActInfo& info, const Situation& situation) {
  const Actor& actor = situation.actor;
  const bool receives = info.by_receiver && has_the_case(situation);
  if (actor.id.starts_with("link:")) {
    if (!receives) {
      return Refused{Refusal::not_permitted, "The link is for giving an answer back, once", {}};
    }
  } else if (!actor.can(info.permission) && !receives) {
    return Refused{Refusal::not_permitted,
                   fmt::format("None of your roles lets you do this: {}", info.title),
                   {}};
  }
  const cases::Conversation& one = situation.one;
  if (one.state != cases::State::merged || info.when_merged) return std::nullopt;
  return Refused{Refusal::case_is_merged,
                 fmt::format("The case goes on in {}; work on that one",
                             base::to_text(one.merged_into.value_or(base::Id{}))),
                 {}};
}

const std::vector<Act>& acts() {
  static const std::vector<Act> all{
      hold_act(),           release_act(),       not_me_act(),
      assign_act(),         unassign_act(),      answer_act(),
      withdraw_answer_act(), confirm_act(),      dismiss_act(),
      note_act(),           withdraw_note_act(), tag_act(),
      untag_act(),          hand_over_act(),     hand_back_act(),
      revoke_link_act(),    ask_research_act(),  close_research_act(),
      snooze_act(),         wake_act(),          wait_for_author_act(),
      resume_act(),         set_due_act(),       acknowledge_escalation_act(),
      watch_act(),          end_watch_act(),     close_act(),
      reopen_act(),         merge_act(),         split_act(),
      join_topic_act(),     leave_topic_act(),   legal_hold_act(),
      lift_legal_hold_act(), check_sample_act(), undo_act(),
  };
  return all;
}

const Act* act_named(std::string_view name) {
  const auto& all = acts();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Act& act) { return act.info.name == name; });
  return found == all.end() ? nullptr : &*found;
}

std::vector<Possible> possible_acts(const Situation& situation) {
  std::vector<Possible> possible;
  possible.reserve(acts().size());
  for (const Act& act : acts()) {
    Possible& entry = possible.emplace_back();
    entry.act = act.info.name;
    entry.title = act.info.title;
    auto no = may_at_all(act.info, situation);
    if (!no) no = act.may(situation);
    if (!no) continue;
    entry.refused = std::string(refusal_names[static_cast<std::size_t>(no->why)]);
    entry.because = std::move(no->what);
  }
  return possible;
}

}  // namespace decorum::desk
