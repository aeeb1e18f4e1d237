#include "desk/templates.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "policy/zone_time.h"

namespace decorum::desk {
namespace {

// Sites that take fewer characters get the sources' addresses alone.
constexpr std::int64_t room_for_titles = 1000;
constexpr std::string_view bare_sheet = "{fact} {sources}";

struct Field {
  std::size_t start = 0, end = 0;  // with its braces
  std::string_view name;
};

std::optional<Field> next_field(std::string_view text, std::size_t from) {
  const std::vector<std::string>& known = policy::template_fields();
  for (std::size_t open = text.find('{', from); open != std::string_view::npos;
       open = text.find('{', open + 1)) {
    const std::size_t close = text.find_first_of("{}", open + 1);
    if (close == std::string_view::npos) return std::nullopt;
    if (text[close] != '}') continue;
    const std::string_view name = text.substr(open + 1, close - open - 1);
    if (std::ranges::find(known, name) == known.end()) continue;
    return Field{open, close + 1, name};
  }
  return std::nullopt;
}

void note(std::vector<std::string>& names, std::string_view name) {
  if (std::ranges::find(names, name) == names.end()) names.emplace_back(name);
}

bool has_room(const policy::Sites& sites, std::string_view site) {
  const policy::Site* found = sites.find(site);
  if (found == nullptr) return true;
  return std::ranges::none_of(found->caps, [](const policy::Cap& cap) {
    return cap.fact.limit < room_for_titles;
  });
}

std::string sources_in_words(const policy::FactSheet& sheet, bool with_titles) {
  std::string words;
  for (const policy::FactSource& source : sheet.sources) {
    if (!words.empty()) words += with_titles ? "; " : " ";
    if (!with_titles && !source.url.empty()) {
      words += source.url;
    } else if (source.url.empty()) {
      words += source.title;
    } else {
      words += fmt::format("{}, {}", source.title, source.url);
    }
  }
  return words;
}

const policy::FactSheet* sheet_named(const policy::Policy& policy, std::string_view id) {
  const auto found = std::ranges::find(policy.facts, id, &policy::FactSheet::id);
  return found == policy.facts.end() ? nullptr : &*found;
}

bool fits(const policy::ReplyTemplate& one, std::string_view outcome, std::string_view site) {
  const auto holds = [](const std::vector<std::string>& list, std::string_view value) {
    return list.empty() || value.empty() || std::ranges::find(list, value) != list.end();
  };
  return holds(one.outcomes, outcome) && holds(one.sites, site);
}

const policy::Outcome* outcome_named(const policy::Policy& policy, std::string_view id) {
  const auto index = policy.protocol.outcome_named(id);
  return index ? &policy.protocol.outcomes[*index] : nullptr;
}

void suggested_first(std::vector<Start>& starts) {
  std::ranges::stable_partition(starts, &Start::suggested);
}

}  // namespace

std::string day_and_time(std::string_view zone, base::Time at) {
  static constexpr std::array<std::string_view, 7> days = {
      "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
  static constexpr std::array<std::string_view, 12> months = {
      "January", "February", "March",     "April",   "May",      "June",
      "July",    "August",   "September", "October", "November", "December"};
  const std::chrono::sys_days day = policy::local_day(zone, at);
  const std::chrono::year_month_day date(day);
  const std::string local = policy::local_text(zone, at);
  return fmt::format("{} {} {}, {}", days[std::chrono::weekday(day).c_encoding()],
                     static_cast<unsigned>(date.day()),
                     months[static_cast<unsigned>(date.month()) - 1],
                     local.substr(local.find(' ') + 1));
}

Values values_of(const policy::Policy& policy, const policy::Sites& sites,
                 const ReplyFacts& facts) {
  Values values;
  values["author"] = facts.author;
  values["link"] = facts.link;
  values["reference"] = facts.reference;
  values["rule"] = facts.rule;
  if (const policy::Account* account = policy.accounts.named(facts.account)) {
    values["account"] = account->name;
  }
  if (!facts.team.empty()) {
    const policy::Team* team = policy.roles.team(facts.team);
    values["team"] = team != nullptr ? team->title : policy.roles.title_of(facts.team);
  }
  if (facts.due_at) values["deadline"] = day_and_time(policy.info.time_zone, *facts.due_at);
  if (const policy::FactSheet* sheet = sheet_named(policy, facts.sheet)) {
    values["fact"] = sheet->answer;
    values["sources"] = sources_in_words(*sheet, has_room(sites, facts.site));
  }
  return values;
}

Filled fill(std::string_view text, const Values& values) {
  Filled filled;
  std::size_t done = 0;
  while (const auto field = next_field(text, done)) {
    filled.text += text.substr(done, field->start - done);
    const auto value = values.find(field->name);
    if (value == values.end() || value->second.empty()) {
      note(filled.missing, field->name);
      filled.text += text.substr(field->start, field->end - field->start);
    } else {
      filled.text += value->second;
    }
    done = field->end;
  }
  filled.text += text.substr(done);
  return filled;
}

std::vector<std::string> open_fields(std::string_view text) {
  std::vector<std::string> names;
  std::size_t done = 0;
  while (const auto field = next_field(text, done)) {
    note(names, field->name);
    done = field->end;
  }
  return names;
}

Starts starts_for(const policy::Policy& policy, std::string_view outcome, std::string_view site,
                  const std::vector<std::string>& matched, std::chrono::sys_days today) {
  Starts starts;
  const policy::Outcome* reached = outcome_named(policy, outcome);
  const std::string draft_from = reached != nullptr ? reached->draft_from : "";
  for (const policy::ReplyTemplate& one : policy.replies) {
    if (!fits(one, outcome, site)) continue;
    starts.templates.push_back(
        {.id = one.id, .title = one.title, .suggested = draft_from == "reply:" + one.id});
  }
  for (const policy::FactSheet& sheet : policy.facts) {
    const bool spoken_of = std::ranges::find(matched, sheet.id) != matched.end();
    if (!spoken_of && draft_from != "facts") continue;
    starts.sheets.push_back({.id = sheet.id,
                             .title = sheet.statement,
                             .suggested = spoken_of,
                             .overdue = sheet.review_by < today});
  }
  suggested_first(starts.templates);
  suggested_first(starts.sheets);
  return starts;
}

std::string text_for_sheet(const policy::Policy& policy, std::string_view outcome,
                           std::string_view site) {
  for (const policy::ReplyTemplate& one : policy.replies) {
    if (!fits(one, outcome, site)) continue;
    const std::vector<std::string> fields = open_fields(one.text);
    const auto uses = [&](std::string_view name) {
      return std::ranges::find(fields, name) != fields.end();
    };
    if (uses("fact") && uses("sources")) return one.text;
  }
  return std::string(bare_sheet);
}

}  // namespace decorum::desk
