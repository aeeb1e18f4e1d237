// What a person sees of cases and posts: rows and texts put together for one answer of the API.
//
// Nobody is shown more than their permissions give. A text that was erased is null, and its digest
// stays. Lists are bounded by the store's pages.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/shape.h"
#include "cases/conversation.h"
#include "desk/actor.h"
#include "desk/in_use.h"
#include "desk/perform.h"
#include "store/store.h"

namespace decorum::desk {

struct AuthorView {
  static constexpr std::string_view shape_name = "Author";
  base::Id id;
  std::optional<std::string> handle, name;  // not there after an erasure
  std::string site;
  std::int64_t posts = 0;
  base::Time first_seen, last_seen;
};
template <class V>
void describe(V& v, AuthorView& a) {
  v.field("id", a.id);
  v.field("handle", a.handle);
  v.field("name", a.name);
  v.field("site", a.site);
  v.field("posts", a.posts, {.about = "How many posts of theirs came in"});
  v.field("first_seen", a.first_seen);
  v.field("last_seen", a.last_seen);
}

struct MediaView {
  static constexpr std::string_view shape_name = "Media";
  std::string kind, url;
  std::optional<std::string> alt, credit;
};
template <class V>
void describe(V& v, MediaView& m) {
  v.field("kind", m.kind);
  v.field("url", m.url, {.most = 8192});
  v.field("alt", m.alt, {.most = 262144});
  v.field("credit", m.credit, {.most = 262144});
}

struct PostView {
  static constexpr std::string_view shape_name = "Post";
  base::Id id;
  std::optional<base::Id> case_id, author;
  std::string site, site_id, thread, in_reply_to;
  std::vector<std::string> accounts;
  std::string state;   // standing, edited, deleted, erased
  std::int32_t version = 1;
  std::optional<std::string> text;  // not there after an erasure or a deletion
  std::string digest, language, url;
  std::vector<MediaView> media;
  base::Time posted_at, seen_at;
  std::vector<std::string> outcomes;
  std::string ask;
  bool ours = false, history = false;
};
template <class V>
void describe(V& v, PostView& p) {
  v.field("id", p.id);
  v.field("case", p.case_id);
  v.field("author", p.author);
  v.field("site", p.site);
  v.field("site_id", p.site_id, {.about = "The site's own id of it"});
  v.field("thread", p.thread);
  v.field("in_reply_to", p.in_reply_to);
  v.field("accounts", p.accounts, {.about = "Accounts of ours that it came in on"});
  v.field("state", p.state);
  v.field("version", p.version);
  v.field("text", p.text, {.most = 262144});
  v.field("digest", p.digest, {.about = "Salted SHA-256 of the post as it was kept"});
  v.field("language", p.language);
  v.field("url", p.url, {.most = 8192});
  v.field("media", p.media);
  v.field("posted_at", p.posted_at);
  v.field("seen_at", p.seen_at);
  v.field("outcomes", p.outcomes);
  v.field("ask", p.ask);
  v.field("ours", p.ours);
  v.field("history", p.history);
}

// A line of a list.
struct CaseLine {
  static constexpr std::string_view shape_name = "CaseLine";
  base::Id id;
  std::string family, state, waits_for, priority, site;
  std::int64_t version = 0;
  std::vector<std::string> accounts;
  std::optional<AuthorView> author;
  std::optional<std::string> excerpt;  // of the post in focus, at most 280 bytes
  std::string ask, queue, owner, assigned, holder;
  std::vector<std::string> outcomes, proposed, tags;
  std::optional<base::Time> due_at;
  base::Time opened_at, changed_at;
};
template <class V>
void describe(V& v, CaseLine& c) {
  v.field("id", c.id);
  v.field("family", c.family);
  v.field("state", c.state);
  v.field("waits_for", c.waits_for);
  v.field("priority", c.priority);
  v.field("site", c.site);
  v.field("version", c.version);
  v.field("accounts", c.accounts);
  v.field("author", c.author);
  v.field("excerpt", c.excerpt);
  v.field("ask", c.ask, {.about = "The question that waits for a person"});
  v.field("queue", c.queue);
  v.field("owner", c.owner);
  v.field("assigned", c.assigned);
  v.field("holder", c.holder, {.about = "Who is at it now"});
  v.field("outcomes", c.outcomes);
  v.field("proposed", c.proposed);
  v.field("tags", c.tags);
  v.field("due_at", c.due_at);
  v.field("opened_at", c.opened_at);
  v.field("changed_at", c.changed_at);
}

struct PossibleView {
  static constexpr std::string_view shape_name = "PossibleAct";
  std::string act, title;
  std::optional<std::string> refused, because;
};
template <class V>
void describe(V& v, PossibleView& p) {
  v.field("act", p.act);
  v.field("title", p.title);
  v.field("refused", p.refused, {.about = "Why it may not be done now; left out when it may"});
  v.field("because", p.because);
}

struct CaseView {
  static constexpr std::string_view shape_name = "Case";
  cases::Conversation conversation;
  std::optional<AuthorView> author;
  std::vector<PostView> posts;                  // oldest first
  std::map<std::string, std::string> texts;     // of notes, reasons, messages: by their id
  std::vector<PossibleView> acts;
  std::vector<std::string> present;             // actors whose pages show it now
  std::optional<base::RawJson> decision;        // of the post in focus, with the reasons
};
template <class V>
void describe(V& v, CaseView& c) {
  v.field("case", c.conversation);
  v.field("author", c.author);
  v.field("posts", c.posts);
  v.field("texts", c.texts);
  v.field("acts", c.acts, {.about = "What you may do now, and why the rest may not"});
  v.field("present", c.present, {.about = "Who else has it open"});
  v.field("decision", c.decision, {.most = 262144});
}

struct EventView {
  static constexpr std::string_view shape_name = "Event";
  base::Id id;
  std::string kind, actor;
  std::int32_t version = 1;
  base::Time at;
  std::optional<base::Id> case_id;
  base::RawJson data;
  std::map<std::string, std::string> texts;  // that the data names, and that still are there
  std::optional<std::int64_t> leaf;          // its number in the record, once it is sealed
};
template <class V>
void describe(V& v, EventView& e) {
  v.field("id", e.id);
  v.field("kind", e.kind);
  v.field("actor", e.actor);
  v.field("version", e.version);
  v.field("at", e.at);
  v.field("case", e.case_id);
  v.field("data", e.data, {.most = 262144});
  v.field("texts", e.texts);
  v.field("leaf", e.leaf);
}

AuthorView author_view(store::Snapshot& in, const store::AuthorRow& row);
PostView post_view(store::Snapshot& in, const store::PostRow& row);
CaseLine case_line(store::Snapshot& in, const store::CaseRow& row);
CaseView case_view(Desk& desk, store::Snapshot& in, const InUse& in_use, const Actor& actor,
                   const store::CaseRow& row);
// Without texts for somebody who sees only that things happened.
EventView event_view(store::Snapshot& in, const store::EventRow& row, bool with_texts);

// Every {"id":…,"digest":…} in a piece of JSON: the texts that it names.
std::vector<base::Id> texts_named(const base::RawJson& data);

}  // namespace decorum::desk
