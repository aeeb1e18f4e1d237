// The chapters about who does what, when, and where it is written.
#include <algorithm>
#include <array>

#include <fmt/core.h>
#include <fmt/ranges.h>

#include "policy/show.h"
#include "policy/zone_time.h"
#include "render/handbook_parts.h"

namespace decorum::render {
namespace {

using policy::Policy;

std::string holder_in_words(const Policy& policy, const policy::Holder& holder) {
  const policy::Person* person = policy.roles.person(holder.person);
  std::string words = person == nullptr ? holder.person : person->name;
  if (holder.until) words += ", until " + in_words(*holder.until);
  if (person != nullptr && !person->email.empty()) words += ", " + person->email;
  if (person != nullptr && !person->phone.empty()) words += ", " + person->phone;
  return words;
}

std::string holders_in_words(const Policy& policy, const policy::Role& role) {
  std::vector<std::string> all;
  for (const policy::Holder& holder : role.holders) {
    if (holder.until && *holder.until < policy.info.in_force_from) continue;
    all.push_back(holder_in_words(policy, holder));
  }
  return all.empty() ? "nobody at present" : fmt::format("{}", fmt::join(all, "; "));
}

std::string hours_in_words(const policy::Hours& hours) {
  static constexpr std::array<std::string_view, 7> names = {"Mon", "Tue", "Wed", "Thu",
                                                            "Fri", "Sat", "Sun"};
  std::vector<std::string> days;
  for (std::size_t day = 0; day < hours.days.size(); ++day) {
    if (!hours.days[day]) continue;
    const policy::OpenSpan& span = *hours.days[day];
    days.push_back(fmt::format("{} {}:{:02}–{}:{:02}", names[day], span.from_minute / 60,
                               span.from_minute % 60, span.to_minute / 60, span.to_minute % 60));
  }
  return fmt::format("{}", fmt::join(days, ", "));
}

void write_stage(HandbookPage& page, const policy::ComplaintStage& stage) {
  const auto& stages = page.policy.complaints->stages;
  std::vector<std::string> next;
  for (const std::size_t index : stage.go) next.push_back(stages[index].title);
  page.html.open("tr")
      .row_head(stage.title)
      .cell(page.policy.roles.title_of(stage.owner))
      .cell(policy::in_words(stage.due))
      .cell(stage.end ? "the end" : fmt::format("{}", fmt::join(next, ", ")))
      .cell(titles_of(page.policy, stage.sees))
      .close("tr");
}

void write_rung(HandbookPage& page, const policy::Rung& rung) {
  page.html.open("li").element("strong", rung.title);
  std::vector<std::string> parts;
  if (rung.quote_rule) parts.emplace_back("quotes the rule");
  if (rung.strike > 0) parts.push_back(fmt::format("adds {} strike", rung.strike));
  if (rung.at_strikes > 0) parts.push_back(fmt::format("at {} strikes", rung.at_strikes));
  if (rung.lasts) parts.push_back("lasts " + policy::in_words(*rung.lasts));
  if (rung.expires) parts.push_back("forgotten after " + policy::in_words(*rung.expires));
  if (!rung.by.empty()) parts.push_back("by " + titles_of(page.policy, rung.by));
  if (rung.second_check) {
    parts.push_back(fmt::format("checked by {} {}", titles_of(page.policy, rung.second_check->by),
                                policy::in_words(rung.second_check->within)));
  }
  page.html.text(fmt::format(" {}", fmt::join(parts, "; "))).close("li");
}

void write_source(HandbookPage& page, const policy::Source& source) {
  page.html.open("li", fmt::format("id=\"source-{}\"", xml_escaped(source.key)));
  if (source.url.empty()) {
    page.html.text(source.title);
  } else {
    page.html.link(source.url, source.title);
  }
  if (!source.clauses.empty()) {
    page.html.open("dl", "class=\"clauses\"");
    for (const policy::Clause& clause : source.clauses) page.html.term(clause.id, clause.text);
    page.html.close("dl");
  }
  page.html.close("li");
}

}  // namespace

std::string titles_of(const Policy& policy, const std::vector<std::string>& roles) {
  std::vector<std::string> titles;
  for (const std::string& role : roles) titles.push_back(policy.roles.title_of(role));
  return fmt::format("{}", fmt::join(titles, ", "));
}

void write_cites(HandbookPage& page, std::string_view cites) {
  if (cites.empty()) return;
  const std::size_t blank = cites.find(' ');
  std::string title = spoken(cites.substr(0, blank));
  if (title[0] >= 'a' && title[0] <= 'z') title[0] = static_cast<char>(title[0] - 'a' + 'A');
  const std::string place =
      blank == std::string_view::npos ? "" : ", " + std::string(cites.substr(blank + 1));
  page.html.open("p", "class=\"cites\"")
      .link(fmt::format("#source-{}", cites.substr(0, blank)), title + place)
      .close("p");
}

void write_accounts(HandbookPage& page) {
  page.html.paragraph(
      "Only these accounts speak for us. Who is not named here posts for themselves.");
  page.html.table("Our accounts", {"Account", "Where", "Kept by", "May post", "Approves", "Voice"});
  for (const policy::Account& account : page.policy.accounts.accounts) {
    const policy::Site* site = page.sites.find(account.site);
    page.html.open("tr")
        .row_head(account.name)
        .open("td")
        .text((site == nullptr ? account.site : site->title) + ": ");
    if (account.url.empty()) {
      page.html.text(account.handle);
    } else {
      page.html.link(account.url, account.handle.empty() ? account.url : account.handle);
    }
    page.html.close("td")
        .cell(page.policy.roles.title_of(account.owner))
        .cell(titles_of(page.policy, account.post))
        .cell(account.approvers.empty() ? "–" : titles_of(page.policy, account.approvers))
        .cell(account.voice.empty() ? "–" : account.voice)
        .close("tr");
  }
  page.html.end_table();
}

// What is under embargo or before a court is not printed in a guide that anybody may read.
void write_calendar(HandbookPage& page) {
  using Kind = policy::CalendarWindow::Kind;
  page.html.table("Days that need care", {"What", "From", "Until", "Why"});
  bool held_back = false;
  for (const policy::CalendarWindow& window : page.policy.calendar.windows) {
    if (window.kind == Kind::embargo || window.kind == Kind::proceedings) {
      held_back = true;
      continue;
    }
    const std::string& zone = page.policy.info.time_zone;
    page.html.open("tr")
        .row_head(window.title)
        .cell(in_words(policy::local_day(zone, window.from)))
        .cell(in_words(policy::local_day(zone, window.until - base::Duration(1))))
        .cell(window.why)
        .close("tr");
  }
  page.html.end_table();
  if (held_back) {
    page.html.paragraph("Embargoes and open proceedings are kept in the policy and not printed.");
  }
}

void write_problems(HandbookPage& page) {
  for (const policy::Advice& advice : page.policy.handbook->problems) {
    page.html.open("article", "class=\"card problem\"")
        .element("h3", advice.title)
        .paragraph(advice.text);
    write_cites(page, advice.cites);
    page.html.close("article");
  }
}

void write_community(HandbookPage& page) {
  const policy::Community& community = *page.policy.community;
  page.html.open("ul");
  for (const policy::CommunityPlace& place : community.communities) {
    page.html.open("li").link(place.url, place.title).text(
        ", kept by " + page.policy.roles.title_of(place.owner)).close("li");
  }
  page.html.close("ul").element("h3", "Rules").open("ol");
  for (const policy::CommunityRule& rule : community.rules) {
    page.html.open("li")
        .element("strong", rule.title)
        .text(" " + rule.text + (rule.severe ? " (grave: a warning is not needed first)" : ""))
        .close("li");
  }
  page.html.close("ol").element("h3", "What follows").open("ol");
  for (const policy::Rung& rung : community.ladder) write_rung(page, rung);
  page.html.close("ol").paragraph(fmt::format(
      "Whoever is affected may appeal within {}; {} decides, {}. Reports are acknowledged {} and "
      "decided {}.",
      policy::in_words(community.appeal_within),
      titles_of(page.policy, community.appeal_decided_by),
      policy::in_words(community.appeal_due), policy::in_words(community.report_acknowledge),
      policy::in_words(community.report_decide)));
}

void write_complaints(HandbookPage& page) {
  const policy::Complaints& complaints = *page.policy.complaints;
  page.html.paragraph(fmt::format(
      "{}: decided by {}, investigated by {}, under the supervision of {}.", complaints.title,
      page.policy.roles.title_of(complaints.decided_by),
      page.policy.roles.title_of(complaints.investigated_by),
      page.policy.roles.title_of(complaints.overseen_by)));
  page.html.element("h3", "Is it ours to decide?").open("dl");
  for (const policy::JurisdictionQuestion& question : complaints.jurisdiction) {
    page.html.term(question.ask, "If not: " + question.otherwise);
  }
  page.html.close("dl").element("h3", "Stages").table(
      "Stages of a complaint", {"Stage", "Who", "By when", "Then", "Who may see it"});
  for (const policy::ComplaintStage& stage : complaints.stages) write_stage(page, stage);
  std::vector<std::string> outcomes;
  for (const policy::ComplaintOutcome& outcome : complaints.outcomes) {
    outcomes.push_back(outcome.title);
  }
  page.html.end_table().element("h3", "How it may end").list(outcomes);
}

void write_contacts(HandbookPage& page) {
  for (const policy::Role& role : page.policy.roles.roles) {
    page.html.open("article", "class=\"contact\"")
        .element("h3", role.title)
        .paragraph(role.about)
        .paragraph(holders_in_words(page.policy, role));
    if (!role.deputies.empty()) {
      page.html.paragraph("When away: " + titles_of(page.policy, role.deputies));
    }
    page.html.close("article");
  }
  if (page.policy.roles.teams.empty()) return;
  page.html.element("h3", "Teams").open("ul");
  for (const policy::Team& team : page.policy.roles.teams) {
    page.html.element("li", team.title + ": " + team.email);
  }
  page.html.close("ul");
}

void write_deadlines(HandbookPage& page) {
  const policy::Clocks& clocks = page.policy.clocks;
  page.html.table("Opening hours", {"Hours", "Open"});
  for (const policy::Hours& hours : clocks.hours) {
    page.html.open("tr")
        .row_head(hours.id + (hours.id == clocks.default_hours ? " (usual)" : ""))
        .cell(hours_in_words(hours))
        .close("tr");
  }
  page.html.end_table();
  if (clocks.deadlines.empty()) return;
  page.html.table("Deadlines", {"What", "By when", "Note"});
  for (const policy::NamedDeadline& one : clocks.deadlines) {
    page.html.open("tr").row_head(spoken(one.id)).cell(policy::in_words(one.due)).cell(
        one.text.empty() ? "–" : one.text).close("tr");
  }
  page.html.end_table();
}

void write_facts(HandbookPage& page) {
  for (const policy::FactSheet& fact : page.policy.facts) {
    page.html.open("article", "class=\"card fact\"")
        .element("h3", fact.statement)
        .paragraph(fact.answer)
        .open("ul");
    for (const policy::FactSource& source : fact.sources) {
      page.html.open("li");
      if (source.url.empty()) {
        page.html.text(source.title);
      } else {
        page.html.link(source.url, source.title);
      }
      page.html.close("li");
    }
    page.html.close("ul")
        .paragraph(fmt::format("Kept by {}, to be reviewed by {}.",
                               page.policy.roles.title_of(fact.owner), in_words(fact.review_by)),
                   "class=\"why\"")
        .close("article");
  }
}

void write_retention(HandbookPage& page) {
  page.html.table("How long things are kept", {"What", "How long", "Then", "Why", "Law"});
  for (const policy::RetentionKind& kind : page.policy.retention.kinds) {
    using Then = policy::RetentionKind::Then;
    page.html.open("tr")
        .row_head(spoken(kind.id))
        .cell(kind.keep == base::Duration{} ? "not at all" : policy::in_words(kind.keep))
        .cell(kind.then == Then::erase        ? "erased"
              : kind.then == Then::anonymise ? "made anonymous"
                                             : "a person looks")
        .cell(kind.why)
        .cell(kind.law.empty() ? "–" : kind.law)
        .close("tr");
  }
  page.html.end_table();
}

void write_glossary(HandbookPage& page) {
  page.html.open("dl", "class=\"glossary\"");
  for (const policy::Definition& definition : page.policy.protocol.definitions) {
    page.html.term(spoken(definition.id), definition.text);
  }
  for (const policy::Term& term : page.policy.glossary) page.html.term(term.word, term.meaning);
  page.html.close("dl");
}

void write_sources(HandbookPage& page) {
  page.html.open("ul", "class=\"sources\"");
  for (const policy::Source& source : page.policy.info.sources) write_source(page, source);
  page.html.close("ul");
  if (page.policy.handbook && !page.policy.handbook->links.empty()) {
    page.html.element("h3", "Links").open("ul");
    for (const policy::HandbookLink& link : page.policy.handbook->links) {
      page.html.open("li").link(link.url, link.title).close("li");
    }
    page.html.close("ul");
  }
  page.html.element("h3", "This edition")
      .paragraph(fmt::format("Made from version {} of the policy, in force from {}.",
                             page.policy.info.version, in_words(page.policy.info.in_force_from)))
      .open("p", "class=\"hash\"")
      .text(page.policy.hash)
      .close("p");
}

}  // namespace decorum::render
