#include "desk/act_list.h"
#include "desk/case_requests.h"

namespace decorum::desk {
namespace {

std::optional<Refused> may_leave_topic(const Situation& situation) {
  if (situation.one.topic) return std::nullopt;
  return Refused{Refusal::already_so, "It belongs to no topic", {}};
}

OrRefused<Acted> leave_topic(const Situation& situation, const NoFields&, Keeper&) {
  Acted acted;
  acted.events.emplace_back(cases::TopicLeft{*situation.one.topic});
  return acted;
}

}  // namespace

Act leave_topic_act() {
  return make_act<NoFields>(
      {.name = "leave-topic",
       .title = "Take it out of its topic",
       .about = "Handles the case by itself again",
       .permission = Permission::lead,
       .inverse = "join-topic"},
      may_leave_topic, leave_topic);
}

}  // namespace decorum::desk
