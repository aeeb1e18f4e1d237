// What several acts on drafts ask alike.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "desk/draft_act.h"
#include "desk/draft_approval.h"

namespace decorum::desk {

// The state is one of these; else the sentence: "It is sent".
std::optional<Refused> in_state(const DraftSituation& situation,
                                std::initializer_list<cases::DraftState> states);

// May the actor publish on the draft's account? By a role that the account names, or, where it
// names none, by the permission; in a crisis only who may speak.
std::optional<Refused> may_publish(const DraftSituation& situation);

// People's ids of who wrote a version.
std::vector<std::string> authors_of(const cases::Draft& draft);

std::vector<ApprovalNeed> needs_of(const cases::Draft& draft);
// Those of the draft's approvals that are for exactly this seal and not by an author.
std::vector<GivenApproval> approvals_for(const cases::Draft& draft, std::string_view seal);

// What would go out now, and its seal; nothing when a text or the post that is answered is gone.
struct Sealed {
  channels::Outgoing outgoing;
  std::string seal;
};
OrRefused<Sealed> sealed_now(const DraftSituation& situation);
std::optional<Sealed> sealed(const cases::Draft& draft, const DraftLookup& drafts);

// A sentence why this may not go out: not submitted, changed since, or not approved by all who have
// to. Asked when it is queued, and again just before it is sent.
std::optional<std::string> why_not_out(const cases::Draft& draft, std::string_view seal);

// The draft as review reads it.
post::Draft review_draft_of(const DraftSituation& situation, const Content& content,
                            const std::optional<base::Time>& publish_at);

std::optional<record::TextRef> keep_if_any(Keeper& keeper, const std::optional<std::string>& text);

// An address on the web: "https://…".
bool is_web_address(std::string_view text);

}  // namespace decorum::desk
