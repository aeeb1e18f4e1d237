#include <algorithm>

#include <fmt/format.h>

#include "desk/act_list.h"
#include "desk/act_rules.h"
#include "desk/answering.h"
#include "desk/case_requests.h"

namespace decorum::desk {
namespace {

std::optional<Refused> may_dismiss(const Situation& situation) {
  if (auto no = may_settle(situation, "Only a person dismisses what the machine proposes")) {
    return no;
  }
  if (!proposals(situation).empty()) return std::nullopt;
  return Refused{Refusal::nothing_is_asked, "The machine proposed nothing here", {}};
}

// Where several answers may hold, what the machine gave for good stands, unless it is said
// otherwise.
OrRefused<Acted> dismiss(const Situation& situation, const DismissRequest& request,
                         Keeper& keeper) {
  const auto proposal = proposal_at(situation, request.question);
  if (!proposal) return tl::unexpected(proposal.error());
  const std::vector<std::string> answers =
      request.answers.empty() ? proposal->given() : request.answers;
  if (answers.empty()) {
    return refuse(Refusal::bad_request,
                  fmt::format("Say which answer to '{}' holds instead", proposal->question->ask),
                  "/answers");
  }
  if (auto no = wrong_answers(*proposal->question, answers)) return tl::unexpected(*no);
  const auto waiting = proposal->waiting();
  const bool is_dismissed = std::any_of(waiting.begin(), waiting.end(), [&](const auto& id) {
    return std::find(answers.begin(), answers.end(), id) == answers.end();
  });
  if (!is_dismissed) {
    return refuse(Refusal::bad_request, "That is what the machine proposed; confirm it instead",
                  "/answers");
  }
  const auto reason = keep_text(keeper, "reason", request.reason, "/reason");
  if (!reason) return tl::unexpected(reason.error());
  Acted acted;
  acted.events.emplace_back(cases::Answered{.post = situation.one.focus,
                                            .question = request.question,
                                            .answers = answers,
                                            .settles_proposal = true,
                                            .reason = *reason});
  acted.walk_again = true;
  return acted;
}

}  // namespace

Act dismiss_act() {
  return make_act<DismissRequest>(
      {.name = "dismiss",
       .title = "Dismiss",
       .about = "Says that the machine's proposal does not hold, why, and what holds instead",
       .permission = Permission::answer,
       .inverse = "withdraw-answer"},
      may_dismiss, dismiss);
}

}  // namespace decorum::desk
