#include "desk/close_research.h"

#include <algorithm>

#include <fmt/format.h>

#include "desk/act_clock.h"
#include "desk/act_list.h"
#include "desk/act_rules.h"
#include "desk/case_requests.h"

namespace decorum::desk {
namespace {

std::optional<Refused> may_close_research(const Situation& situation) {
  for (const cases::Research& task : situation.one.research) {
    if (!task.closed) return std::nullopt;
  }
  return Refused{Refusal::already_so, "Nothing is being found out", {}};
}

OrRefused<Acted> close_research(const Situation& situation, const CloseResearchRequest& request,
                                Keeper& keeper) {
  const auto& tasks = situation.one.research;
  const auto task = std::find_if(tasks.begin(), tasks.end(), [&](const cases::Research& one) {
    return one.event == request.research;
  });
  if (task == tasks.end()) {
    return refuse(Refusal::not_found, "The case has no such research task", "/research");
  }
  if (task->closed) return refuse(Refusal::already_so, "That was found out", "/research");
  const auto& sheets = situation.policy.facts;
  const bool is_sheet = std::any_of(sheets.begin(), sheets.end(), [&](const auto& sheet) {
    return sheet.id == request.sheet;
  });
  if (!request.sheet.empty() && !is_sheet) {
    return refuse(Refusal::not_found,
                  fmt::format("The policy has no fact sheet '{}'", request.sheet), "/sheet");
  }
  const bool has_answer = request.answer && !is_blank(*request.answer);
  if (request.sheet.empty() && !has_answer) {
    return refuse(Refusal::bad_request, "Name the fact sheet that it ended in, or say what is so",
                  "/answer");
  }
  cases::ResearchClosed event{
      .research = request.research, .sheet = request.sheet, .answer = {}};
  if (has_answer) event.answer = keeper.keep("answer", *request.answer);
  return end_of_research(situation, std::move(event));
}

}  // namespace

Acted end_of_research(const Situation& situation, cases::ResearchClosed event) {
  const auto& tasks = situation.one.research;
  const bool is_more = std::any_of(tasks.begin(), tasks.end(), [&](const cases::Research& task) {
    return !task.closed && task.event != event.research;
  });
  Acted acted;
  if (auto due = due_before(situation, event.research, "research")) {
    acted.events.emplace_back(*due);
  }
  acted.events.emplace_back(std::move(event));
  if (is_more) acted.events.emplace_back(cases::WaitChanged{cases::WaitsFor::research});
  return acted;
}

Act close_research_act() {
  return make_act<CloseResearchRequest>(
      {.name = "close-research",
       .title = "It is found out",
       .about = "Ends a research task with a fact sheet or an answer",
       .permission = Permission::act,
       .inverse = "ask-research"},
      may_close_research, close_research);
}

}  // namespace decorum::desk
