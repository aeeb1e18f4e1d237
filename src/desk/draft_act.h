// An act on a draft case: written, held against the policy, approved, put into the outbox. One file
// each, pure, in the same manner as the acts on a conversation (act.h):
//
//   (draft, actor, request, now) -> events, or a named refusal
//
// A new draft is the act "write" on an empty case.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/shape.h"
#include "cases/conversation_events.h"
#include "cases/draft.h"
#include "cases/draft_events.h"
#include "channels/channel.h"
#include "desk/act.h"
#include "desk/crisis.h"
#include "desk/draft_content.h"
#include "desk/draft_review.h"
#include "desk/family_act.h"

namespace decorum::desk {

// The post that a reply answers, as far as drafts need to know.
struct AnsweredPost {
  base::Id post;
  std::string site, site_id, author;  // author: their handle; empty when it was erased
  std::vector<std::string> accounts;  // ours that it came in to
  bool text_is_gone = false;
};

// A version's words with the salt that they are sealed with.
struct KeptContent {
  Content content;
  std::string salt;
};

// What acts on drafts look things up in, within the transaction that will write. Every function is
// there.
struct DraftLookup {
  std::function<std::optional<KeptContent>(const record::TextRef&)> content;  // none: erased
  std::function<std::optional<AnsweredPost>(base::Id post)> answered;
  std::function<bool(base::Id topic)> topic_is_open;
  std::function<DraftReview(const post::Draft&, const std::vector<std::string>& outcomes)> review;
  // None: nothing sends for this account; its posts go out by hand.
  std::function<std::optional<channels::Abilities>(std::string_view account)> abilities;
  CrisisPause pause;
};

struct DraftSituation {
  const cases::Draft& one;
  const Actor& actor;
  const policy::Policy& policy;
  const Lookup& look;
  const DraftLookup& drafts;
  base::Time now;
};

// Where an act on a draft puts texts; see Keeper.
class DraftKeeper : public Keeper {
 public:
  // It is found by its words alone.
  virtual record::TextRef keep_content(const Content& content) = 0;
  virtual base::Id draft_id() = 0;  // of the case; a new one has it from the start
};

struct DraftActed {
  std::vector<cases::DraftEvent> events;
  // Of the conversation that the draft answers, when that is still there.
  std::vector<cases::ConversationEvent> conversation;
  std::vector<MailWish> mails;
  std::optional<cases::DraftQueued> queued;  // this row goes into the outbox
  bool cancels = false;                      // what waits there for this draft does not go out
};

using DraftAct = FamilyAct<DraftSituation, DraftActed, DraftKeeper>;

template <class Request>
DraftAct make_draft_act(const ActInfo& info, std::optional<Refused> (*may)(const DraftSituation&),
                        OrRefused<DraftActed> (*perform)(const DraftSituation&, const Request&,
                                                         DraftKeeper&)) {
  return make_family_act<Request, DraftSituation, DraftActed, DraftKeeper>(info, may, perform);
}

// Every act on a draft, in the order of the page's menus.
const std::vector<DraftAct>& draft_acts();
const DraftAct* draft_act_named(std::string_view name);

std::vector<Possible> possible_draft_acts(const DraftSituation& situation);

}  // namespace decorum::desk
