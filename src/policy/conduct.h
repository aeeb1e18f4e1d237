// How the organisation's own communities are kept, how complaints are handled, and how long things
// are kept (community.yaml, complaints.yaml, retention.yaml).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "policy/clocks.h"

namespace decorum::policy {

struct CommunityPlace {
  std::string id, title, url, owner;
};

struct CommunityRule {
  std::string id, title, text;
  bool severe = false;
  std::string cites;
};

struct SecondCheck {
  std::vector<std::string> by;
  Deadline within;
};

// One rung of the ladder of sanctions.
struct Rung {
  enum class Do : std::uint8_t { warn, remove, suspend, hide };
  std::string id;
  Do act = Do::warn;
  std::string title;
  bool quote_rule = false;
  std::int64_t strike = 0;      // strikes it adds
  std::int64_t at_strikes = 0;  // reached when this many stand
  std::optional<base::Duration> expires;
  std::optional<base::Duration> lasts;  // of a suspension
  std::vector<std::string> by;
  std::optional<SecondCheck> second_check;
  std::string letter;
};

struct Community {
  std::vector<CommunityPlace> communities;
  std::vector<CommunityRule> rules;
  std::vector<Rung> ladder;
  std::size_t severe_skip_to = 0;  // rung
  std::vector<std::string> severe_classes;
  base::Duration appeal_within{};
  std::vector<std::string> appeal_decided_by;
  Deadline appeal_due;
  std::string appeal_letter;
  Deadline report_acknowledge, report_decide;
};

struct JurisdictionQuestion {
  std::string id, ask, otherwise;
};

struct ComplaintStage {
  std::string id, title, owner;
  Deadline due;
  std::vector<std::size_t> go;  // stages; empty exactly when it is an end
  bool end = false;
  std::string letter;
  std::vector<std::string> sees;  // roles that may read the case at this stage
  std::string cites, inferred;
};

struct ComplaintOutcome {
  std::string id, title;
};

struct Complaints {
  std::string title, overseen_by, decided_by, investigated_by;
  std::vector<JurisdictionQuestion> jurisdiction;
  std::vector<ComplaintStage> stages;  // every one can be reached, and an end from every one
  std::size_t start = 0;
  std::vector<ComplaintOutcome> outcomes;
};

struct RetentionKind {
  enum class Then : std::uint8_t { erase, anonymise, review };
  std::string id;
  base::Duration keep{};
  Then then = Then::erase;
  std::string why, law;
};

struct Retention {
  std::vector<RetentionKind> kinds;
};

}  // namespace decorum::policy
