// An act done to a case over the API, the page or a link: read, asked, written, in one transaction.
//
//   auto done = perform(desk, actor, {.case_id = id, .act = "assign", .request = body,
//                                     .version = 7});
//   if (!done) ... done.error().why, what, where ...
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "desk/act.h"
#include "desk/actor.h"
#include "desk/desk.h"
#include "desk/refusal.h"

namespace decorum::desk {

inline constexpr std::size_t bulk_cases_max = 200;

struct Wish {
  base::Id case_id;
  std::string act;
  std::string request = "{}";
  std::optional<std::int64_t> version = {};  // that the person saw; another one is `stale`
  std::function<void(Writing&)> with = {};   // what else belongs to the same transaction
};

struct MadeLink {
  base::Id id;
  std::string secret;  // shown once
  std::string purpose;
  base::Time until;
};

struct Done {
  base::Id case_id;
  std::int64_t version = 0;
  std::vector<base::Id> events;
  std::vector<MadeLink> links;
};

OrRefused<Done> perform(Desk& desk, const Actor& actor, const Wish& wish);

// The same act on many cases: each is a transaction of its own, and has its own answer.
std::vector<OrRefused<Done>> perform_in_bulk(Desk& desk, const Actor& actor,
                                             const std::vector<base::Id>& cases,
                                             const std::string& act, const std::string& request);

// What acts look things up in, within a transaction or snapshot. All of it outlives the answer.
Lookup lookup_in(const Presence& presence, store::Snapshot& in, const InUse& in_use,
                 base::Time now);

// What this person may do to the case now.
std::vector<Possible> possible_on(Desk& desk, store::Snapshot& in, const InUse& in_use,
                                  const Actor& actor, const cases::Conversation& one);

}  // namespace decorum::desk
