// Many conversations on one matter: opened, joined, left, logged, closed; and the line that holds
// until there is more to say.
#include <algorithm>

#include <fmt/format.h>

#include "desk/topic_list.h"
#include "desk/topic_requests.h"
#include "desk/topic_rules.h"

namespace decorum::desk {
namespace {

using enum cases::TopicState;

std::optional<Refused> may_open(const TopicSituation& situation) {
  if (!situation.one.id) return std::nullopt;
  return Refused{Refusal::wrong_state, "It is open already", {}};
}

// All of them, or a refusal that names the first that cannot.
OrRefused<TopicActed> joined(const TopicSituation& situation, base::Id topic,
                             const std::vector<base::Id>& conversations) {
  TopicActed acted;
  for (std::size_t i = 0; i < conversations.size(); ++i) {
    const std::string where = fmt::format("/conversations/{}", i);
    const base::Id id = conversations[i];
    const auto one = situation.look.conversation(id);
    if (!one) return refuse(Refusal::not_found, "There is no such conversation", where);
    if (one->merged_into) {
      return refuse(Refusal::case_is_merged, "It was merged into another case", where);
    }
    if (one->topic == topic) return refuse(Refusal::already_so, "It belongs to it already", where);
    if (one->topic) {
      return refuse(Refusal::wrong_state, "It belongs to another topic; take it out first", where);
    }
    const bool twice = std::ranges::any_of(acted.conversations, [&](const auto& other) {
      return other.first == id;
    });
    if (twice) return refuse(Refusal::bad_request, "It is named twice", where);
    acted.conversations.emplace_back(id, cases::TopicJoined{topic});
  }
  return acted;
}

OrRefused<TopicActed> open_topic(const TopicSituation& situation, const OpenTopicRequest& request,
                                 TopicKeeper& keeper) {
  if (is_all_blank(request.title)) {
    return refuse(Refusal::bad_request, "Give it a title", "/title");
  }
  auto acted = joined(situation, keeper.topic_id(), request.conversations);
  if (!acted) return acted;
  std::vector<std::string> accounts;
  for (const base::Id id : request.conversations) {
    const auto one = situation.look.conversation(id);
    if (!one) continue;
    for (const std::string& account : one->accounts) {
      if (std::ranges::find(accounts, account) == accounts.end()) accounts.push_back(account);
    }
  }
  acted->events.emplace_back(
      cases::TopicOpened{keeper.keep("title", request.title), std::move(accounts)});
  return acted;
}

std::optional<Refused> is_not_closed(const TopicSituation& situation) {
  return in_topic_state(situation, {open, crisis});
}

OrRefused<TopicActed> rename(const TopicSituation&, const TitleRequest& request,
                             TopicKeeper& keeper) {
  if (is_all_blank(request.title)) {
    return refuse(Refusal::bad_request, "Give it a title", "/title");
  }
  TopicActed acted;
  acted.events.emplace_back(cases::TopicRenamed{keeper.keep("title", request.title)});
  return acted;
}

OrRefused<TopicActed> join(const TopicSituation& situation, const ConversationsRequest& request,
                           TopicKeeper& keeper) {
  if (request.conversations.empty()) {
    return refuse(Refusal::bad_request, "Name at least one conversation", "/conversations");
  }
  return joined(situation, keeper.topic_id(), request.conversations);
}

OrRefused<TopicActed> leave(const TopicSituation& situation, const ConversationsRequest& request,
                            TopicKeeper&) {
  if (request.conversations.empty()) {
    return refuse(Refusal::bad_request, "Name at least one conversation", "/conversations");
  }
  TopicActed acted;
  for (std::size_t i = 0; i < request.conversations.size(); ++i) {
    const auto one = situation.look.conversation(request.conversations[i]);
    if (!one || one->topic != situation.one.id) {
      return refuse(Refusal::not_found, "It does not belong to this topic",
                    fmt::format("/conversations/{}", i));
    }
    acted.conversations.emplace_back(request.conversations[i],
                                     cases::TopicLeft{situation.one.id});
  }
  return acted;
}

// Only a text that may go out is a holding line: submitted, and approved where that is due.
OrRefused<TopicActed> set_line(const TopicSituation& situation, const HoldingLineRequest& request,
                               TopicKeeper&) {
  const auto draft = situation.topics.draft(request.draft);
  if (!draft || draft->topic != situation.one.id) {
    return refuse(Refusal::not_found, "There is no such draft of this topic", "/draft");
  }
  using State = cases::DraftState;
  if (draft->state != State::ready && draft->state != State::queued &&
      draft->state != State::sent) {
    return refuse(Refusal::not_approved, "It is not ready; submit it, and have it approved",
                  "/draft");
  }
  if (situation.one.holding_line == request.draft) {
    return refuse(Refusal::already_so, "It is the holding line already", "/draft");
  }
  TopicActed acted;
  acted.events.emplace_back(cases::HoldingLineSet{request.draft});
  return acted;
}

std::optional<Refused> has_line(const TopicSituation& situation) {
  if (situation.one.id && situation.one.holding_line) return std::nullopt;
  return Refused{Refusal::already_so, "There is no holding line", {}};
}

OrRefused<TopicActed> take_line(const TopicSituation&, const NothingRequest&, TopicKeeper&) {
  TopicActed acted;
  acted.events.emplace_back(cases::HoldingLineTaken{});
  return acted;
}

OrRefused<TopicActed> log(const TopicSituation& situation, const LogRequest& request,
                          TopicKeeper& keeper) {
  if (is_all_blank(request.text)) return refuse(Refusal::bad_request, "Write something", "/text");
  if (situation.one.log.size() >= cases::log_max) {
    return refuse(Refusal::too_many, "The log is full; open another topic");
  }
  TopicActed acted;
  acted.events.emplace_back(cases::TopicLogged{keeper.keep("log", request.text)});
  return acted;
}

OrRefused<TopicActed> withdraw_log(const TopicSituation& situation, const EntryRequest& request,
                                   TopicKeeper&) {
  const auto& log = situation.one.log;
  const auto entry = std::ranges::find(log, request.entry, &cases::LogEntry::event);
  if (entry == log.end() || entry->withdrawn) {
    return refuse(Refusal::not_found, "There is no such entry", "/entry");
  }
  if (entry->by != situation.actor.id) {
    return refuse(Refusal::not_yours, "Only who wrote it takes it back", "/entry");
  }
  TopicActed acted;
  acted.events.emplace_back(cases::TopicLogWithdrawn{request.entry});
  return acted;
}

std::optional<Refused> may_close(const TopicSituation& situation) {
  return in_topic_state(situation, {open});
}

OrRefused<TopicActed> close(const TopicSituation&, const MaybeReasonRequest& request,
                            TopicKeeper& keeper) {
  cases::TopicClosed event;
  if (request.reason && !is_all_blank(*request.reason)) {
    event.reason = keeper.keep("reason", *request.reason);
  }
  TopicActed acted;
  acted.events.emplace_back(std::move(event));
  return acted;
}

std::optional<Refused> may_reopen(const TopicSituation& situation) {
  return in_topic_state(situation, {closed});
}

OrRefused<TopicActed> reopen(const TopicSituation&, const NothingRequest&, TopicKeeper&) {
  TopicActed acted;
  acted.events.emplace_back(cases::TopicReopened{});
  return acted;
}

}  // namespace

TopicAct open_topic_act() {
  return make_topic_act<OpenTopicRequest>(
      {.name = "open",
       .title = "Open a topic",
       .about = "Gathers conversations on one matter, under one holding line",
       .permission = Permission::lead,
       .inverse = "close"},
      may_open, open_topic);
}

TopicAct rename_topic_act() {
  return make_topic_act<TitleRequest>({.name = "rename",
                                       .title = "Rename it",
                                       .about = "Gives the topic another title",
                                       .permission = Permission::lead,
                                       .no_inverse = "Give it its old title again"},
                                      is_not_closed, rename);
}

TopicAct join_act() {
  return make_topic_act<ConversationsRequest>(
      {.name = "join",
       .title = "Add conversations",
       .about = "Adds conversations to the topic, all of them or none",
       .permission = Permission::lead,
       .inverse = "leave"},
      is_not_closed, join);
}

TopicAct leave_act() {
  return make_topic_act<ConversationsRequest>(
      {.name = "leave",
       .title = "Take conversations out",
       .about = "Takes conversations out of the topic, all of them or none",
       .permission = Permission::lead,
       .inverse = "join"},
      is_not_closed, leave);
}

TopicAct set_holding_line_act() {
  return make_topic_act<HoldingLineRequest>(
      {.name = "set-holding-line",
       .title = "This is the holding line",
       .about = "Names the approved text that everybody answers with until there is more to say",
       .permission = Permission::lead,
       .inverse = "take-holding-line"},
      is_not_closed, set_line);
}

TopicAct take_holding_line_act() {
  return make_topic_act<NothingRequest>({.name = "take-holding-line",
                                         .title = "No holding line any more",
                                         .about = "There is more to say now",
                                         .permission = Permission::lead,
                                         .inverse = "set-holding-line"},
                                        has_line, take_line);
}

TopicAct log_act() {
  return make_topic_act<LogRequest>({.name = "log",
                                     .title = "Write into the log",
                                     .about = "Keeps what was seen, decided and done, and when",
                                     .permission = Permission::act,
                                     .inverse = "withdraw-log"},
                                    is_not_closed, log);
}

TopicAct withdraw_log_act() {
  return make_topic_act<EntryRequest>({.name = "withdraw-log",
                                       .title = "Take an entry back",
                                       .about = "Marks an entry of one's own as withdrawn",
                                       .permission = Permission::act,
                                       .inverse = "log"},
                                      is_not_closed, withdraw_log);
}

TopicAct close_topic_act() {
  return make_topic_act<MaybeReasonRequest>({.name = "close",
                                             .title = "Close it",
                                             .about = "Nothing more comes to this topic",
                                             .permission = Permission::lead,
                                             .inverse = "reopen"},
                                            may_close, close);
}

TopicAct reopen_topic_act() {
  return make_topic_act<NothingRequest>({.name = "reopen",
                                         .title = "Open it again",
                                         .about = "Goes on with a topic that was closed",
                                         .permission = Permission::lead,
                                         .inverse = "close"},
                                        may_reopen, reopen);
}

}  // namespace decorum::desk
