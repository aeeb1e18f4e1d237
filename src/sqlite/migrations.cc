#include "sqlite/migrations.h"

#include <array>

#include <fmt/format.h>

namespace decorum::sqlite {
namespace {

// Times are microseconds since 1970 in UTC; ids are base::Id. What a table holds is said in
// store/rows.h. `due_sort` puts what has no deadline last.
constexpr const char* step_1 = R"sql(
CREATE TABLE event(
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, case_id INTEGER NOT NULL, bytes TEXT NOT NULL
) STRICT;
CREATE INDEX event_case ON event(case_id, id) WHERE case_id <> 0;

CREATE TABLE leaf(leaf INTEGER PRIMARY KEY, event INTEGER NOT NULL UNIQUE) STRICT;
CREATE TABLE tile(
  level INTEGER NOT NULL, place INTEGER NOT NULL, hashes BLOB NOT NULL, PRIMARY KEY(level, place)
) STRICT, WITHOUT ROWID;
CREATE TABLE head(size INTEGER PRIMARY KEY, at INTEGER NOT NULL, note TEXT NOT NULL) STRICT;

CREATE TABLE text(
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, salt BLOB NOT NULL, body TEXT NOT NULL,
  case_id INTEGER NOT NULL, subject INTEGER NOT NULL,
  words TEXT  -- what it is found by; NULL: the body
) STRICT;
CREATE INDEX text_subject ON text(subject, id) WHERE subject <> 0;
CREATE TABLE erased(id INTEGER PRIMARY KEY, at INTEGER NOT NULL) STRICT;
CREATE VIEW text_words AS SELECT id, coalesce(words, body) AS words FROM text;
CREATE VIRTUAL TABLE found USING fts5(
  words, content='text_words', content_rowid='id', tokenize="unicode61 remove_diacritics 2"
);

CREATE TABLE post(
  id INTEGER PRIMARY KEY, site TEXT NOT NULL, site_id TEXT NOT NULL, accounts TEXT NOT NULL,
  author INTEGER NOT NULL, thread TEXT NOT NULL, in_reply_to TEXT NOT NULL,
  case_id INTEGER NOT NULL, state INTEGER NOT NULL, version INTEGER NOT NULL,
  document INTEGER NOT NULL, digest TEXT NOT NULL, posted_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL, language TEXT NOT NULL, outcomes TEXT NOT NULL, ask TEXT NOT NULL,
  ours INTEGER NOT NULL, history INTEGER NOT NULL, retention TEXT NOT NULL,
  held_by INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX post_site_id ON post(site_id, site);
CREATE INDEX post_thread ON post(thread, site, id);
CREATE INDEX post_author ON post(author, id) WHERE author <> 0;
CREATE INDEX post_ours ON post(id) WHERE ours = 1;
CREATE INDEX post_retention ON post(retention, id) WHERE document <> 0;
CREATE INDEX post_document ON post(document) WHERE document <> 0;
CREATE TABLE post_version(
  post INTEGER NOT NULL, version INTEGER NOT NULL, document INTEGER NOT NULL,
  digest TEXT NOT NULL, seen_at INTEGER NOT NULL, PRIMARY KEY(post, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE author(
  id INTEGER PRIMARY KEY, site TEXT NOT NULL, site_id TEXT NOT NULL, name INTEGER NOT NULL,
  first_seen INTEGER NOT NULL, last_seen INTEGER NOT NULL, posts INTEGER NOT NULL,
  linked_to INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX author_site_id ON author(site_id, site);
CREATE TABLE incident(
  post INTEGER NOT NULL, kind TEXT NOT NULL, author INTEGER NOT NULL, account TEXT NOT NULL,
  at INTEGER NOT NULL, expires INTEGER NOT NULL, PRIMARY KEY(post, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX incident_author ON incident(author, account, at);

CREATE TABLE case_row(
  id INTEGER PRIMARY KEY, family INTEGER NOT NULL, version INTEGER NOT NULL,
  state TEXT NOT NULL, waits_for TEXT NOT NULL, priority TEXT NOT NULL, site TEXT NOT NULL,
  accounts TEXT NOT NULL, author INTEGER NOT NULL, thread TEXT NOT NULL, queue TEXT NOT NULL,
  owner TEXT NOT NULL, ask TEXT NOT NULL, assigned TEXT NOT NULL, holder TEXT NOT NULL,
  outcomes TEXT NOT NULL, proposed TEXT NOT NULL, tags TEXT NOT NULL, due_at INTEGER,
  wake_at INTEGER, watch_until INTEGER, opened_at INTEGER NOT NULL, changed_at INTEGER NOT NULL,
  topic INTEGER NOT NULL, parent INTEGER NOT NULL, confidential INTEGER NOT NULL,
  body TEXT NOT NULL,
  due_sort INTEGER GENERATED ALWAYS AS (coalesce(due_at, 9223372036854775807)) VIRTUAL
) STRICT;
CREATE INDEX case_state_due ON case_row(family, state, due_sort, id);
CREATE INDEX case_state ON case_row(family, state, id);
CREATE INDEX case_state_changed ON case_row(family, state, changed_at, id);
CREATE INDEX case_queue ON case_row(queue, family, state, due_sort, id);
CREATE INDEX case_owner ON case_row(owner, family, state, due_sort, id);
CREATE INDEX case_ask ON case_row(ask, family, state, due_sort, id) WHERE ask <> '';
CREATE INDEX case_assigned ON case_row(assigned, family, state, due_sort, id);
CREATE INDEX case_holder ON case_row(holder, family, state, due_sort, id) WHERE holder <> '';
CREATE INDEX case_priority ON case_row(priority, family, state, due_sort, id);
CREATE INDEX case_thread ON case_row(thread, author, id) WHERE family = 0;
CREATE INDEX case_author ON case_row(author, id) WHERE author <> 0;
CREATE INDEX case_topic ON case_row(topic, id) WHERE topic <> 0;
CREATE INDEX case_parent ON case_row(parent, id) WHERE parent <> 0;
CREATE INDEX case_confidential ON case_row(family, id) WHERE confidential = 1;
CREATE INDEX case_wake ON case_row(wake_at) WHERE wake_at IS NOT NULL;
CREATE INDEX case_watch ON case_row(watch_until) WHERE watch_until IS NOT NULL;

-- Accounts, outcomes and tags, of which a case may have several; the columns after `value` repeat
-- the case's own, so that a list reads them in order.
CREATE TABLE case_label(
  label TEXT NOT NULL, value TEXT NOT NULL, family INTEGER NOT NULL, state TEXT NOT NULL,
  due_sort INTEGER NOT NULL, case_id INTEGER NOT NULL,
  PRIMARY KEY(label, value, family, state, due_sort, case_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_label_case ON case_label(case_id);

-- How many cases that are not confidential have a value in a column, kept up by put_case.
CREATE TABLE case_count(
  family INTEGER NOT NULL, label TEXT NOT NULL, state TEXT NOT NULL, value TEXT NOT NULL,
  cases INTEGER NOT NULL, PRIMARY KEY(family, label, state, value)
) STRICT, WITHOUT ROWID;

CREATE TABLE outbox(
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, channel TEXT NOT NULL, case_id INTEGER NOT NULL,
  key TEXT NOT NULL UNIQUE, state TEXT NOT NULL, payload TEXT NOT NULL, attempts INTEGER NOT NULL,
  created_at INTEGER NOT NULL, next_at INTEGER NOT NULL, trouble TEXT NOT NULL
) STRICT;
CREATE INDEX outbox_next ON outbox(next_at) WHERE state IN ('waiting', 'sending');
CREATE INDEX outbox_case ON outbox(case_id, id) WHERE case_id <> 0;

CREATE TABLE document(
  kind TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, key TEXT NOT NULL,
  second_key TEXT NOT NULL, expires_at INTEGER, changed_at INTEGER NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY(kind, id)
) STRICT;
CREATE INDEX document_key ON document(kind, key) WHERE key <> '';
CREATE INDEX document_second ON document(kind, second_key, id) WHERE second_key <> '';
CREATE INDEX document_expires ON document(expires_at) WHERE expires_at IS NOT NULL;
)sql";

constexpr std::array<const char*, 1> steps{step_1};

void require_ours(Connection& connection) {
  const std::int64_t whose = connection.number("PRAGMA application_id");
  const std::int64_t tables =
      connection.number("SELECT count(*) FROM sqlite_schema WHERE type = 'table'");
  if (whose == application_id || (whose == 0 && tables == 0)) return;
  throw store::StoreError(store::StoreError::Kind::other,
                          "the file is a database of another program; name another file");
}

std::int64_t schema_of(Connection& connection) {
  const std::int64_t schema = connection.number("PRAGMA user_version");
  if (schema <= newest_schema()) return schema;
  throw store::StoreError(
      store::StoreError::Kind::other,
      fmt::format("the database has schema {}, and this program knows up to {}: it was written by "
                  "a newer one; use that, or restore a backup from before",
                  schema, newest_schema()));
}

}  // namespace

std::int64_t newest_schema() { return static_cast<std::int64_t>(steps.size()); }

void migrate(Connection& connection) {
  require_ours(connection);
  for (std::int64_t at = schema_of(connection); at < newest_schema(); ++at) {
    connection.script("BEGIN IMMEDIATE");
    try {
      connection.script(steps[static_cast<std::size_t>(at)]);
      connection.script(fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {}",
                                    application_id, at + 1)
                            .c_str());
      connection.script("COMMIT");
    } catch (...) {
      if (connection.in_transaction()) connection.script("ROLLBACK");
      throw;
    }
  }
}

void require_newest(Connection& connection) {
  require_ours(connection);
  const std::int64_t schema = schema_of(connection);
  if (schema == newest_schema()) return;
  throw store::StoreError(store::StoreError::Kind::other,
                          fmt::format("the database has schema {} and needs {}: start `decorum "
                                      "serve` once, which brings it up",
                                      schema, newest_schema()));
}

}  // namespace decorum::sqlite
