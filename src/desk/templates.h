// Texts of the policy to begin a reply with: reply templates and fact sheets, filled in.
//
//   Values values = values_of(policy, {.author = "Ana", .team = "member-care", .due_at = at});
//   Filled filled = fill("Thank you, {author}. The {team} answers by {deadline}.", values);
//   filled.text;      // "Thank you, Ana. The Member care answers by Friday 27 November, 16:40."
//   filled.missing;   // fields that have no value; they stand in the text with their braces
//
// A value is put in as it is and never filled again, so that an author who calls themselves
// "{link}" gets nothing. What still has a field in braces is not submitted and not sent
// (open_fields). Pure; linear in the text.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "policy/policy.h"
#include "policy/sites.h"

namespace decorum::desk {

// By a field of policy::template_fields(); an empty value counts as none.
using Values = std::map<std::string, std::string, std::less<>>;

// What a reply knows of its conversation; all of it may be empty.
struct ReplyFacts {
  std::string author{};   // as they call themselves
  std::string account{};  // id of ours
  std::string team{};     // id of a team or role
  std::optional<base::Time> due_at{};
  std::string link{}, reference{}, rule{};
  std::string sheet{};    // id of a fact sheet
  std::string site{};     // sources are named in full where the site has room
};

Values values_of(const policy::Policy& policy, const policy::Sites& sites, const ReplyFacts& facts);

// "Friday 27 November, 16:40", in the zone.
std::string day_and_time(std::string_view zone, base::Time at);

struct Filled {
  std::string text;
  std::vector<std::string> missing;  // in the order of the text, each once
};

Filled fill(std::string_view text, const Values& values);

// The fields that stand in a text with their braces, in its order, each once.
std::vector<std::string> open_fields(std::string_view text);

// A place to begin from.
struct Start {
  std::string id;
  std::string title;       // of a sheet: what people say
  bool suggested = false;  // the outcome's own, or a sheet that the post speaks of
  bool overdue = false;    // a sheet past its review: look before you use it
};

struct Starts {
  std::vector<Start> templates, sheets;  // suggested ones first, then the policy's order
};

// What fits an outcome and a site; an outcome or site that is empty fits every template. Sheets are
// offered for outcomes that are drafted from facts, and those in `matched` always.
Starts starts_for(const policy::Policy& policy, std::string_view outcome, std::string_view site,
                  const std::vector<std::string>& matched, std::chrono::sys_days today);

// The template's text that a sheet goes into: the first that fits and has {fact} and {sources};
// without one the answer and its sources alone.
std::string text_for_sheet(const policy::Policy& policy, std::string_view outcome,
                           std::string_view site);

}  // namespace decorum::desk
