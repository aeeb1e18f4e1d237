#include "sqlite/migrations.h"

#include <array>

#include <fmt/format.h>

#include "sqlite/search_index.h"

namespace decorum::sqlite {
namespace {

// Times are microseconds since 1970 in UTC; ids are base::Id; lists as `joined` writes them. What a
// table holds is said in store/rows.h, or beside it.
constexpr const char* step_1 = R"sql(
CREATE TABLE event(
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, case_id INTEGER NOT NULL, bytes TEXT NOT NULL
) STRICT;
CREATE INDEX event_case ON event(case_id, id) WHERE case_id <> 0;

CREATE TABLE unsealed(event INTEGER PRIMARY KEY) STRICT;
CREATE TABLE leaf(leaf INTEGER PRIMARY KEY, event INTEGER NOT NULL UNIQUE) STRICT;
CREATE TABLE tile(
  level INTEGER NOT NULL, place INTEGER NOT NULL, hashes BLOB NOT NULL, UNIQUE(level, place)
) STRICT;
CREATE TABLE head(size INTEGER PRIMARY KEY, at INTEGER NOT NULL, note TEXT NOT NULL) STRICT;

CREATE TABLE text(
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, salt BLOB NOT NULL, body TEXT NOT NULL,
  case_id INTEGER NOT NULL, subject INTEGER NOT NULL,
  part INTEGER NOT NULL,  -- of the search index; 0: it is not searched
  words TEXT              -- what it is found by; NULL: the body
) STRICT;
CREATE INDEX text_subject ON text(subject, id) WHERE subject <> 0;
CREATE TABLE erased(id INTEGER PRIMARY KEY, at INTEGER NOT NULL) STRICT;
CREATE VIEW text_words AS SELECT id, coalesce(words, body) AS words FROM text;
-- The search index stands in tables of its own for about 65,536 texts each (search_PART), so that
-- letting go of an erased text's words costs the same however much is stored.
CREATE TABLE search_part(
  part INTEGER PRIMARY KEY, of_posts INTEGER NOT NULL, texts INTEGER NOT NULL,
  has_erased INTEGER NOT NULL  -- words of erased texts are still in its pages
) STRICT;

CREATE TABLE post(
  id INTEGER PRIMARY KEY, site TEXT NOT NULL,
  -- The site's id in two parts, cut after the last "/" or ":": what comes last mostly grows with
  -- time, so that new rows stand beside one another in the index.
  site_path TEXT NOT NULL, site_name TEXT NOT NULL, accounts TEXT NOT NULL,
  author INTEGER NOT NULL,
  begins INTEGER NOT NULL,  -- its thread is its own id, and the next two are empty
  thread_path TEXT NOT NULL, thread_name TEXT NOT NULL, in_reply_to TEXT NOT NULL,
  case_id INTEGER NOT NULL, state INTEGER NOT NULL, version INTEGER NOT NULL,
  document INTEGER NOT NULL, digest TEXT NOT NULL, posted_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL, language TEXT NOT NULL, outcomes TEXT NOT NULL, ask TEXT NOT NULL,
  ours INTEGER NOT NULL, history INTEGER NOT NULL, retention TEXT NOT NULL,
  held_by INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX post_site ON post(site_name, site_path, site);
CREATE INDEX post_thread ON post(thread_name, thread_path, site, id) WHERE begins = 0;
CREATE INDEX post_author ON post(author, id) WHERE author <> 0;
CREATE INDEX post_ours ON post(id) WHERE ours = 1;
CREATE INDEX post_retention ON post(retention, id, seen_at) WHERE document <> 0;
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
CREATE INDEX author_name ON author(name) WHERE name <> 0;
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
  topic INTEGER NOT NULL, parent INTEGER NOT NULL, confidential INTEGER NOT NULL
) STRICT;
CREATE INDEX case_thread ON case_row(thread, author, id) WHERE family = 0;
CREATE INDEX case_author ON case_row(author, id) WHERE author <> 0;
CREATE INDEX case_topic ON case_row(topic, id) WHERE topic <> 0;
CREATE INDEX case_parent ON case_row(parent, id) WHERE parent <> 0;
CREATE INDEX case_due ON case_row(due_at) WHERE due_at IS NOT NULL;
CREATE INDEX case_wake ON case_row(wake_at) WHERE wake_at IS NOT NULL;
CREATE INDEX case_watch ON case_row(watch_until) WHERE watch_until IS NOT NULL;
-- Apart, so that many rows that are only looked at stand close together.
CREATE TABLE case_body(
  id INTEGER PRIMARY KEY REFERENCES case_row(id), body TEXT NOT NULL
) STRICT;

-- What lists of cases are read from (sqlite/case_places.h): a shelf is a family, a state and
-- whether it is confidential; a label is a column with a value; a place is where a case stands on
-- a shelf under a label.
CREATE TABLE case_shelf(
  id INTEGER PRIMARY KEY, family INTEGER NOT NULL, state TEXT NOT NULL,
  confidential INTEGER NOT NULL, UNIQUE(family, state, confidential)
) STRICT;
CREATE TABLE case_label(
  id INTEGER PRIMARY KEY, name INTEGER NOT NULL, value TEXT NOT NULL, UNIQUE(name, value)
) STRICT;
CREATE TABLE case_place(
  label INTEGER NOT NULL, shelf INTEGER NOT NULL,
  due INTEGER NOT NULL,  -- the largest number when nothing is due
  id INTEGER NOT NULL, opened INTEGER NOT NULL, changed INTEGER NOT NULL,
  PRIMARY KEY(label, shelf, due, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_place_opened ON case_place(label, shelf, opened, id);
CREATE INDEX case_place_changed ON case_place(label, shelf, changed, id);
CREATE TABLE case_count(
  label INTEGER NOT NULL, shelf INTEGER NOT NULL, cases INTEGER NOT NULL,
  PRIMARY KEY(label, shelf)
) STRICT, WITHOUT ROWID;

CREATE TABLE outbox(
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, channel TEXT NOT NULL, case_id INTEGER NOT NULL,
  key TEXT NOT NULL UNIQUE, state TEXT NOT NULL, payload TEXT NOT NULL, attempts INTEGER NOT NULL,
  created_at INTEGER NOT NULL, next_at INTEGER NOT NULL, trouble TEXT NOT NULL
) STRICT;
CREATE INDEX outbox_next ON outbox(next_at, id) WHERE state = 'waiting';
CREATE INDEX outbox_case ON outbox(case_id, id) WHERE case_id <> 0;

CREATE TABLE document(
  kind TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, key TEXT NOT NULL,
  second_key TEXT NOT NULL, expires_at INTEGER, changed_at INTEGER NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY(kind, id)
) STRICT;
CREATE INDEX document_key ON document(kind, key, id) WHERE key <> '';
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
      if (at == 0) {
        add_part(connection, false);
        add_part(connection, true);
      }
      connection.script(fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {}",
                                    application_id, at + 1));
      connection.script("COMMIT");
    } catch (...) {
      if (connection.in_transaction()) connection.script("ROLLBACK");
      throw;
    }
  }
}

void require_older(Connection& connection) {
  require_ours(connection);
  if (schema_of(connection) > 0) return;
  throw store::StoreError(store::StoreError::Kind::other, "there is no store in this file");
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
