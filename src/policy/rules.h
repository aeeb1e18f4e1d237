// What outgoing drafts are held to: review rules, brand, and tighter limits for sites
// (review.yaml, brand.yaml, sites.yaml). Loaded and checked here; reviewing reads it.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/accounts.h"

namespace decorum::policy {

struct SettingField;

// A field of a check as the file has it, with its place: a text, a yes or no, a number, a list or
// a map. What a check may hold is known by its kind (review/kind.h).
struct Setting {
  enum class Kind : std::uint8_t { text, flag, integer, real, list, map };
  Kind kind = Kind::text;
  std::string text;  // also of a flag or number, as it is written
  bool flag = false;
  std::int64_t integer = 0;
  double real = 0;
  std::vector<Setting> items;        // of a list
  std::vector<SettingField> fields;  // of a map, in the order of the file
  std::uint32_t line = 0, column = 0, end_column = 0;  // in review.yaml
};

struct SettingField {
  std::string name;
  Setting value;
  std::uint32_t line = 0, column = 0, end_column = 0;  // of the name
};

enum class Severity : std::uint8_t { error, warning, info };

// "error", "warning" or "info".
std::string_view name_of(Severity severity);

// One thing that is looked for. The kind says how; `settings` are the kind's own fields.
struct ReviewCheck {
  std::string kind;
  Severity severity = Severity::warning;
  std::string message;                // may use the kind's fields in braces: "{words}"
  std::vector<std::string> accounts;  // empty: all
  std::vector<std::string> sites;     // empty: all
  std::string capacity;               // "official", "personal" or empty: both
  std::vector<std::string> audience;  // only for drafts aimed at one of these; empty: all
  std::vector<SettingField> settings;
  std::uint32_t line = 0, column = 0, end_column = 0;  // of `kind` in review.yaml
};

// A text that breaks the rule, and one that does not: shown in the handbook, run by `policy test`.
struct RuleExample {
  std::string bad, good;  // either may be empty
};

struct ReviewRule {
  std::string id;
  std::string title;
  std::string about;  // why, for the handbook
  std::string cites;
  std::vector<std::string> clauses;  // of the organisation's code that it serves: "code 1.1"
  std::vector<ReviewCheck> checks;  // one or more
  std::vector<RuleExample> examples;
};

// Who approves a draft for which `when` holds. The expression is known to parse; its names are
// those of drafts (review/approval.h).
struct Approval {
  std::string when_source;
  std::vector<std::string> by;
  std::string why;
  std::uint32_t line = 0, column = 0, end_column = 0;  // of the expression in review.yaml
};

struct Review {
  std::vector<ReviewRule> rules;
  std::vector<Approval> approval;
};

struct BrandName {
  std::string text;
  bool first_use = false;  // written out where it first comes
  std::string short_form;
};

struct BannedWord {
  std::string text, why, instead;
};

struct ToneExample {
  std::string good, bad, why;
};

struct Logo {
  std::string file, title;
  std::optional<std::int64_t> min_width_px;
  std::optional<std::chrono::sys_days> valid_until;
};

struct Brand {
  std::vector<BrandName> names;
  std::vector<PreferredWord> preferred;
  std::vector<BannedWord> banned;
  std::vector<ToneExample> tone;
  std::vector<Logo> logos;
  std::string ask;  // role
};

// Tighter limits than a site's own; a limit that is not set stays the site's.
struct SiteTightening {
  std::string site;
  std::optional<std::int64_t> text_max, hashtags_max, links_max, media_max;
  bool alt_required = false;
  std::string why;
};

}  // namespace decorum::policy
