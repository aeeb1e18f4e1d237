// The chapters about the response chart: drawn, and in words.
#include <fmt/core.h>
#include <fmt/ranges.h>

#include "policy/show.h"
#include "render/chart.h"
#include "render/handbook_parts.h"

namespace decorum::render {
namespace {

using policy::Answer;
using policy::Outcome;
using policy::Question;

constexpr std::string_view inferred_mark = "Ours";

void write_inferred(HandbookPage& page, const std::string& why) {
  if (why.empty()) return;
  page.html.open("p", "class=\"inferred\"")
      .open("span", "class=\"tag\"")
      .text(inferred_mark)
      .close("span")
      .text(" " + why)
      .close("p");
}

void write_target(HandbookPage& page, const policy::Target& target) {
  const policy::Protocol& chart = page.policy.protocol;
  if (target.kind == policy::Target::Kind::question) {
    const Question& question = chart.questions[target.index];
    page.html.link("#question-" + question.id, question.ask);
  } else {
    const Outcome& outcome = chart.outcomes[target.index];
    page.html.link("#outcome-" + outcome.id, outcome.title);
  }
}

std::string who_answers(const Answer& answer) {
  if (answer.when_source.empty()) return "A person";
  if (answer.confirm) return "The machine proposes, a person confirms";
  if (!answer.wrong_at_most_per_mille) return "The machine, or a person";
  return fmt::format("The machine, {}; or a person",
                     policy::rate_in_words(*answer.wrong_at_most_per_mille));
}

void write_answer(HandbookPage& page, const Answer& answer) {
  page.html.open("tr")
      .row_head(answer.title.empty() ? answer.id : answer.title)
      .cell(answer.when ? "When " + policy::in_words(*answer.when, page.policy)
                        : "Only when a person says so")
      .cell(who_answers(answer))
      .open("td");
  write_target(page, answer.go);
  write_inferred(page, answer.inferred);
  page.html.close("td").close("tr");
}

void write_question(HandbookPage& page, const Question& question) {
  const policy::Protocol& chart = page.policy.protocol;
  page.html.open("article", fmt::format("class=\"card\" id=\"question-{}\"", question.id))
      .element("h3", question.ask);
  page.html.paragraph(question.help);
  page.html.list(question.checklist, "class=\"checklist\"");
  for (const std::size_t index : question.definitions) {
    const policy::Definition& definition = chart.definitions[index];
    page.html.open("p", "class=\"definition\"")
        .element("strong", spoken(definition.id))
        .text(" " + definition.text)
        .close("p");
  }
  page.html.table("Answers to: " + question.ask, {"Answer", "When", "Who answers", "Leads to"},
                  "class=\"answers\"");
  for (const Answer& answer : question.answers) write_answer(page, answer);
  page.html.end_table().paragraph(
      fmt::format("{}Not sure? {} decides, {}.",
                  question.multi ? "Several answers may hold together. " : "",
                  page.policy.roles.title_of(question.unsure_role),
                  policy::in_words(question.unsure_within)),
      "class=\"unsure\"");
  write_cites(page, question.cites);
  page.html.close("article");
}

std::string watched(const policy::Protocol& chart, const Outcome& outcome) {
  if (!outcome.watch) return {};
  const std::string then =
      outcome.watch->then
          ? fmt::format("; if it recurs: “{}”", chart.questions[*outcome.watch->then].ask)
          : "";
  return fmt::format("for {}{}", policy::in_words(outcome.watch->lasts), then);
}

std::string comes_back(const HandbookPage& page, const Outcome& outcome) {
  if (!outcome.come_back) return {};
  const auto& back = *outcome.come_back;
  return fmt::format("after {}{}: “{}”", policy::in_words(back.after),
                     back.when ? " if " + policy::in_words(*back.when, page.policy) : "",
                     page.policy.protocol.questions[back.to].ask);
}

void write_outcome(HandbookPage& page, const Outcome& outcome) {
  const policy::Protocol& chart = page.policy.protocol;
  std::vector<std::string> tips;
  for (const std::size_t index : outcome.tips) tips.push_back(chart.tips[index].title);
  page.html.open("article", fmt::format("class=\"card\" id=\"outcome-{}\"", outcome.id))
      .element("h3", outcome.title)
      .open("dl")
      .term("Who", page.policy.roles.title_of(outcome.owner))
      .term("By when", policy::in_words(outcome.due))
      .term("Approved first by", titles_of(page.policy, outcome.approve))
      .term("Told", titles_of(page.policy, outcome.notify))
      .term("Mind the tips", fmt::format("{}", fmt::join(tips, ", ")))
      .term("Watched", watched(chart, outcome))
      .term("Comes back", comes_back(page, outcome))
      .term("Then", outcome.report ? "the site's own reporting" : "")
      .term("Beforehand", outcome.accuses ? "a person has confirmed what led here" : "")
      .close("dl");
  write_inferred(page, outcome.inferred);
  write_cites(page, outcome.cites);
  page.html.close("article");
}

}  // namespace

void write_chart(HandbookPage& page) {
  const policy::Protocol& chart = page.policy.protocol;
  page.html.paragraph(
      "Every post that comes in takes this way. The machine proposes; what accuses somebody is "
      "confirmed by a person before anything follows.");
  page.html.list(chart.notes);
  const auto svg = to_svg(chart_of(page.policy));
  page.html.open("figure", "class=\"chart-figure\"");
  if (svg) {
    page.html.raw(*svg);
  } else {
    page.html.paragraph("The chart is too large for one page; it follows in words.");
  }
  page.html.element("figcaption",
                    "Dashed: not in the source, added here. The questions and outcomes "
                    "follow in words.");
  page.html.close("figure");
  if (chart.tips.empty()) return;
  page.html.element("h3", "Tips for every answer").open("dl", "class=\"tips\"");
  for (const policy::Tip& tip : chart.tips) page.html.term(tip.title, tip.text);
  page.html.close("dl");
}

void write_questions(HandbookPage& page) {
  for (const Question& question : page.policy.protocol.questions) write_question(page, question);
}

void write_outcomes(HandbookPage& page) {
  page.html.open("div", "class=\"cards\"");
  for (const Outcome& outcome : page.policy.protocol.outcomes) write_outcome(page, outcome);
  page.html.close("div");
}

}  // namespace decorum::render
