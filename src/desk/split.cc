#include <algorithm>

#include "desk/act_list.h"
#include "desk/act_rules.h"
#include "desk/case_requests.h"

namespace decorum::desk {
namespace {

std::optional<Refused> may_split(const Situation& situation) {
  if (auto no = held_by_another(situation)) return no;
  if (situation.one.posts.size() > 1) return std::nullopt;
  return Refused{Refusal::wrong_state, "A case with one post cannot be split", {}};
}

std::optional<Refused> wrong_posts(const cases::Conversation& one,
                                   const std::vector<base::Id>& posts) {
  if (posts.empty()) return Refused{Refusal::bad_request, "Choose the posts that leave", "/posts"};
  for (auto post = posts.begin(); post != posts.end(); ++post) {
    if (!is_among(one.posts, *post)) {
      return Refused{Refusal::not_found, "The case has no such post", "/posts"};
    }
    if (std::find(posts.begin(), post, *post) != post) {
      return Refused{Refusal::bad_request, "A post is given twice", "/posts"};
    }
  }
  if (posts.size() < one.posts.size()) return std::nullopt;
  return Refused{Refusal::bad_request, "At least one post has to stay", "/posts"};
}

// In the order in which they stand in the case: oldest first.
std::vector<base::Id> in_order(const cases::Conversation& one, const std::vector<base::Id>& posts) {
  std::vector<base::Id> sorted;
  for (const base::Id post : one.posts) {
    if (is_among(posts, post)) sorted.push_back(post);
  }
  return sorted;
}

void open_case(const Situation& situation, base::Id id, const std::vector<base::Id>& posts,
               Acted& acted) {
  const cases::Conversation& one = situation.one;
  const auto first = situation.look.post(posts.front());
  acted.others.emplace_back(id, cases::Opened{.site = one.site,
                                              .accounts = one.accounts,
                                              .author = first ? first->author : one.author,
                                              .thread = one.thread,
                                              .history = one.history});
  for (const base::Id post : posts) {
    const auto facts = situation.look.post(post);
    acted.others.emplace_back(
        id, cases::PostAdded{.post = post,
                             .account = facts ? facts->account : account_of(one)});
  }
}

OrRefused<Acted> split(const Situation& situation, const SplitRequest& request, Keeper& keeper) {
  const cases::Conversation& one = situation.one;
  if (auto no = wrong_posts(one, request.posts)) return tl::unexpected(*no);
  const std::vector<base::Id> posts = in_order(one, request.posts);
  Acted acted;
  cases::SplitOff event{.into = {}, .posts = posts, .reason = {}};
  if (request.into) {
    const auto into = situation.look.conversation(*request.into);
    if (!into || into->merged_into != one.id) {
      return refuse(Refusal::not_found, "No such case was merged into this one", "/into");
    }
    event.into = *request.into;
    acted.others.emplace_back(event.into, cases::Reopened{.cause = "person", .reason = {}});
    for (const base::Id post : posts) {
      if (is_among(into->posts, post)) continue;
      const auto facts = situation.look.post(post);
      acted.others.emplace_back(
          event.into, cases::PostAdded{.post = post,
                                       .account = facts ? facts->account : account_of(*into)});
    }
  } else {
    event.into = keeper.new_id();
    open_case(situation, event.into, posts, acted);
    for (const std::string& matter : one.legal_holds) {
      acted.others.emplace_back(event.into, cases::LegalHoldSet{matter});
    }
  }
  event.reason = keep_reason(keeper, request.reason);
  acted.events.emplace_back(std::move(event));
  acted.walk_again = true;
  return acted;
}

}  // namespace

Act split_act() {
  return make_act<SplitRequest>(
      {.name = "split",
       .title = "Split off posts",
       .about = "Gives some posts a case of their own, or back to the case that was merged in",
       .permission = Permission::lead,
       .inverse = "merge"},
      may_split, split);
}

}  // namespace decorum::desk
