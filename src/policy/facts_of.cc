// The chart, people and clocks as facts; rules and texts are in facts_of_rules.cc.
#include "policy/facts_of.h"

#include <array>

#include <fmt/core.h>
#include <fmt/ranges.h>

#include "base/time.h"
#include "policy/show.h"

namespace decorum::policy {
namespace {

std::string target_of(const Protocol& chart, const Target& target) {
  return target.kind == Target::Kind::question
             ? "question " + chart.questions[target.index].id
             : "outcome " + chart.outcomes[target.index].id;
}

std::string condition(const Policy& policy, const cel::ProgramPtr& program,
                      const std::string& source) {
  if (!program) return source;
  const std::string words = in_words(*program, policy);
  return words == "`" + source + "`" ? source : fmt::format("{} ({})", words, source);
}

void say_answer(const Policy& policy, const Answer& answer, Item& item) {
  const std::string name = "answer " + answer.id;
  item.say(name + ", leads to", target_of(policy.protocol, answer.go));
  item.say(name + ", title", answer.title);
  item.say(name + ", when", condition(policy, answer.when, answer.when_source));
  item.say(name + ", confirmed by a person", yes(answer.confirm));
  item.say(name + ", accuses", yes(answer.accuses));
  item.say(name + ", given by machine",
           answer.wrong_at_most_per_mille ? rate_in_words(*answer.wrong_at_most_per_mille) : "");
  item.say(name + ", cites", answer.cites);
  item.say(name + ", inferred", answer.inferred);
}

Item item_of(const Policy& policy, const Question& question) {
  Item item{"question", question.id, question.ask, {}};
  item.say("ask", question.ask);
  item.say("help", question.help);
  std::vector<std::string> definitions;
  for (const std::size_t index : question.definitions) {
    definitions.push_back(policy.protocol.definitions[index].id);
  }
  item.say("definitions", joined(definitions));
  item.say("checklist", joined(question.checklist));
  item.say("several answers may hold", yes(question.multi));
  item.say("cites", question.cites);
  item.say("if unsure, asks", question.unsure_role);
  item.say("if unsure, answers", in_words(question.unsure_within));
  for (const Answer& answer : question.answers) say_answer(policy, answer, item);
  return item;
}

Item item_of(const Policy& policy, const Outcome& outcome) {
  const Protocol& chart = policy.protocol;
  Item item{"outcome", outcome.id, outcome.title, {}};
  item.say("title", outcome.title);
  item.say("does", std::string(name_of(outcome.act)));
  item.say("owner", outcome.owner);
  item.say("queue", outcome.queue);
  item.say("due", in_words(outcome.due));
  item.say("draft from", outcome.draft_from);
  std::vector<std::string> tips;
  for (const std::size_t index : outcome.tips) tips.push_back(chart.tips[index].id);
  item.say("tips", joined(tips));
  item.say("approved by", joined(outcome.approve));
  item.say("tells", joined(outcome.notify));
  if (outcome.watch) {
    item.say("watched", fmt::format("as {} for {}", outcome.watch->as,
                                    in_words(outcome.watch->lasts)));
    if (outcome.watch->then) item.say("when it recurs", chart.questions[*outcome.watch->then].id);
  }
  if (outcome.come_back) {
    const ComeBack& back = *outcome.come_back;
    item.say("comes back", fmt::format("after {} to {}", in_words(back.after),
                                       chart.questions[back.to].id));
    item.say("comes back when", condition(policy, back.when, back.when_source));
  }
  item.say("then the site's own reporting", yes(outcome.report));
  item.say("accuses", yes(outcome.accuses));
  item.say("cites", outcome.cites);
  item.say("inferred", outcome.inferred);
  return item;
}

Item item_of(const Policy& policy, const Account& account) {
  Item item{"account", account.id, account.name, {}};
  item.say("name", account.name);
  item.say("site", account.site);
  item.say("handle", account.handle);
  item.say("url", account.url);
  item.say("kind", std::string(name_of(account.kind)));
  item.say("owner", account.owner);
  item.say("may post", joined(account.post));
  item.say("approve", joined(account.approvers));
  item.say("voice", account.voice);
  item.say("tone", joined(account.tone));
  item.say("audience", account.audience);
  item.say("hours", account.hours);
  item.say("journalists go to", account.journalists);
  item.say("banned words", joined(account.banned));
  for (const PreferredWord& word : account.preferred) {
    item.say("instead of " + word.instead_of, word.use);
  }
  for (const auto& [outcome, due] : account.deadlines) {
    item.say("due, " + policy.protocol.outcomes[outcome].id, in_words(due));
  }
  return item;
}

Item item_of(const Role& role) {
  Item item{"role", role.id, role.title, {}};
  item.say("title", role.title);
  item.say("about", role.about);
  item.say("deputies", joined(role.deputies));
  for (const Holder& holder : role.holders) {
    item.say(fmt::format("held by {} from {}", holder.person, base::format_date(holder.from)),
             holder.until ? "until " + base::format_date(*holder.until) : "with no end");
  }
  return item;
}

std::string span_of(const std::optional<OpenSpan>& span) {
  if (!span) return "";
  return fmt::format("{:02}:{:02}-{:02}:{:02}", span->from_minute / 60, span->from_minute % 60,
                     span->to_minute / 60, span->to_minute % 60);
}

void add_clock_items(const Clocks& clocks, std::vector<Item>& items) {
  static constexpr std::array<std::string_view, 7> days = {
      "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
  for (const Hours& hours : clocks.hours) {
    Item item{"hours", hours.id, "", {}};
    for (std::size_t day = 0; day < days.size(); ++day) {
      item.say(std::string(days[day]), span_of(hours.days[day]));
    }
    item.say("the usual ones", yes(hours.id == clocks.default_hours));
    items.push_back(std::move(item));
  }
  for (const NamedDeadline& deadline : clocks.deadlines) {
    Item item{"deadline", deadline.id, "", {}};
    item.say("due", in_words(deadline.due));
    item.say("warns at", fmt::format("{} %", deadline.warn_at_percent));
    item.say("goes on to", deadline.escalate_to);
    item.say("text", deadline.text);
    items.push_back(std::move(item));
  }
  Item closed{"hours", "closed", "Closed days", {}};
  closed.say("holidays", clocks.holidays);
  for (const ClosedDay& day : clocks.closed) closed.say(base::format_date(day.date), day.why);
  items.push_back(std::move(closed));
}

}  // namespace

void add_chart_items(const Policy& policy, std::vector<Item>& items) {
  const Protocol& chart = policy.protocol;
  Item whole{"chart", "chart", "", {}};
  whole.say("starts with", chart.questions.empty() ? "" : chart.questions[chart.start].id);
  for (std::size_t i = 0; i < chart.notes.size(); ++i) {
    whole.say(fmt::format("note {}", i + 1), chart.notes[i]);
  }
  items.push_back(std::move(whole));
  for (const Question& question : chart.questions) items.push_back(item_of(policy, question));
  for (const Outcome& outcome : chart.outcomes) items.push_back(item_of(policy, outcome));
  for (const Tip& tip : chart.tips) {
    items.push_back({"tip", tip.id, tip.title, {{"title", tip.title}, {"text", tip.text}}});
  }
  for (const Definition& definition : chart.definitions) {
    items.push_back({"definition", definition.id, "", {{"text", definition.text}}});
  }
}

void add_people_items(const Policy& policy, std::vector<Item>& items) {
  for (const Account& account : policy.accounts.accounts) items.push_back(item_of(policy, account));
  for (const Role& role : policy.roles.roles) items.push_back(item_of(role));
  for (const Person& person : policy.roles.people) {
    Item item{"person", person.id, person.name, {}};
    item.say("name", person.name);
    item.say("email", person.email);
    item.say("phone", person.phone);
    items.push_back(std::move(item));
  }
  for (const Team& team : policy.roles.teams) {
    Item item{"team", team.id, team.title, {}};
    item.say("title", team.title);
    item.say("email", team.email);
    item.say("lead", team.lead);
    items.push_back(std::move(item));
  }
  add_clock_items(policy.clocks, items);
}

std::string joined(const std::vector<std::string>& texts) {
  return fmt::format("{}", fmt::join(texts, ", "));
}

std::string yes(bool flag) { return flag ? "yes" : ""; }

std::vector<Item> items_of(const Policy& policy) {
  std::vector<Item> items;
  Item info{"policy", policy.info.name, policy.info.title, {}};
  info.say("title", policy.info.title);
  info.say("organisation", policy.info.organisation);
  info.say("owner", policy.info.owner);
  info.say("author", policy.info.author);
  info.say("version", policy.info.version);
  info.say("in force from", base::format_date(policy.info.in_force_from));
  info.say("to be reviewed by", base::format_date(policy.info.review_by));
  info.say("language", policy.info.language);
  info.say("time zone", policy.info.time_zone);
  info.say("jurisdiction", policy.info.jurisdiction);
  items.push_back(std::move(info));
  for (const Source& source : policy.info.sources) {
    Item item{"source", source.key, source.title, {}};
    item.say("title", source.title);
    item.say("url", source.url);
    for (const Clause& clause : source.clauses) item.say("clause " + clause.id, clause.text);
    items.push_back(std::move(item));
  }
  add_chart_items(policy, items);
  add_people_items(policy, items);
  add_rule_items(policy, items);
  add_conduct_items(policy, items);
  add_text_items(policy, items);
  return items;
}

}  // namespace decorum::policy
