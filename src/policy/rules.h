// What outgoing drafts are held to: review rules, brand, and tighter limits for sites
// (review.yaml, brand.yaml, sites.yaml). Loaded and checked here; reviewing reads it.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "policy/accounts.h"

namespace decorum::policy {

// A free parameter of a rule: a scalar, a list or a map, as the file has it.
struct Setting {
  using List = std::vector<Setting>;
  using Map = std::vector<std::pair<std::string, Setting>>;  // in the order of the file
  std::variant<std::string, bool, std::int64_t, double, List, Map> value;
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
  Setting::Map params;
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
