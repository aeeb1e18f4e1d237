// An act done to a topic: read, asked, written, in one transaction; the topic's case, those of the
// conversations that join or leave, the drafts that are held back, the pause, the mails.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "desk/desk.h"
#include "desk/topic_act.h"

namespace decorum::desk {

// What topics need besides the desk; threads may share it.
struct TopicTools {
  std::function<Lookup(store::Snapshot&, const InUse&, base::Time)> look;  // desk/perform.h
  std::vector<Drill> drills;
};

struct TopicWish {
  base::Id topic = {};  // 0: a new one, for the act "open"
  std::string act;
  std::string request = "{}";
  std::optional<std::int64_t> version = {};  // that the person saw; another one is `stale`
};

struct TopicDone {
  base::Id topic;
  std::int64_t version = 0;
  cases::TopicState state = cases::TopicState::open;
  std::vector<base::Id> events;
};

OrRefused<TopicDone> perform_on_topic(Desk& desk, const Actor& actor, const TopicWish& wish,
                                      const TopicTools& tools);

// `in` outlives it.
TopicLookup topic_lookup_in(store::Snapshot& in, const TopicTools& tools);

// What this person may do to the topic now.
std::vector<Possible> possible_on(store::Snapshot& in, const InUse& in_use, const Actor& actor,
                                  const cases::Topic& one, const TopicTools& tools,
                                  base::Time now);

// Reminds whoever declared a crisis, brief_reminder (desk/case_row.h) before a brief is due, once
// each. How many were reminded of; to be called every minute or so.
std::size_t remind_of_briefs(Desk& desk);

// A draft that a crisis held back was let go or withdrawn: the topic strikes it off its list.
void strike_held(Writing& writing, base::Id draft);

}  // namespace decorum::desk
