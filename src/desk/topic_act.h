// An act on a topic case, in the same manner as those on conversations (act.h) and drafts
// (draft_act.h): many conversations joined under one holding line; a crisis declared, logged,
// briefed and stood down. A new topic is the act "open" on an empty case.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cases/conversation_events.h"
#include "cases/draft.h"
#include "cases/topic.h"
#include "cases/topic_events.h"
#include "desk/act.h"
#include "desk/crisis.h"
#include "desk/family_act.h"

namespace decorum::desk {

inline constexpr std::size_t joined_max = 500;  // conversations of one act

struct TopicCounts {
  std::int64_t conversations = 0, open = 0;
};

// What acts on topics look things up in, within the transaction that will write. Every function is
// there.
struct TopicLookup {
  std::function<std::optional<cases::Draft>(base::Id)> draft;
  std::function<std::vector<base::Id>()> queued;  // drafts in the outbox, at most cases::held_max
  std::function<TopicCounts(base::Id topic)> counts;
  std::vector<Drill> drills;
  CrisisPause pause;
};

struct TopicSituation {
  const cases::Topic& one;
  const Actor& actor;
  const policy::Policy& policy;
  const Lookup& look;
  const TopicLookup& topics;
  base::Time now;
};

class TopicKeeper : public Keeper {
 public:
  virtual base::Id topic_id() = 0;  // of the case; a new one has it from the start
};

struct TopicActed {
  std::vector<cases::TopicEvent> events;
  std::vector<std::pair<base::Id, cases::ConversationEvent>> conversations;
  std::vector<base::Id> held;        // drafts that are held back
  std::optional<CrisisPause> pause;  // the setting, when it changes
  std::vector<MailWish> mails;
};

using TopicAct = FamilyAct<TopicSituation, TopicActed, TopicKeeper>;

template <class Request>
TopicAct make_topic_act(const ActInfo& info, std::optional<Refused> (*may)(const TopicSituation&),
                        OrRefused<TopicActed> (*perform)(const TopicSituation&, const Request&,
                                                         TopicKeeper&)) {
  return make_family_act<Request, TopicSituation, TopicActed, TopicKeeper>(info, may, perform);
}

// Every act on a topic, in the order of the page's menus.
const std::vector<TopicAct>& topic_acts();
const TopicAct* topic_act_named(std::string_view name);

std::vector<Possible> possible_topic_acts(const TopicSituation& situation);

}  // namespace decorum::desk
