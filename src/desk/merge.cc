#include <fmt/format.h>

#include "desk/act_list.h"
#include "desk/act_rules.h"
#include "desk/case_requests.h"

namespace decorum::desk {
namespace {

std::optional<Refused> may_merge(const Situation& situation) {
  if (auto no = held_by_another(situation)) return no;
  return is_out(situation);
}

std::optional<Refused> wrong_case(const Situation& situation, const cases::Conversation& into) {
  const cases::Conversation& one = situation.one;
  if (into.state == cases::State::merged) {
    return Refused{Refusal::case_is_merged, "That case was merged into another one", "/into"};
  }
  if (into.state == cases::State::done && one.state != cases::State::done) {
    return Refused{Refusal::case_is_done, "That case is done; open it again first", "/into"};
  }
  const Situation there{into, situation.actor, situation.policy, situation.look, situation.now};
  if (auto no = held_by_another(there)) {
    no->where = "/into";
    return no;
  }
  const bool is_one_thread = one.site == into.site && one.thread == into.thread;
  if (!is_one_thread && !situation.look.same_author(one.author, into.author)) {
    return Refused{Refusal::wrong_state,
                   "The two are neither of one author nor of one thread; tag both or gather them "
                   "in a topic instead",
                   "/into"};
  }
  if (one.posts.size() + into.posts.size() > cases::posts_of_case_max) {
    return Refused{Refusal::too_many,
                   fmt::format("Together they have more than {} posts", cases::posts_of_case_max),
                   "/into"};
  }
  return std::nullopt;
}

// Holds go along, and stay when the merge is undone: what was kept is not lost by a mistake.
OrRefused<Acted> merge(const Situation& situation, const MergeRequest& request, Keeper& keeper) {
  const cases::Conversation& one = situation.one;
  if (request.into == one.id) {
    return refuse(Refusal::bad_request, "A case cannot be merged into itself", "/into");
  }
  const auto into = situation.look.conversation(request.into);
  if (!into) return refuse(Refusal::not_found, "There is no such case", "/into");
  if (auto no = wrong_case(situation, *into)) return tl::unexpected(*no);
  Acted acted;
  acted.events.emplace_back(
      cases::MergedInto{.into = request.into, .reason = keep_reason(keeper, request.reason)});
  const auto there = [&](cases::ConversationEvent event) {
    acted.others.emplace_back(request.into, std::move(event));
  };
  there(cases::MergedFrom{.from = one.id, .posts = one.posts});
  for (const std::string& account : one.accounts) {
    if (!is_among(into->accounts, account)) there(cases::AccountAdded{account});
  }
  for (const std::string& matter : one.legal_holds) {
    if (!is_among(into->legal_holds, matter)) there(cases::LegalHoldSet{matter});
  }
  return acted;
}

}  // namespace

Act merge_act() {
  return make_act<MergeRequest>(
      {.name = "merge",
       .title = "Merge into another case",
       .about = "Moves the posts to another case of the same author or thread, where they go on",
       .permission = Permission::lead,
       .inverse = "split"},
      may_merge, merge);
}

}  // namespace decorum::desk
