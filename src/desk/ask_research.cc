#include <fmt/format.h>

#include "desk/act_clock.h"
#include "desk/act_list.h"
#include "desk/act_rules.h"
#include "desk/case_requests.h"

namespace decorum::desk {
namespace {

std::optional<Refused> may_ask_research(const Situation& situation) {
  if (auto no = is_done(situation)) return no;
  if (situation.one.research.size() < cases::research_max) return std::nullopt;
  return Refused{Refusal::too_many,
                 fmt::format("The case has {} research tasks, which is the most",
                             cases::research_max),
                 {}};
}

std::optional<Refused> wrong_owner(const Situation& situation, const std::string& owner) {
  const policy::Roles& roles = situation.policy.roles;
  if (const auto id = after_prefix(owner, "role:"); !id.empty()) {
    if (roles.role(id) != nullptr) return std::nullopt;
    return Refused{Refusal::no_such_team, fmt::format("The policy has no role '{}'", id), "/owner"};
  }
  if (const auto id = after_prefix(owner, "team:"); !id.empty()) {
    if (roles.team(id) != nullptr) return std::nullopt;
    return Refused{Refusal::no_such_team, fmt::format("The policy has no team '{}'", id), "/owner"};
  }
  const auto id = after_prefix(owner, "person:");
  if (id.empty()) {
    return Refused{Refusal::bad_request, "Write role:ID, team:ID or person:ID", "/owner"};
  }
  const auto colleague = situation.look.colleague(id);
  if (colleague && colleague->has_sign_in) return std::nullopt;
  if (colleague) {
    return Refused{Refusal::no_such_person, fmt::format("{} has no sign-in", colleague->name),
                   "/owner"};
  }
  return Refused{Refusal::no_such_person, fmt::format("Nobody here has the id '{}'", id), "/owner"};
}

// A team has an address; of a role everybody who acts in it today is told.
std::vector<std::string> mail_to(const Situation& situation, const std::string& owner) {
  const auto role = after_prefix(owner, "role:");
  if (role.empty()) return {owner};
  std::vector<std::string> people;
  for (const Colleague& colleague : situation.look.acting(role)) {
    people.push_back("person:" + colleague.person);
  }
  return people;
}

OrRefused<Acted> ask_research(const Situation& situation, const AskResearchRequest& request,
                              Keeper& keeper) {
  if (auto no = wrong_owner(situation, request.owner)) return tl::unexpected(*no);
  const auto deadline = deadline_for(situation, request.deadline);
  if (!deadline) return tl::unexpected(deadline.error());
  if (deadline->kind == policy::Deadline::Kind::none) {
    return refuse(Refusal::bad_request,
                  "The policy gives no deadline here; choose one of its named deadlines",
                  "/deadline");
  }
  const auto question = keep_text(keeper, "question", request.question, "/question");
  if (!question) return tl::unexpected(question.error());
  Acted acted;
  cases::Due due = start_clock(situation, "research", *deadline);
  for (const std::string& to : mail_to(situation, request.owner)) {
    acted.mails.push_back({.to = to,
                           .template_id = "research-asked",
                           .fields = {{"due", base::format_rfc3339(due.at)}}});
  }
  acted.events.emplace_back(cases::ResearchAsked{
      .owner = request.owner, .question = *question, .due = std::move(due)});
  return acted;
}

}  // namespace

Act ask_research_act() {
  return make_act<AskResearchRequest>(
      {.name = "ask-research",
       .title = "Find out",
       .about = "Asks somebody to find out what is so, with a deadline of the policy",
       .permission = Permission::act,
       .inverse = "close-research"},
      may_ask_research, ask_research);
}

}  // namespace decorum::desk
