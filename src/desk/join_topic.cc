#include "desk/act_list.h"
#include "desk/case_requests.h"

namespace decorum::desk {
namespace {

std::optional<Refused> may_join_topic(const Situation& situation) {
  if (!situation.one.topic) return std::nullopt;
  return Refused{Refusal::wrong_state, "It belongs to a topic; take it out of that first", {}};
}

OrRefused<Acted> join_topic(const Situation& situation, const JoinTopicRequest& request, Keeper&) {
  if (!situation.look.topic_is_open(request.topic)) {
    return refuse(Refusal::not_found, "There is no such open topic", "/topic");
  }
  Acted acted;
  acted.events.emplace_back(cases::TopicJoined{request.topic});
  return acted;
}

}  // namespace

Act join_topic_act() {
  return make_act<JoinTopicRequest>(
      {.name = "join-topic",
       .title = "Add it to a topic",
       .about = "Gathers the case with others on one topic, under one holding line",
       .permission = Permission::lead,
       .inverse = "leave-topic",
       .in_bulk = true},
      may_join_topic, join_topic);
}

}  // namespace decorum::desk
