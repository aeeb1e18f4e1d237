// What can happen to a draft case. Each struct is one kind of event, version 1; its name in the
// record is `kind`. A changed meaning is a new version with a struct of its own.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/id.h"
#include "base/shape.h"
#include "cases/draft.h"
#include "record/event.h"

namespace decorum::cases {

struct DraftOpened {
  static constexpr std::string_view kind = "draft-opened";
  std::string account;
  std::string site;
  std::optional<base::Id> conversation;
  std::optional<base::Id> answers;
  std::vector<std::string> outcomes;
  std::optional<base::Id> topic;
};
template <class V>
void describe(V& v, DraftOpened& e) {
  v.field("account", e.account);
  v.field("site", e.site);
  v.field("conversation", e.conversation);
  v.field("answers", e.answers);
  v.field("outcomes", e.outcomes);
  v.field("topic", e.topic);
}

// A version; what was submitted, approved and queued before it is void.
struct DraftWritten {
  static constexpr std::string_view kind = "draft-written";
  record::TextRef text;
};
template <class V>
void describe(V& v, DraftWritten& e) {
  v.field("text", e.text);
}

struct TipTicked {
  static constexpr std::string_view kind = "tip-ticked";
  std::string tip;
};
template <class V>
void describe(V& v, TipTicked& e) {
  v.field("tip", e.tip);
}

struct TipUnticked {
  static constexpr std::string_view kind = "tip-unticked";
  std::string tip;
};
template <class V>
void describe(V& v, TipUnticked& e) {
  v.field("tip", e.tip);
}

struct DraftSubmitted {
  static constexpr std::string_view kind = "draft-submitted";
  record::TextRef findings;
  std::string policy;
  std::int64_t errors = 0;
  std::int64_t warnings = 0;
  std::int64_t infos = 0;
  std::vector<Need> needs;
  std::vector<std::string> tips;
  std::string seal;
};
template <class V>
void describe(V& v, DraftSubmitted& e) {
  v.field("findings", e.findings);
  v.field("policy", e.policy);
  v.field("errors", e.errors);
  v.field("warnings", e.warnings);
  v.field("infos", e.infos);
  v.field("needs", e.needs);
  v.field("tips", e.tips);
  v.field("seal", e.seal);
}

struct DraftApproved {
  static constexpr std::string_view kind = "draft-approved";
  std::vector<std::string> as;
  std::string seal;
  bool completes = false;
};
template <class V>
void describe(V& v, DraftApproved& e) {
  v.field("as", e.as, {.most = role_bytes_max, .most_items = roles_max});
  v.field("seal", e.seal);
  v.field("completes", e.completes);
}

struct ApprovalWithdrawn {
  static constexpr std::string_view kind = "approval-withdrawn";
  base::Id approval;
  std::optional<record::TextRef> reason;
};
template <class V>
void describe(V& v, ApprovalWithdrawn& e) {
  v.field("approval", e.approval);
  v.field("reason", e.reason);
}

struct DraftSentBack {
  static constexpr std::string_view kind = "draft-sent-back";
  record::TextRef reason;
};
template <class V>
void describe(V& v, DraftSentBack& e) {
  v.field("reason", e.reason);
}

// Put into the outbox, for `at` or later.
struct DraftQueued {
  static constexpr std::string_view kind = "draft-queued";
  base::Id row;
  std::string key;
  base::Time at;
  std::string seal;
};
template <class V>
void describe(V& v, DraftQueued& e) {
  v.field("row", e.row);
  v.field("key", e.key);
  v.field("at", e.at);
  v.field("seal", e.seal);
}

struct DraftUnqueued {
  static constexpr std::string_view kind = "draft-unqueued";
  std::string cause;
};
template <class V>
void describe(V& v, DraftUnqueued& e) {
  v.field("cause", e.cause);
}

struct SendStarted {
  static constexpr std::string_view kind = "send-started";
  std::string key;
  std::int32_t attempt = 1;
};
template <class V>
void describe(V& v, SendStarted& e) {
  v.field("key", e.key);
  v.field("attempt", e.attempt);
}

struct DraftSent {
  static constexpr std::string_view kind = "draft-sent";
  std::string key;
  std::string site_id;
  std::string url;
};
template <class V>
void describe(V& v, DraftSent& e) {
  v.field("key", e.key);
  v.field("site_id", e.site_id);
  v.field("url", e.url, {.most = 8192});
}

// `again`: it is tried again by itself, with the same key.
struct SendFailed {
  static constexpr std::string_view kind = "send-failed";
  std::string key;
  std::string trouble;
  bool again = false;
};
template <class V>
void describe(V& v, SendFailed& e) {
  v.field("key", e.key);
  v.field("trouble", e.trouble, {.most = 4000});
  v.field("again", e.again);
}

struct SendUnknown {
  static constexpr std::string_view kind = "send-unknown";
  std::string key;
  std::string trouble;
};
template <class V>
void describe(V& v, SendUnknown& e) {
  v.field("key", e.key);
  v.field("trouble", e.trouble, {.most = 4000});
}

// A person looked on the site.
struct SendSettled {
  static constexpr std::string_view kind = "send-settled";
  std::string key;
  bool went_out = false;
  std::string url;
};
template <class V>
void describe(V& v, SendSettled& e) {
  v.field("key", e.key);
  v.field("went_out", e.went_out);
  v.field("url", e.url, {.most = 8192});
}

struct PreparedByHand {
  static constexpr std::string_view kind = "prepared-by-hand";
};
template <class V>
void describe(V&, PreparedByHand&) {}

struct HandDropped {
  static constexpr std::string_view kind = "hand-dropped";
};
template <class V>
void describe(V&, HandDropped&) {}

struct PostedByHand {
  static constexpr std::string_view kind = "posted-by-hand";
  std::string url;
  std::string site_id;
};
template <class V>
void describe(V& v, PostedByHand& e) {
  v.field("url", e.url, {.most = 8192});
  v.field("site_id", e.site_id);
}

// A crisis was declared while it was queued.
struct HeldBack {
  static constexpr std::string_view kind = "held-back";
  std::optional<base::Id> topic;
};
template <class V>
void describe(V& v, HeldBack& e) {
  v.field("topic", e.topic);
}

struct DraftWithdrawn {
  static constexpr std::string_view kind = "draft-withdrawn";
  std::optional<record::TextRef> reason;
};
template <class V>
void describe(V& v, DraftWithdrawn& e) {
  v.field("reason", e.reason);
}

// What was withdrawn is written on.
struct DraftTakenUp {
  static constexpr std::string_view kind = "draft-taken-up";
};
template <class V>
void describe(V&, DraftTakenUp&) {}

// From the site.
struct TakenDown {
  static constexpr std::string_view kind = "taken-down";
  record::TextRef reason;
};
template <class V>
void describe(V& v, TakenDown& e) {
  v.field("reason", e.reason);
}

// Somebody complained of what was published.
struct ComplaintMarked {
  static constexpr std::string_view kind = "complaint-marked";
  std::optional<record::TextRef> reason;
};
template <class V>
void describe(V& v, ComplaintMarked& e) {
  v.field("reason", e.reason);
}

struct ComplaintUnmarked {
  static constexpr std::string_view kind = "complaint-unmarked";
};
template <class V>
void describe(V&, ComplaintUnmarked&) {}

using DraftEvent =
    std::variant<DraftOpened, DraftWritten, TipTicked, TipUnticked, DraftSubmitted,
                 DraftApproved, ApprovalWithdrawn, DraftSentBack, DraftQueued, DraftUnqueued,
                 SendStarted, DraftSent, SendFailed, SendUnknown, SendSettled, PreparedByHand,
                 HandDropped, PostedByHand, HeldBack, DraftWithdrawn, DraftTakenUp, TakenDown,
                 ComplaintMarked, ComplaintUnmarked>;

}  // namespace decorum::cases
