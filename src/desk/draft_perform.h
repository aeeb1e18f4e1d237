// An act done to a draft: read, asked, written, in one transaction; the events, the texts, the case
// of the draft, that of the conversation it answers, the outbox and the mails.
//
//   auto done = perform_on_draft(desk, actor, {.act = "write", .request = body}, tools);
//   perform_on_draft(desk, actor, {.draft = done->draft, .act = "submit"}, tools);
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "desk/desk.h"
#include "desk/draft_act.h"
#include "desk/past.h"

namespace decorum::desk {

// What drafts need besides the desk; threads may share it.
struct DraftTools {
  std::function<Lookup(store::Snapshot&, const InUse&, base::Time)> look;  // desk/perform.h
  // None: nothing sends for this account.
  std::function<std::optional<channels::Abilities>(std::string_view account)> abilities;
  PastPosts* past = nullptr;  // null: earlier posts are not looked up, and findings say so
};

struct DraftWish {
  base::Id draft = {};  // 0: a new one, for the act "write"
  std::string act;
  std::string request = "{}";
  std::optional<std::int64_t> version = {};  // that the person saw; another one is `stale`
};

struct DraftDone {
  base::Id draft;
  std::int64_t version = 0;
  cases::DraftState state = cases::DraftState::writing;
  std::vector<base::Id> events;
};

OrRefused<DraftDone> perform_on_draft(Desk& desk, const Actor& actor, const DraftWish& wish,
                                      const DraftTools& tools);

// `in` and `in_use` outlive it.
DraftLookup draft_lookup_in(store::Snapshot& in, const InUse& in_use, const DraftTools& tools,
                            base::Time now);

// What this person may do to the draft now.
std::vector<Possible> possible_on(store::Snapshot& in, const InUse& in_use, const Actor& actor,
                                  const cases::Draft& one, const DraftTools& tools,
                                  base::Time now);

// Rows of the draft that have not begun to go out are cancelled.
void cancel_waiting(Writing& writing, base::Id draft, const std::string& why);

}  // namespace decorum::desk
