// The text is held against the policy; what is found is frozen with it. What stands in its way
// refuses it; who has to approve is asked.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "desk/draft_list.h"
#include "desk/draft_requests.h"
#include "desk/draft_rules.h"

namespace decorum::desk {
namespace {

constexpr std::size_t asked_max = 20;  // people that get a mail

std::optional<Refused> may_submit(const DraftSituation& situation) {
  if (situation.actor.person.empty()) {
    return Refused{Refusal::not_permitted, "Only a person submits a text", {}};
  }
  return in_state(situation, {cases::DraftState::writing});
}

std::optional<Refused> unticked(const DraftSituation& situation,
                                const std::vector<std::string>& tips) {
  std::vector<std::string> missing;
  for (const policy::Tip& tip : situation.policy.protocol.tips) {
    if (std::ranges::find(tips, tip.id) == tips.end()) continue;
    const auto& ticked = situation.one.ticked;
    if (std::ranges::find(ticked, tip.id, &cases::Ticked::tip) == ticked.end()) {
      missing.push_back(tip.title);
    }
  }
  if (missing.empty()) return std::nullopt;
  return Refused{Refusal::wrong_state,
                 fmt::format("Tick these first: {}", fmt::join(missing, ", ")), {}};
}

// Every need has somebody who may settle it.
OrRefused<std::vector<Colleague>> to_ask(const DraftSituation& situation,
                                         const std::vector<ApprovalNeed>& needs) {
  std::vector<std::string> authors = authors_of(situation.one);
  std::vector<Colleague> people;
  for (const ApprovalNeed& need : needs) {
    const auto some = approvers_for(need, authors, situation.policy, situation.look);
    if (some.empty()) {
      std::vector<std::string> titles;
      for (const std::string& role : need.by) {
        titles.push_back(situation.policy.roles.title_of(role));
      }
      return refuse(Refusal::no_such_person,
                    fmt::format("Nobody may approve it as {} today: all who could wrote it, or "
                                "nobody holds the role",
                                fmt::join(titles, " or ")));
    }
    for (const Colleague& one : some) {
      if (std::ranges::find(people, one.person, &Colleague::person) == people.end()) {
        people.push_back(one);
      }
    }
  }
  return people;
}

MailWish asked(const DraftSituation& situation, const std::string& person,
               const std::vector<ApprovalNeed>& needs) {
  const policy::Account* account = situation.policy.accounts.named(situation.one.account);
  return {"person:" + person,
          "approval-asked",
          {{"from", situation.actor.id},
           {"account", account != nullptr ? account->name : situation.one.account},
           {"why", needs.front().why}}};
}

OrRefused<std::vector<ApprovalNeed>> all_needs(const DraftSituation& situation,
                                               const SubmitRequest& request,
                                               std::vector<ApprovalNeed> needs) {
  for (std::size_t i = 0; i < request.also.size(); ++i) {
    if (situation.policy.roles.role(request.also[i]) == nullptr) {
      return refuse(Refusal::not_found,
                    fmt::format("The policy has no role '{}'", request.also[i]),
                    fmt::format("/also/{}", i));
    }
    const ApprovalNeed need{{request.also[i]}, "A second pair of eyes was asked for."};
    if (std::ranges::find(needs, need) == needs.end()) needs.push_back(need);
  }
  return needs;
}

OrRefused<DraftActed> submit(const DraftSituation& situation, const SubmitRequest& request,
                             DraftKeeper& keeper) {
  const auto now = sealed_now(situation);
  if (!now) return tl::unexpected(now.error());
  const auto kept = situation.drafts.content(situation.one.versions.back().text);
  const DraftReview seen = situation.drafts.review(
      review_draft_of(situation, kept->content, std::nullopt), situation.one.outcomes);
  if (!seen.obstacles.empty()) {
    return refuse(Refusal::wrong_state, fmt::format("{}", fmt::join(seen.obstacles, " ")));
  }
  if (auto no = unticked(situation, seen.tips)) return tl::unexpected(*no);
  const auto needs = all_needs(situation, request, seen.needs);
  if (!needs) return tl::unexpected(needs.error());
  const auto people = to_ask(situation, *needs);
  if (!people) return tl::unexpected(people.error());

  cases::DraftSubmitted event;
  event.findings = keeper.keep("findings", seen.findings);
  event.policy = seen.policy;
  event.errors = seen.errors;
  event.warnings = seen.warnings;
  event.infos = seen.infos;
  for (const ApprovalNeed& need : *needs) event.needs.push_back({need.by, need.why});
  event.tips = seen.tips;
  event.seal = now->seal;
  DraftActed acted;
  acted.events.emplace_back(std::move(event));
  acted.conversation.emplace_back(cases::WaitChanged{
      needs->empty() ? cases::WaitsFor::sending : cases::WaitsFor::approval});
  for (std::size_t i = 0; i < std::min(people->size(), asked_max); ++i) {
    acted.mails.push_back(asked(situation, (*people)[i].person, *needs));
  }
  return acted;
}

}  // namespace

DraftAct submit_act() {
  return make_draft_act<SubmitRequest>(
      {.name = "submit",
       .title = "Submit",
       .about = "Holds the text against the policy, freezes what is found, and asks those who "
                "have to approve",
       .permission = Permission::reply,
       .no_inverse = "Changing the text takes it back, and so does whoever sends it back"},
      may_submit, submit);
}

}  // namespace decorum::desk
