// The draft case: one text of ours from its first words to what became of it on the site. What
// people and the sender do on it are events (draft_events.h); apply (draft_apply.h) is the only way
// it changes.
//
//   writing -> waiting -> ready -> queued -> sending -> sent
//
// A version that is written voids what was submitted, approved and queued before it. Texts,
// findings and reasons are TextRefs, so that a case can be rebuilt from the events alone.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/shape.h"
#include "record/event.h"

namespace decorum::cases {

inline constexpr std::size_t versions_max = 200;
inline constexpr std::size_t approvals_max = 50;
inline constexpr std::size_t authors_max = versions_max;
inline constexpr std::size_t tips_max = 500;    // ticked
inline constexpr std::size_t roles_max = 100;   // of one approval
inline constexpr std::size_t role_bytes_max = 128;

enum class DraftState : std::uint8_t {
  writing,    // or sent back
  waiting,    // submitted, for approvals
  ready,      // submitted, and every approval that is due is there
  queued,     // in the outbox, for now or a later time
  sending,    // an attempt is under way
  sent,       // on the site
  failed,     // the site refused, or it was tried too often
  unknown,    // the site may have it; a person settles that
  held,       // was queued when a crisis was declared
  withdrawn,  // does not go out
  deleted,    // was on the site and was taken down
};
inline constexpr std::array<std::string_view, 11> draft_state_names{
    "writing", "waiting", "ready", "queued",    "sending", "sent",
    "failed",  "unknown", "held",  "withdrawn", "deleted"};
inline std::span<const std::string_view> names_of(DraftState) { return draft_state_names; }

struct DraftVersion {
  base::Id event;
  std::string by;  // the actor
  base::Time at;
  record::TextRef text;

  bool operator==(const DraftVersion&) const = default;
};

struct Ticked {
  std::string tip, by;
  base::Time at;

  bool operator==(const Ticked&) const = default;
};

// One of these roles has to approve.
struct Need {
  std::vector<std::string> by;
  std::string why;

  bool operator==(const Need&) const = default;
};

// What was found when the newest version was submitted, by which policy.
struct Submission {
  base::Id event;
  std::string by;
  base::Time at;
  record::TextRef findings;
  std::string policy;  // hash
  std::int64_t errors = 0, warnings = 0, infos = 0;
  std::vector<Need> needs;
  std::vector<std::string> tips;
  std::string seal;  // of exactly what goes out

  bool operator==(const Submission&) const = default;
};

struct Approved {
  base::Id event;
  std::string by;
  std::vector<std::string> as;  // roles
  base::Time at;
  std::string seal;

  bool operator==(const Approved&) const = default;
};

// What was put into the outbox.
struct Sending {
  base::Id event;
  base::Id row;        // of the outbox
  std::string key;     // chosen here, once
  std::string by;
  base::Time at;       // not before
  std::string seal;
  std::int32_t attempts = 0;
  std::string trouble;     // of the last attempt
  bool uncertain = false;  // after an attempt of which nobody knows whether the site has it

  bool operator==(const Sending&) const = default;
};

struct Publication {
  base::Id event;
  base::Time at;
  std::string site_id, url;
  bool by_hand = false;

  bool operator==(const Publication&) const = default;
};

struct Draft {
  static constexpr std::string_view shape_name = "Draft";
  base::Id id;
  std::int64_t version = 0;  // how many events have been applied
  DraftState state = DraftState::writing;
  base::Time opened_at, changed_at;

  std::string account, site;
  std::optional<base::Id> conversation, answers;  // the case, and the post in it
  std::vector<std::string> outcomes;              // of that post, when the draft was begun
  std::optional<base::Id> topic;                  // a holding line of it

  std::vector<DraftVersion> versions;  // oldest first
  std::vector<std::string> authors;    // actors who wrote a version, each once
  std::vector<Ticked> ticked;
  std::optional<Submission> submission;
  std::vector<Approved> approvals;
  std::optional<record::TextRef> sent_back;  // why
  std::optional<Sending> sending;
  std::optional<Publication> publication;
  bool by_hand = false;        // prepared to be posted by hand
  bool complained_of = false;  // somebody complained of what was published
  std::vector<std::string> legal_holds;

  bool operator==(const Draft&) const = default;
};

template <class V>
void describe(V& v, DraftVersion& d) {
  v.field("event", d.event);
  v.field("by", d.by);
  v.field("at", d.at);
  v.field("text", d.text);
}

template <class V>
void describe(V& v, Ticked& t) {
  v.field("tip", t.tip);
  v.field("by", t.by);
  v.field("at", t.at);
}

template <class V>
void describe(V& v, Need& n) {
  v.field("by", n.by);
  v.field("why", n.why, {.most = 8000});
}

template <class V>
void describe(V& v, Submission& s) {
  v.field("event", s.event);
  v.field("by", s.by);
  v.field("at", s.at);
  v.field("findings", s.findings);
  v.field("policy", s.policy);
  v.field("errors", s.errors);
  v.field("warnings", s.warnings);
  v.field("infos", s.infos);
  v.field("needs", s.needs);
  v.field("tips", s.tips);
  v.field("seal", s.seal);
}

template <class V>
void describe(V& v, Approved& a) {
  v.field("event", a.event);
  v.field("by", a.by);
  v.field("as", a.as, {.most = role_bytes_max, .most_items = roles_max});
  v.field("at", a.at);
  v.field("seal", a.seal);
}

template <class V>
void describe(V& v, Sending& s) {
  v.field("event", s.event);
  v.field("row", s.row);
  v.field("key", s.key);
  v.field("by", s.by);
  v.field("at", s.at);
  v.field("seal", s.seal);
  v.field("attempts", s.attempts);
  v.field("trouble", s.trouble, {.most = 4000});
  v.field("uncertain", s.uncertain);
}

template <class V>
void describe(V& v, Publication& p) {
  v.field("event", p.event);
  v.field("at", p.at);
  v.field("site_id", p.site_id);
  v.field("url", p.url, {.most = 8192});
  v.field("by_hand", p.by_hand);
}

template <class V>
void describe(V& v, Draft& d) {
  v.field("id", d.id);
  v.field("version", d.version);
  v.field("state", d.state);
  v.field("opened_at", d.opened_at);
  v.field("changed_at", d.changed_at);
  v.field("account", d.account);
  v.field("site", d.site);
  v.field("conversation", d.conversation);
  v.field("answers", d.answers);
  v.field("outcomes", d.outcomes);
  v.field("topic", d.topic);
  v.field("versions", d.versions);
  v.field("authors", d.authors);
  v.field("ticked", d.ticked);
  v.field("submission", d.submission);
  v.field("approvals", d.approvals);
  v.field("sent_back", d.sent_back);
  v.field("sending", d.sending);
  v.field("publication", d.publication);
  v.field("by_hand", d.by_hand);
  v.field("complained_of", d.complained_of);
  v.field("legal_holds", d.legal_holds);
}

}  // namespace decorum::cases
