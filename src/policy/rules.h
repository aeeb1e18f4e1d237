// What outgoing drafts are held to: review rules, brand, and tighter limits for sites
// (review.yaml, brand.yaml, sites.yaml). Loaded and checked here; reviewing reads it.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "policy/accounts.h"

namespace decorum::policy {

struct SettingField;

// A free parameter of a rule as the file has it: a text, a yes or no, a number, a list or a map.
struct Setting {
  enum class Kind : std::uint8_t { text, flag, integer, real, list, map };
  Kind kind = Kind::text;
  std::string text;
  bool flag = false;
  std::int64_t integer = 0;
  double real = 0;
  std::vector<Setting> items;        // of a list
  std::vector<SettingField> fields;  // of a map, in the order of the file
};

struct SettingField {
  std::string name;
  Setting value;
};

struct ReviewRule {
  enum class Severity : std::uint8_t { error, warning, info };
  std::string id;
  std::string kind;  // one of review_kinds()
  std::string title;
  Severity severity = Severity::warning;
  std::string message, cites, fix;
  std::vector<std::string> accounts;  // empty: all
  std::vector<std::string> sites;     // empty: all
  std::string capacity;               // "official", "personal" or empty: both
  std::vector<SettingField> params;
};

// Who approves a draft for which `when` holds. The expression is known to parse.
struct Approval {
  std::string when_source;
  std::vector<std::string> by;
  std::string why;
};

struct Review {
  std::vector<ReviewRule> rules;
  std::vector<Approval> approval;
};

// The kinds of rule a policy may use, in alphabetical order.
const std::vector<std::string>& review_kinds();

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
