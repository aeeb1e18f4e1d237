// A policy: everything its folder says, typed, checked and compiled. Made by load_policy
// (policy/load.h) and never changed afterwards; threads may share it.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/accounts.h"
#include "policy/calendar.h"
#include "policy/clocks.h"
#include "policy/conduct.h"
#include "policy/handbook.h"
#include "policy/people.h"
#include "policy/protocol.h"
#include "policy/rules.h"
#include "policy/texts.h"
#include "post/lexicon.h"

namespace decorum::policy {

// A clause of a source, such as the organisation's code, in its own words.
struct Clause {
  std::string id, text;
};

// What `cites` points at: "guide", "guide p. 8", "code 2.1".
struct Source {
  std::string key, title, url;
  std::optional<std::int64_t> pages;
  std::vector<Clause> clauses;
};

struct PolicyInfo {
  std::string name, title, organisation;
  std::string owner;  // role
  std::string author, version;
  std::chrono::sys_days in_force_from, review_by;
  std::string language, time_zone;
  std::string jurisdiction;  // may be empty
  std::vector<Source> sources;
};

// What a words/*.yaml says besides its entries.
struct WordListInfo {
  std::string title, about, source;
};

struct Policy {
  std::string hash;  // "sha256:...", the identity: see content_hash in policy/load.h
  PolicyInfo info;
  Protocol protocol;
  Roles roles;
  Accounts accounts;
  Clocks clocks;
  std::vector<post::Lexicon> lexicons;   // in order of their ids; slot_of_words(i) is number i
  std::vector<WordListInfo> word_lists;  // one a lexicon
  std::vector<SiteTightening> sites;
  Review review;
  Calendar calendar;  // empty without a calendar.yaml
  std::optional<Brand> brand;
  std::optional<Handbook> handbook;
  std::optional<Community> community;
  std::optional<Complaints> complaints;
  Retention retention;
  std::vector<FactSheet> facts;  // in order of their ids
  Sayings sayings;               // empty without a facts.yaml
  std::vector<ReplyTemplate> replies;
  std::vector<Letter> letters;
  std::vector<Term> glossary;
};

}  // namespace decorum::policy
