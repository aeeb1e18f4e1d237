// What the store keeps, as plain rows. Text stands in TextRow alone; everything else holds ids,
// kinds, times and digests, so that erasing a text leaves all proofs intact.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/time.h"

namespace decorum::store {

// One event of the record, exactly as it is hashed (record/event.h), with what it is found by.
struct EventRow {
  base::Id id;
  std::string kind;
  base::Id case_id;  // 0: none
  std::string bytes;
};

// An erasable text: a post's words, a note, a reason, a draft, a name.
struct TextRow {
  base::Id id;
  std::string kind;  // "post", "author", "note", "reason", "draft", "message", "answer", ...
  std::string salt;  // record::salt_bytes random bytes
  std::string body;
  base::Id case_id;  // 0: none
  base::Id subject;  // the author that it is about; 0: none
};

enum class PostState : std::uint8_t { standing, edited, deleted, erased };

// A post as it stands now. Its versions' texts are TextRows; `document` is the whole post as JSON
// (post/json.h), of which the words alone are searched.
struct PostRow {
  base::Id id;
  std::string site, site_id;         // together unique
  std::vector<std::string> accounts;
  base::Id author;                   // 0: nobody is named
  std::string thread;                // the site's id of the conversation's first post
  std::string in_reply_to;           // a site's id
  base::Id case_id;                  // 0: it needed no person
  PostState state = PostState::standing;
  std::int32_t version = 1;
  base::Id document;                 // TextRow of the newest version; 0 when erased
  std::string digest;                // salted, of that text; stays when the text goes
  base::Time posted_at, seen_at;
  std::string language;
  std::vector<std::string> outcomes;  // of its decision: reached
  std::string ask;                    // the open question; empty: none
  bool ours = false;                  // published by one of our accounts
  bool history = false;               // came in as history
  std::string retention;              // a kind of retention.yaml
  base::Id held_by;                   // a case that needs the text although the author deleted it
};

// An earlier version of an edited post.
struct PostVersionRow {
  base::Id post;
  std::int32_t version = 1;
  base::Id document;
  std::string digest;
  base::Time seen_at;
};

struct AuthorRow {
  base::Id id;
  std::string site, site_id;  // together unique; the handle where the site gives no id
  base::Id name;              // TextRow: {"handle","name"} as JSON; 0 when erased
  base::Time first_seen, last_seen;
  std::int64_t posts = 0;
  base::Id linked_to;         // another author that a person said is the same one; 0: none
};

// A watched incident of an author on one account; what history.count counts.
struct IncidentRow {
  base::Id post;
  base::Id author;
  std::string account, kind;
  base::Time at, expires;
};

enum class Family : std::uint8_t { conversation, draft, topic };

// A case as `apply` made it (`body`: write_shape of the family's struct), with what it is listed
// by. The columns are made from the body by desk/case_row.h and from nothing else.
struct CaseRow {
  base::Id id;
  Family family = Family::conversation;
  std::int64_t version = 0;
  std::string state, waits_for, priority;
  std::string site;
  std::vector<std::string> accounts;
  base::Id author;
  std::string thread, queue, owner, ask, assigned, holder;
  std::vector<std::string> outcomes, proposed, tags;
  std::optional<base::Time> due_at, wake_at, watch_until;
  base::Time opened_at, changed_at;
  base::Id topic, parent;  // parent: of a draft, the conversation that it answers
  bool confidential = false;
  std::string body;
};

// What leaves the house, written with the event that causes it and taken away by one worker at a
// time. Kinds: "send" (a draft to its channel), "mail", "webhook".
struct OutboxRow {
  base::Id id;
  std::string kind, channel;
  base::Id case_id;
  std::string key;      // of the sending; unique; chosen here, once
  std::string state;    // "waiting", "sending", "sent", "failed", "unknown", "cancelled"
  std::string payload;  // JSON; texts by TextRow id, so that an erasure reaches them
  std::int32_t attempts = 0;
  base::Time created_at, next_at;
  std::string trouble;  // of the last attempt, a sentence
};

// Everything that there is little of: people, sessions, tokens, saved views, links, versions of the
// policy, settings, cursors of channels, keys of idempotency... One JSON body by kind and id, found
// by up to two keys (an e-mail address, the hash of a token; exact match), and optionally expiring.
struct Document {
  std::string kind, id;
  std::int64_t version = 0;  // 1 when new; put_document with another version than stored + 1 fails
  std::string key, second_key;
  std::optional<base::Time> expires_at;
  base::Time changed_at;
  std::string body;
};

struct TileRow {
  std::int32_t level = 0;
  std::int64_t index = 0;
  std::string hashes;
};

struct HeadRow {
  std::int64_t size = 0;
  base::Time at;
  std::string note;  // the signed tree head as text (record/)
};

}  // namespace decorum::store
