// The first version of a text: a post of its own, a reply to a conversation, or a holding line.
#include <algorithm>

#include <fmt/format.h>

#include "desk/draft_list.h"
#include "desk/draft_requests.h"
#include "desk/draft_rules.h"

namespace decorum::desk {
namespace {

std::optional<Refused> may_write(const DraftSituation& situation) {
  if (situation.one.id) return Refused{Refusal::wrong_state, "It is written already", {}};
  if (situation.actor.person.empty()) {
    return Refused{Refusal::not_permitted, "Only a person writes a text", {}};
  }
  return std::nullopt;
}

// The conversation, and the post in it that is answered.
OrRefused<cases::DraftOpened> to_conversation(const DraftSituation& situation,
                                              const WriteRequest& request,
                                              cases::DraftOpened opened) {
  const auto conversation = situation.look.conversation(*request.conversation);
  if (!conversation) {
    return refuse(Refusal::not_found, "There is no such conversation", "/conversation");
  }
  if (conversation->merged_into) {
    return refuse(Refusal::case_is_merged, "It was merged into another case; reply there",
                  "/conversation");
  }
  if (conversation->holding && conversation->holding->by != situation.actor.id) {
    return refuse(Refusal::held_by_another,
                  "Somebody else is answering it; take it over first, or let them",
                  "/conversation");
  }
  const base::Id post = request.answers.value_or(conversation->focus);
  const auto& posts = conversation->posts;
  if (std::ranges::find(posts, post) == posts.end()) {
    return refuse(Refusal::not_found, "That post does not belong to the conversation", "/answers");
  }
  const auto answered = situation.drafts.answered(post);
  if (!answered || answered->text_is_gone) {
    return refuse(Refusal::text_is_gone, "The post that it would answer is gone", "/answers");
  }
  if (answered->site != opened.site) {
    return refuse(Refusal::no_such_account,
                  fmt::format("The post is on {}, the account is on {}", answered->site,
                              opened.site),
                  "/account");
  }
  opened.conversation = *request.conversation;
  opened.answers = post;
  opened.outcomes = conversation->outcomes;
  return opened;
}

OrRefused<DraftActed> write(const DraftSituation& situation, const WriteRequest& request,
                            DraftKeeper& keeper) {
  const policy::Account* account = situation.policy.accounts.named(request.account);
  if (account == nullptr) {
    return refuse(Refusal::no_such_account,
                  fmt::format("The policy has no account '{}'", request.account), "/account");
  }
  if (request.answers && !request.conversation) {
    return refuse(Refusal::bad_request, "Name the conversation of the post too", "/conversation");
  }
  if (request.topic && !situation.drafts.topic_is_open(*request.topic)) {
    return refuse(Refusal::not_found, "There is no such open topic", "/topic");
  }
  cases::DraftOpened opened{account->id, account->site, {}, {}, {}, request.topic};
  if (request.conversation) {
    auto reply = to_conversation(situation, request, opened);
    if (!reply) return tl::unexpected(reply.error());
    opened = std::move(*reply);
  }
  DraftActed acted;
  acted.events.emplace_back(std::move(opened));
  acted.events.emplace_back(cases::DraftWritten{keeper.keep_content(request.content)});
  if (request.conversation) acted.conversation.emplace_back(cases::ReplyBegun{keeper.draft_id()});
  return acted;
}

}  // namespace

DraftAct write_act() {
  return make_draft_act<WriteRequest>(
      {.name = "write",
       .title = "Write",
       .about = "Begins a post, a reply to a conversation, or the holding line of a topic",
       .permission = Permission::reply,
       .inverse = "withdraw"},
      may_write, write);
}

}  // namespace decorum::desk
