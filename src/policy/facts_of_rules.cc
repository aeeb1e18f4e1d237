// Rules, brand, conduct, calendar and texts as facts.
#include <fmt/core.h>

#include "base/time.h"
#include "policy/facts_of.h"
#include "policy/show.h"
#include "policy/zone_time.h"

namespace decorum::policy {
namespace {

std::string number(const std::optional<std::int64_t>& value) {
  return value ? std::to_string(*value) : "";
}

// As deep as the YAML, which is bounded.
std::string written(const Setting& setting) {
  std::vector<std::string> parts;
  for (const Setting& item : setting.items) parts.push_back(written(item));
  for (const SettingField& field : setting.fields) {
    parts.push_back(field.name + ": " + written(field.value));
  }
  if (setting.kind == Setting::Kind::list) return joined(parts);
  if (setting.kind == Setting::Kind::map) return "{ " + joined(parts) + " }";
  return setting.text;
}

// Checks have no names: they are counted within their kind.
void say_check(const ReviewRule& rule, std::size_t index, Item& item) {
  const ReviewCheck& check = rule.checks[index];
  std::size_t number = 1;
  bool only = true;
  for (std::size_t i = 0; i < rule.checks.size(); ++i) {
    if (rule.checks[i].kind != check.kind || i == index) continue;
    only = false;
    if (i < index) ++number;
  }
  const std::string name =
      only ? "check " + check.kind : fmt::format("check {} {}", check.kind, number);
  item.say(name + ", severity", std::string(name_of(check.severity)));
  item.say(name + ", message", check.message);
  item.say(name + ", accounts", joined(check.accounts));
  item.say(name + ", sites", joined(check.sites));
  item.say(name + ", capacity", check.capacity);
  item.say(name + ", audience", joined(check.audience));
  for (const SettingField& field : check.settings) {
    item.say(fmt::format("{}, {}", name, field.name), written(field.value));
  }
}

Item item_of(const ReviewRule& rule) {
  Item item{"rule", rule.id, rule.title, {}};
  item.say("title", rule.title);
  item.say("about", rule.about);
  item.say("cites", rule.cites);
  item.say("clauses", joined(rule.clauses));
  for (std::size_t i = 0; i < rule.checks.size(); ++i) say_check(rule, i, item);
  for (std::size_t i = 0; i < rule.examples.size(); ++i) {
    item.say(fmt::format("example {}, bad", i + 1), rule.examples[i].bad);
    item.say(fmt::format("example {}, good", i + 1), rule.examples[i].good);
  }
  return item;
}

Item item_of(const Brand& brand) {
  Item item{"brand", "brand", "", {}};
  for (const BrandName& name : brand.names) {
    item.say("name " + name.text,
             (name.first_use ? "written out first, " : "") + std::string("short: ") +
                 (name.short_form.empty() ? "none" : name.short_form));
  }
  for (const PreferredWord& word : brand.preferred) {
    item.say("instead of " + word.instead_of, word.use);
  }
  for (const BannedWord& word : brand.banned) {
    item.say("not " + word.text, word.why + (word.instead.empty() ? "" : " -> " + word.instead));
  }
  for (std::size_t i = 0; i < brand.tone.size(); ++i) {
    item.say(fmt::format("tone example {}", i + 1), brand.tone[i].good);
  }
  for (const Logo& logo : brand.logos) {
    item.say("logo " + logo.file, logo.title + (logo.valid_until ? ", until " + base::format_date(
                                                                       *logo.valid_until)
                                                                 : ""));
  }
  item.say("questions go to", brand.ask);
  return item;
}

void add_community_items(const Community& community, std::vector<Item>& items) {
  for (const CommunityRule& rule : community.rules) {
    Item item{"community rule", rule.id, rule.title, {}};
    item.say("title", rule.title);
    item.say("text", rule.text);
    item.say("grave", yes(rule.severe));
    items.push_back(std::move(item));
  }
  for (const Rung& rung : community.ladder) {
    Item item{"rung", rung.id, rung.title, {}};
    item.say("title", rung.title);
    item.say("quotes the rule", yes(rung.quote_rule));
    item.say("strikes", rung.strike == 0 ? "" : std::to_string(rung.strike));
    item.say("at strikes", rung.at_strikes == 0 ? "" : std::to_string(rung.at_strikes));
    item.say("lasts", rung.lasts ? in_words(*rung.lasts) : "");
    item.say("expires", rung.expires ? in_words(*rung.expires) : "");
    item.say("by", joined(rung.by));
    item.say("second check by", rung.second_check ? joined(rung.second_check->by) : "");
    item.say("letter", rung.letter);
    items.push_back(std::move(item));
  }
  Item whole{"community", "community", "", {}};
  for (const CommunityPlace& place : community.communities) {
    whole.say("place " + place.id, fmt::format("{}, {}, {}", place.title, place.url, place.owner));
  }
  whole.say("grave classes", joined(community.severe_classes));
  whole.say("appeal within", in_words(community.appeal_within));
  whole.say("appeal decided by", joined(community.appeal_decided_by));
  whole.say("appeal due", in_words(community.appeal_due));
  whole.say("reports acknowledged", in_words(community.report_acknowledge));
  whole.say("reports decided", in_words(community.report_decide));
  items.push_back(std::move(whole));
}

void add_complaint_items(const Complaints& complaints, std::vector<Item>& items) {
  Item whole{"complaints", "complaints", complaints.title, {}};
  whole.say("overseen by", complaints.overseen_by);
  whole.say("decided by", complaints.decided_by);
  whole.say("investigated by", complaints.investigated_by);
  for (const JurisdictionQuestion& question : complaints.jurisdiction) {
    whole.say("asks " + question.id, question.ask + " / " + question.otherwise);
  }
  for (const ComplaintOutcome& outcome : complaints.outcomes) {
    whole.say("outcome " + outcome.id, outcome.title);
  }
  items.push_back(std::move(whole));
  for (const ComplaintStage& stage : complaints.stages) {
    Item item{"complaint stage", stage.id, stage.title, {}};
    item.say("title", stage.title);
    item.say("owner", stage.owner);
    item.say("due", in_words(stage.due));
    std::vector<std::string> next;
    for (const std::size_t index : stage.go) next.push_back(complaints.stages[index].id);
    item.say("leads to", joined(next));
    item.say("letter", stage.letter);
    item.say("seen by", joined(stage.sees));
    items.push_back(std::move(item));
  }
}

}  // namespace

void add_rule_items(const Policy& policy, std::vector<Item>& items) {
  for (const ReviewRule& rule : policy.review.rules) items.push_back(item_of(rule));
  if (!policy.review.approval.empty()) {
    Item item{"approval", "approval", "Approval of drafts", {}};
    for (const Approval& approval : policy.review.approval) {
      item.say("when " + approval.when_source,
               fmt::format("by {}: {}", joined(approval.by), approval.why));
    }
    items.push_back(std::move(item));
  }
  if (policy.brand) items.push_back(item_of(*policy.brand));
  for (const SiteTightening& site : policy.sites) {
    Item item{"site", site.site, "", {}};
    item.say("text at most", number(site.text_max));
    item.say("hashtags at most", number(site.hashtags_max));
    item.say("links at most", number(site.links_max));
    item.say("pictures at most", number(site.media_max));
    item.say("pictures described", yes(site.alt_required));
    item.say("why", site.why);
    items.push_back(std::move(item));
  }
  for (const CalendarWindow& window : policy.calendar.windows) {
    const std::string& zone = policy.info.time_zone;
    Item item{"calendar", fmt::format("{} {}", window.id, local_text(zone, window.from)),
              window.title, {}};
    item.say("kind", std::string(name_of(window.kind)));
    item.say("title", window.title);
    item.say("from", local_text(zone, window.from));
    item.say("until", local_text(zone, window.until));
    item.say("words", joined(window.words));
    item.say("why", window.why);
    items.push_back(std::move(item));
  }
}

void add_conduct_items(const Policy& policy, std::vector<Item>& items) {
  if (policy.community) add_community_items(*policy.community, items);
  if (policy.complaints) add_complaint_items(*policy.complaints, items);
  for (const RetentionKind& kind : policy.retention.kinds) {
    static constexpr std::string_view then[] = {"erase", "anonymise", "review"};
    Item item{"retention", kind.id, "", {}};
    item.say("kept", in_words(kind.keep));
    item.say("then", std::string(then[static_cast<std::size_t>(kind.then)]));
    item.say("why", kind.why);
    item.say("law", kind.law);
    items.push_back(std::move(item));
  }
}

void add_text_items(const Policy& policy, std::vector<Item>& items) {
  for (std::size_t i = 0; i < policy.lexicons.size(); ++i) {
    const post::Lexicon& list = policy.lexicons[i];
    Item item{"word list", list.id, policy.word_lists[i].title, {}};
    item.say("about", policy.word_lists[i].about);
    for (const std::string& phrase : list.phrases) item.say("phrase " + phrase, "in");
    for (const std::string& pattern : list.patterns) item.say("pattern " + pattern, "in");
    for (const std::string& phrase : list.except) item.say("except " + phrase, "in");
    items.push_back(std::move(item));
  }
  for (const FactSheet& fact : policy.facts) {
    Item item{"fact sheet", fact.id, fact.statement, {}};
    item.say("statement", fact.statement);
    item.say("answer", fact.answer);
    item.say("owner", fact.owner);
    item.say("to be reviewed by", base::format_date(fact.review_by));
    for (const std::string& wording : fact.wordings) item.say("wording " + wording, "in");
    for (const std::string& opposite : fact.opposites) item.say("opposite " + opposite, "in");
    for (const FactSource& source : fact.sources) item.say("source " + source.title, source.url);
    items.push_back(std::move(item));
  }
  Item sayings{"sayings", "facts", "", {}};
  for (const std::string& name : policy.sayings.own) sayings.say("own name " + name, "in");
  for (const std::string& same : policy.sayings.same) sayings.say("same " + same, "in");
  for (const std::string& denial : policy.sayings.denials) sayings.say("denial " + denial, "in");
  for (const std::string& doubt : policy.sayings.doubts) sayings.say("doubt " + doubt, "in");
  if (!sayings.facts.empty()) items.push_back(std::move(sayings));
  for (const ReplyTemplate& reply : policy.replies) {
    items.push_back({"reply", reply.id, reply.title, {{"text", reply.text}}});
  }
  for (const Letter& letter : policy.letters) {
    items.push_back({"letter", letter.id, letter.title,
                     {{"subject", letter.subject}, {"text", letter.text}}});
  }
  for (const Term& term : policy.glossary) {
    items.push_back({"term", term.word, "", {{"meaning", term.meaning}}});
  }
  if (!policy.handbook) return;
  Item item{"handbook", "handbook", "", {}};
  for (std::size_t i = 0; i < policy.handbook->introduction.size(); ++i) {
    item.say(fmt::format("introduction {}", i + 1), policy.handbook->introduction[i]);
  }
  const auto add = [&](std::string_view group, const std::vector<Advice>& pieces) {
    for (const Advice& advice : pieces) {
      item.say(fmt::format("{} {}", group, advice.title), advice.text);
      item.say(fmt::format("{} {}, rules", group, advice.title), joined(advice.rules));
    }
  };
  add("do", policy.handbook->dos);
  add("do not", policy.handbook->donts);
  add("problem", policy.handbook->problems);
  for (const HandbookLink& link : policy.handbook->links) item.say("link " + link.title, link.url);
  items.push_back(std::move(item));
}

}  // namespace decorum::policy
