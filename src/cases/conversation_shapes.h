// The JSON of a conversation's events: the fields of conversation_events.h in the order in which
// the record has them. A field is never renamed, moved or taken away; see test/golden/events.
#pragma once

#include "cases/conversation_events.h"

namespace decorum::cases {

template <class V>
void describe(V& v, Opened& e) {
  v.field("site", e.site);
  v.field("accounts", e.accounts);
  describe_if_any(v, "author", e.author);
  v.field("thread", e.thread);
  v.field("history", e.history);
}
template <class V>
void describe(V& v, PostAdded& e) {
  v.field("post", e.post);
  v.field("account", e.account);
  v.field("by_hand", e.by_hand);
}
template <class V>
void describe(V& v, AccountAdded& e) {
  v.field("account", e.account);
}
template <class V>
void describe(V& v, PostEdited& e) {
  v.field("post", e.post);
  v.field("post_version", e.post_version);
}
template <class V>
void describe(V& v, PostDeleted& e) {
  v.field("post", e.post);
  v.field("text_kept", e.text_kept);
}
template <class V>
void describe(V& v, Decided& e) {
  v.field("post", e.post);
  v.field("policy", e.policy);
  v.field("readers", e.readers);
  v.field("ask", e.ask);
  v.field("outcomes", e.outcomes);
  v.field("proposed", e.proposed);
  v.field("owner", e.owner);
  v.field("queue", e.queue);
  v.field("priority", e.priority);
  v.field("due", e.due);
  v.field("path", e.path, {.most = record::event_bytes_max});
}
template <class V>
void describe(V& v, Answered& e) {
  v.field("post", e.post);
  v.field("question", e.question, {.most = answer_bytes_max});
  v.field("answers", e.answers, {.most = answer_bytes_max, .most_items = answers_at_once_max});
  v.field("settles_proposal", e.settles_proposal);
  v.field("reason", e.reason);
}
template <class V>
void describe(V& v, AnswerWithdrawn& e) {
  v.field("answer", e.answer);
  v.field("reason", e.reason);
}
template <class V>
void describe(V& v, Assigned& e) {
  v.field("to", e.to);
  v.field("reason", e.reason);
}
template <class V>
void describe(V& v, Held& e) {
  v.field("taken_from", e.taken_from);
  v.field("consent", e.consent);
}
template <class V>
void describe(V& v, Released& e) {
  v.field("cause", e.cause);
}
template <class V>
void describe(V& v, Noted& e) {
  v.field("text", e.text);
}
template <class V>
void describe(V& v, NoteWithdrawn& e) {
  v.field("note", e.note);
}
template <class V>
void describe(V& v, Tagged& e) {
  v.field("tag", e.tag);
}
template <class V>
void describe(V& v, Untagged& e) {
  v.field("tag", e.tag);
}
template <class V>
void describe(V& v, MergedInto& e) {
  v.field("into", e.into);
  v.field("reason", e.reason);
}
template <class V>
void describe(V& v, MergedFrom& e) {
  v.field("from", e.from);
  v.field("posts", e.posts);
}
template <class V>
void describe(V& v, SplitOff& e) {
  v.field("into", e.into);
  v.field("posts", e.posts);
  v.field("reason", e.reason);
}
template <class V>
void describe(V& v, Snoozed& e) {
  v.field("until", e.until);
}
template <class V>
void describe(V& v, Woken& e) {
  v.field("cause", e.cause);
}
template <class V>
void describe(V& v, HandedOver& e) {
  v.field("to", e.to);
  v.field("message", e.message);
  v.field("link", e.link);
  v.field("due", e.due);
}
template <class V>
void describe(V& v, HandedBack& e) {
  v.field("hand_over", e.hand_over);
  v.field("answer", e.answer);
}
template <class V>
void describe(V& v, LinkUsed& e) {
  v.field("link", e.link);
}
template <class V>
void describe(V& v, LinkRevoked& e) {
  v.field("link", e.link);
}
template <class V>
void describe(V& v, ResearchAsked& e) {
  v.field("owner", e.owner);
  v.field("question", e.question);
  v.field("due", e.due);
}
template <class V>
void describe(V& v, ResearchClosed& e) {
  v.field("research", e.research);
  v.field("sheet", e.sheet);
  v.field("answer", e.answer);
}
template <class V>
void describe(V& v, WatchStarted& e) {
  v.field("as", e.as);
  v.field("until", e.until);
}
template <class V>
void describe(V& v, WatchEnded& e) {
  v.field("watch", e.watch);
  v.field("cause", e.cause);
}
template <class V>
void describe(V&, Paused&) {}
template <class V>
void describe(V& v, Resumed& e) {
  v.field("due_at", e.due_at);
  v.field("warn_at", e.warn_at);
}
template <class V>
void describe(V& v, DueSet& e) {
  v.field("due", e.due);
  v.field("reason", e.reason);
}
template <class V>
void describe(V& v, DueWarned& e) {
  v.field("to", e.to);
}
template <class V>
void describe(V& v, Escalated& e) {
  v.field("level", e.level);
  v.field("to", e.to);
}
template <class V>
void describe(V&, EscalationAcknowledged&) {}
template <class V>
void describe(V& v, ReplyBegun& e) {
  v.field("draft", e.draft);
}
template <class V>
void describe(V& v, Replied& e) {
  v.field("draft", e.draft);
  v.field("waits_for_author", e.waits_for_author);
}
template <class V>
void describe(V& v, ReplyDropped& e) {
  v.field("draft", e.draft);
}
template <class V>
void describe(V& v, WaitChanged& e) {
  v.field("waits_for", e.waits_for);
}
template <class V>
void describe(V& v, Closed& e) {
  v.field("as", e.as);
  v.field("reason", e.reason);
}
template <class V>
void describe(V& v, Reopened& e) {
  v.field("cause", e.cause);
  v.field("reason", e.reason);
}
template <class V>
void describe(V& v, TopicJoined& e) {
  v.field("topic", e.topic);
}
template <class V>
void describe(V& v, TopicLeft& e) {
  v.field("topic", e.topic);
}
template <class V>
void describe(V& v, LegalHoldSet& e) {
  v.field("matter", e.matter);
}
template <class V>
void describe(V& v, LegalHoldLifted& e) {
  v.field("matter", e.matter);
}
template <class V>
void describe(V& v, Checked& e) {
  v.field("right", e.right);
  v.field("reason", e.reason);
}
template <class V>
void describe(V& v, Undone& e) {
  v.field("event", e.event);
}

}  // namespace decorum::cases
