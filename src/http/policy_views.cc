#include "http/policy_views.h"

namespace decorum::http {
namespace {

constexpr std::size_t mistakes_shown_max = 1000;

AnswerView answer_view(const policy::Protocol& chart, const policy::Answer& answer) {
  AnswerView view;
  view.id = answer.id;
  view.title = answer.title;
  view.when = answer.when_source;
  view.inferred = answer.inferred;
  view.confirm = answer.confirm;
  view.accuses = answer.accuses;
  if (answer.go.kind == policy::Target::Kind::question) {
    view.question = chart.questions[answer.go.index].id;
  } else {
    view.outcome = chart.outcomes[answer.go.index].id;
  }
  return view;
}

}  // namespace

PolicyView policy_view(const policy::Policy& policy) {
  PolicyView view;
  view.hash = policy.hash;
  view.title = policy.info.title;
  view.organisation = policy.info.organisation;
  view.version = policy.info.version;
  view.owner = policy.info.owner;
  view.author = policy.info.author;
  view.in_force_from = policy.info.in_force_from;
  view.review_by = policy.info.review_by;
  for (const policy::Account& account : policy.accounts.accounts) {
    view.accounts.push_back({account.id, account.site, account.handle, account.name, account.url,
                             account.owner, account.voice, account.post, account.approvers});
  }
  for (const policy::Role& role : policy.roles.roles) view.roles.push_back({role.id, role.title});
  for (const policy::Team& team : policy.roles.teams) view.teams.push_back({team.id, team.title});
  for (const policy::Outcome& outcome : policy.protocol.outcomes) {
    view.outcomes.push_back({outcome.id, outcome.title});
  }
  for (const policy::Tip& tip : policy.protocol.tips) {
    view.tips.push_back({tip.id, tip.title, tip.text});
  }
  return view;
}

ChartView chart_view(const policy::Protocol& chart) {
  ChartView view;
  view.start = chart.questions[chart.start].id;
  view.notes = chart.notes;
  for (const policy::Question& question : chart.questions) {
    QuestionView shown;
    shown.id = question.id;
    shown.ask = question.ask;
    shown.help = question.help;
    shown.multi = question.multi;
    shown.checklist = question.checklist;
    for (const std::size_t index : question.definitions) {
      const policy::Definition& definition = chart.definitions[index];
      shown.definitions.push_back({definition.id, definition.id, definition.text});
    }
    for (const policy::Answer& answer : question.answers) {
      shown.answers.push_back(answer_view(chart, answer));
    }
    view.questions.push_back(std::move(shown));
  }
  for (const policy::Outcome& outcome : chart.outcomes) {
    view.outcomes.push_back({outcome.id, outcome.title});
  }
  return view;
}

MistakeList mistakes_view(const std::vector<policy::Mistake>& mistakes) {
  MistakeList list;
  for (const policy::Mistake& mistake : mistakes) {
    if (list.mistakes.size() == mistakes_shown_max) break;
    list.mistakes.push_back({mistake.file, mistake.code, mistake.what, mistake.expected,
                             mistake.suggestion, mistake.line, mistake.column,
                             mistake.end_column});
  }
  return list;
}

}  // namespace decorum::http
