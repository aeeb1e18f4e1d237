#include <algorithm>

#include <fmt/format.h>

#include "desk/act_list.h"
#include "desk/act_rules.h"
#include "desk/answering.h"
#include "desk/case_requests.h"

namespace decorum::desk {
namespace {

std::optional<Refused> may_answer(const Situation& situation) {
  if (auto no = may_settle(situation, "Only a person answers for a person")) return no;
  if (!situation.one.ask.empty() || !situation.look.path(situation.one).empty()) {
    return std::nullopt;
  }
  return Refused{Refusal::nothing_is_asked, "The chart was not walked for this case", {}};
}

// The open question, or any other that the walk came to; the last answer of a person counts.
OrRefused<Acted> answer(const Situation& situation, const AnswerRequest& request, Keeper& keeper) {
  const cases::Conversation& one = situation.one;
  if (request.post && *request.post != one.focus) {
    return refuse(Refusal::stale, "The case is about another post by now; look at that first",
                  "/post");
  }
  const policy::Question* question = question_of(situation, request.question);
  const auto path = situation.look.path(one);
  const auto step = std::find_if(path.begin(), path.end(), [&](const WalkedStep& walked) {
    return walked.question == request.question;
  });
  if (question == nullptr || (request.question != one.ask && step == path.end())) {
    return refuse(Refusal::nothing_is_asked,
                  fmt::format("The walk did not come to a question '{}'", request.question),
                  "/question");
  }
  if (auto no = wrong_answers(*question, request.answers)) return tl::unexpected(*no);
  const auto last = std::find_if(one.answers.rbegin(), one.answers.rend(),
                                 [&](const cases::Answer& given) {
                                   return given.post == one.focus &&
                                          given.question == request.question;
                                 });
  if (last != one.answers.rend() && last->answers == request.answers) {
    return refuse(Refusal::already_so, "That is the answer already", "/answers");
  }
  Acted acted;
  acted.events.emplace_back(
      cases::Answered{.post = one.focus,
                      .question = request.question,
                      .answers = request.answers,
                      .settles_proposal = step != path.end() && step->by == "proposed",
                      .reason = keep_reason(keeper, request.reason)});
  acted.walk_again = true;
  return acted;
}

}  // namespace

Act answer_act() {
  return make_act<AnswerRequest>(
      {.name = "answer",
       .title = "Answer",
       .about = "Answers the question that the chart asks, or changes the answer of any other that "
                "the walk came to; the walk goes on from there",
       .permission = Permission::answer,
       .inverse = "withdraw-answer"},
      may_answer, answer);
}

}  // namespace decorum::desk
