// What can happen to a conversation case. Each struct is one kind of event, version 1; its name in
// the record is `kind`. `apply` has one overload for each, and forgetting one does not compile.
//
// A changed meaning is a new version with a struct of its own, and the old one stays readable for
// ever (test/golden/events keeps one of each).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/id.h"
#include "base/shape.h"
#include "cases/conversation.h"
#include "record/event.h"

namespace decorum::cases {

struct Opened {
  static constexpr std::string_view kind = "opened";
  std::string site;
  std::vector<std::string> accounts;
  base::Id author;
  std::string thread;
  bool history = false;
};

struct PostAdded {
  static constexpr std::string_view kind = "post-added";
  base::Id post;
  std::string account;
  bool by_hand = false;
};

// Another account of ours was tagged by the same post.
struct AccountAdded {
  static constexpr std::string_view kind = "account-added";
  std::string account;
};

struct PostEdited {
  static constexpr std::string_view kind = "post-edited";
  base::Id post;
  std::int32_t post_version = 1;
};

struct PostDeleted {
  static constexpr std::string_view kind = "post-deleted";
  base::Id post;
  bool text_kept = false;  // a case or a legal hold needs it
};

// The chart was walked: by the machine when the post came in, or again after an answer.
struct Decided {
  static constexpr std::string_view kind = "decided";
  base::Id post;
  std::string policy, readers;  // hashes
  std::string ask;
  std::vector<std::string> outcomes, proposed;
  std::string owner, queue, priority;
  std::optional<Due> due;
  base::RawJson path{"[]"};  // as `decorum triage` writes it: ids, numbers, offsets
};

struct Answered {
  static constexpr std::string_view kind = "answered";
  base::Id post;
  std::string question;
  std::vector<std::string> answers;
  bool settles_proposal = false;  // confirms or dismisses what the machine proposed
  std::optional<record::TextRef> reason;
};

struct AnswerWithdrawn {
  static constexpr std::string_view kind = "answer-withdrawn";
  base::Id answer;  // the event that gave it
  std::optional<record::TextRef> reason;
};

struct Assigned {
  static constexpr std::string_view kind = "assigned";
  std::string to;  // empty: to nobody
  std::optional<record::TextRef> reason;
};

struct Held {
  static constexpr std::string_view kind = "held";
  std::string taken_from;  // who had it before; empty: nobody
  bool consent = false;    // the other agreed; else it was silent
};

struct Released {
  static constexpr std::string_view kind = "released";
  std::string cause;  // "left", "silent", "taken-over", "done"
};

struct Noted {
  static constexpr std::string_view kind = "noted";
  record::TextRef text;
};

struct NoteWithdrawn {
  static constexpr std::string_view kind = "note-withdrawn";
  base::Id note;  // the event
};

struct Tagged {
  static constexpr std::string_view kind = "tagged";
  std::string tag;
};

struct Untagged {
  static constexpr std::string_view kind = "untagged";
  std::string tag;
};

// This case's posts go on in another one.
struct MergedInto {
  static constexpr std::string_view kind = "merged-into";
  base::Id into;
  std::optional<record::TextRef> reason;
};

struct MergedFrom {
  static constexpr std::string_view kind = "merged-from";
  base::Id from;
  std::vector<base::Id> posts;
};

// Some posts leave for a case of their own; also how a merge is undone.
struct SplitOff {
  static constexpr std::string_view kind = "split-off";
  base::Id into;
  std::vector<base::Id> posts;
  std::optional<record::TextRef> reason;
};

struct Snoozed {
  static constexpr std::string_view kind = "snoozed";
  base::Time until;
};

struct Woken {
  static constexpr std::string_view kind = "woken";
  std::string cause;  // "time", "new-post", "person"
};

struct HandedOver {
  static constexpr std::string_view kind = "handed-over";
  std::string to;
  record::TextRef message;
  std::optional<base::Id> link;
  std::optional<Due> due;
};

struct HandedBack {
  static constexpr std::string_view kind = "handed-back";
  base::Id hand_over;  // the event
  std::optional<record::TextRef> answer;
};

struct LinkUsed {
  static constexpr std::string_view kind = "link-used";
  base::Id link;
};

struct LinkRevoked {
  static constexpr std::string_view kind = "link-revoked";
  base::Id link;
};

struct ResearchAsked {
  static constexpr std::string_view kind = "research-asked";
  std::string owner;
  std::optional<record::TextRef> question;
  Due due;
};

struct ResearchClosed {
  static constexpr std::string_view kind = "research-closed";
  base::Id research;  // the event
  std::string sheet;
  std::optional<record::TextRef> answer;
};

struct WatchStarted {
  static constexpr std::string_view kind = "watch-started";
  std::string as;
  base::Time until;
};

struct WatchEnded {
  static constexpr std::string_view kind = "watch-ended";
  base::Id watch;  // the event
  std::string cause;  // "expired", "person"
};

// The clock stands still while the author has to answer.
struct Paused {
  static constexpr std::string_view kind = "paused";
};

struct Resumed {
  static constexpr std::string_view kind = "resumed";
  base::Time due_at, warn_at;  // moved on by the business time of the pause
};

struct DueSet {
  static constexpr std::string_view kind = "due-set";
  std::optional<Due> due;  // none: nothing is due any more
  std::optional<record::TextRef> reason;
};

struct DueWarned {
  static constexpr std::string_view kind = "due-warned";
  std::string to;
};

struct Escalated {
  static constexpr std::string_view kind = "escalated";
  std::int32_t level = 1;
  std::string to;  // "person:ID"
};

struct EscalationAcknowledged {
  static constexpr std::string_view kind = "escalation-acknowledged";
};

struct ReplyBegun {
  static constexpr std::string_view kind = "reply-begun";
  base::Id draft;
};

// A reply went out, or was posted by hand.
struct Replied {
  static constexpr std::string_view kind = "replied";
  base::Id draft;
  bool waits_for_author = false;
};

struct ReplyDropped {
  static constexpr std::string_view kind = "reply-dropped";
  base::Id draft;
};

struct WaitChanged {
  static constexpr std::string_view kind = "wait-changed";
  WaitsFor waits_for = WaitsFor::nobody;
};

struct Closed {
  static constexpr std::string_view kind = "closed";
  std::string as;
  std::optional<record::TextRef> reason;
};

struct Reopened {
  static constexpr std::string_view kind = "reopened";
  std::string cause;  // "new-post", "person", "come-back"
  std::optional<record::TextRef> reason;
};

struct TopicJoined {
  static constexpr std::string_view kind = "topic-joined";
  base::Id topic;
};

struct TopicLeft {
  static constexpr std::string_view kind = "topic-left";
  base::Id topic;
};

struct LegalHoldSet {
  static constexpr std::string_view kind = "legal-hold-set";
  std::string matter;
};

struct LegalHoldLifted {
  static constexpr std::string_view kind = "legal-hold-lifted";
  std::string matter;
};

// The weekly sample of what the machine let stand.
struct Checked {
  static constexpr std::string_view kind = "checked";
  bool right = true;
  std::optional<record::TextRef> reason;
};

// An act was undone; the events that undo it follow in the same transaction.
struct Undone {
  static constexpr std::string_view kind = "undone";
  base::Id event;
};

using ConversationEvent =
    std::variant<Opened, PostAdded, AccountAdded, PostEdited, PostDeleted, Decided, Answered,
                 AnswerWithdrawn, Assigned, Held, Released, Noted, NoteWithdrawn, Tagged, Untagged,
                 MergedInto, MergedFrom, SplitOff, Snoozed, Woken, HandedOver, HandedBack, LinkUsed,
                 LinkRevoked, ResearchAsked, ResearchClosed, WatchStarted, WatchEnded, Paused,
                 Resumed, DueSet, DueWarned, Escalated, EscalationAcknowledged, ReplyBegun, Replied,
                 ReplyDropped, WaitChanged, Closed, Reopened, TopicJoined, TopicLeft, LegalHoldSet,
                 LegalHoldLifted, Checked, Undone>;

}  // namespace decorum::cases
