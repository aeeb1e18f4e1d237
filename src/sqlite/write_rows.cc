#include "sqlite/write_rows.h"

#include <algorithm>

#include <fmt/format.h>

#include "sqlite/case_places.h"
#include "sqlite/read_cases.h"
#include "sqlite/read_rows.h"

namespace decorum::sqlite {
namespace {

// A row that must not be there yet, or be of the version before.
void require(bool is_so, std::string_view what) {
  if (!is_so) throw store::Stale(std::string(what));
}

}  // namespace

void write_event(Connection& in, const store::EventRow& row) {
  in.run("INSERT INTO event(id, kind, case_id, bytes) VALUES(?, ?, ?, ?)", row.id, row.kind,
         row.case_id, row.bytes);
  in.run("INSERT INTO unsealed(event) VALUES(?)", row.id);
}

void write_text(Connection& in, SearchIndex& index, const store::TextRow& row,
                std::string_view words) {
  const std::int64_t part = words.empty() ? 0 : index.part_for(row.kind);
  in.run("INSERT INTO text(id, kind, salt, body, case_id, subject, part, words) "
         "VALUES(?, ?, ?, ?, ?, ?, ?, nullif(?, ?4))",
         row.id, row.kind, Blob{row.salt}, row.body, row.case_id, row.subject, part, words);
  if (part != 0) index.add(part, row.id, words);
}

bool erase_text(Connection& in, SearchIndex& index, base::Id id, base::Time now) {
  {
    Cursor text(in, "SELECT part, coalesce(words, body) FROM text WHERE id = ?", id);
    if (!text.next()) return false;
    // FTS5 is told the words that it has to forget, because it keeps no copy of them.
    const std::int64_t part = text.row().number(0);
    index.remove(part, id, text.row().view(1));
  }
  in.run("DELETE FROM text WHERE id = ?", id);
  in.run("INSERT OR REPLACE INTO erased(id, at) VALUES(?, ?)", id, now);
  return true;
}

void write_post(Connection& in, const store::PostRow& row) {
  const SiteId id = parts_of(row.site_id);
  const bool begins = row.thread == row.site_id;
  const SiteId thread = begins ? SiteId{} : parts_of(row.thread);
  in.run("INSERT INTO post(id, site, site_path, site_name, accounts, author, begins, thread_path, "
         "thread_name, in_reply_to, case_id, state, version, document, digest, posted_at, "
         "seen_at, language, outcomes, ask, ours, history, retention, held_by) "
         "VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) "
         "ON CONFLICT(id) DO UPDATE SET site = excluded.site, site_path = excluded.site_path, "
         "site_name = excluded.site_name, accounts = excluded.accounts, "
         "author = excluded.author, begins = excluded.begins, "
         "thread_path = excluded.thread_path, thread_name = excluded.thread_name, "
         "in_reply_to = excluded.in_reply_to, case_id = excluded.case_id, "
         "state = excluded.state, version = excluded.version, document = excluded.document, "
         "digest = excluded.digest, posted_at = excluded.posted_at, seen_at = excluded.seen_at, "
         "language = excluded.language, outcomes = excluded.outcomes, ask = excluded.ask, "
         "ours = excluded.ours, history = excluded.history, retention = excluded.retention, "
         "held_by = excluded.held_by",
         row.id, row.site, id.path, id.name, joined(row.accounts), row.author, begins,
         thread.path, thread.name, row.in_reply_to, row.case_id,
         static_cast<std::int64_t>(row.state), std::int64_t{row.version}, row.document, row.digest,
         row.posted_at, row.seen_at, row.language, joined(row.outcomes), row.ask, row.ours,
         row.history, row.retention, row.held_by);
}

void write_post_version(Connection& in, const store::PostVersionRow& row) {
  in.run("INSERT INTO post_version(post, version, document, digest, seen_at) "
         "VALUES(?, ?, ?, ?, ?)",
         row.post, std::int64_t{row.version}, row.document, row.digest, row.seen_at);
}

void write_author(Connection& in, const store::AuthorRow& row) {
  in.run("INSERT INTO author(id, site, site_id, name, first_seen, last_seen, posts, linked_to) "
         "VALUES(?,?,?,?,?,?,?,?) ON CONFLICT(id) DO UPDATE SET name = excluded.name, "
         "first_seen = excluded.first_seen, last_seen = excluded.last_seen, "
         "posts = excluded.posts, linked_to = excluded.linked_to",
         row.id, row.site, row.site_id, row.name, row.first_seen, row.last_seen, row.posts,
         row.linked_to);
}

void write_incident(Connection& in, const store::IncidentRow& row) {
  in.run("INSERT INTO incident(post, kind, author, account, at, expires) VALUES(?,?,?,?,?,?) "
         "ON CONFLICT DO NOTHING",
         row.post, row.kind, row.author, row.account, row.at, row.expires);
}

void drop_incidents(Connection& in, base::Id post) {
  in.run("DELETE FROM incident WHERE post = ?", post);
}

void write_case(Connection& in, const store::CaseRow& row, std::int64_t was) {
  const auto before = read_case(in, row.id);
  require(before ? was != 0 && before->version == was : was == 0 && row.version >= 1,
          fmt::format("case {} was changed by somebody else", base::to_text(row.id)));
  in.run("INSERT INTO case_row(id, family, version, state, waits_for, priority, site, accounts, "
         "author, thread, queue, owner, ask, assigned, holder, outcomes, proposed, tags, due_at, "
         "wake_at, watch_until, opened_at, changed_at, topic, parent, confidential) "
         "VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) "
         "ON CONFLICT(id) DO UPDATE SET family = excluded.family, version = excluded.version, "
         "state = excluded.state, waits_for = excluded.waits_for, "
         "priority = excluded.priority, site = excluded.site, accounts = excluded.accounts, "
         "author = excluded.author, thread = excluded.thread, queue = excluded.queue, "
         "owner = excluded.owner, ask = excluded.ask, assigned = excluded.assigned, "
         "holder = excluded.holder, outcomes = excluded.outcomes, proposed = excluded.proposed, "
         "tags = excluded.tags, due_at = excluded.due_at, wake_at = excluded.wake_at, "
         "watch_until = excluded.watch_until, opened_at = excluded.opened_at, "
         "changed_at = excluded.changed_at, topic = excluded.topic, parent = excluded.parent, "
         "confidential = excluded.confidential",
         row.id, static_cast<std::int64_t>(row.family), row.version, row.state, row.waits_for,
         row.priority, row.site, joined(row.accounts), row.author, row.thread, row.queue,
         row.owner, row.ask, row.assigned, row.holder, joined(row.outcomes), joined(row.proposed),
         joined(row.tags), row.due_at, row.wake_at, row.watch_until, row.opened_at,
         row.changed_at, row.topic, row.parent, row.confidential);
  in.run("INSERT INTO case_body(id, body) VALUES(?, ?) "
         "ON CONFLICT(id) DO UPDATE SET body = excluded.body",
         row.id, row.body);
  place_case(in, before, row);
}

void write_outbox(Connection& in, const store::OutboxRow& row) {
  in.run("INSERT INTO outbox(id, kind, channel, case_id, key, state, payload, attempts, "
         "created_at, next_at, trouble) VALUES(?,?,?,?,?,?,?,?,?,?,?) "
         "ON CONFLICT(id) DO UPDATE SET state = excluded.state, payload = excluded.payload, "
         "attempts = excluded.attempts, next_at = excluded.next_at, trouble = excluded.trouble",
         row.id, row.kind, row.channel, row.case_id, row.key, row.state, row.payload,
         std::int64_t{row.attempts}, row.created_at, row.next_at, row.trouble);
}

void write_document(Connection& in, const store::Document& document) {
  std::int64_t before = 0;
  in.each("SELECT version FROM document WHERE kind = ? AND id = ?",
          [&](const Row& row) { before = row.number(0); }, document.kind, document.id);
  require(document.version == before + 1,
          fmt::format("{} {} was changed by somebody else", document.kind, document.id));
  in.run("INSERT INTO document(kind, id, version, key, second_key, expires_at, changed_at, body) "
         "VALUES(?,?,?,?,?,?,?,?) ON CONFLICT(kind, id) DO UPDATE SET "
         "version = excluded.version, key = excluded.key, second_key = excluded.second_key, "
         "expires_at = excluded.expires_at, changed_at = excluded.changed_at, "
         "body = excluded.body",
         document.kind, document.id, document.version, document.key, document.second_key,
         document.expires_at, document.changed_at, document.body);
}

void drop_document(Connection& in, std::string_view kind, std::string_view id) {
  in.run("DELETE FROM document WHERE kind = ? AND id = ?", kind, id);
}

std::size_t drop_expired(Connection& in, base::Time now, std::size_t most) {
  const std::int64_t before = in.changes();
  in.run("DELETE FROM document WHERE rowid IN (SELECT rowid FROM document "
         "WHERE expires_at <= ? ORDER BY expires_at LIMIT ?)",
         now, static_cast<std::int64_t>(std::min(most, store::page_max)));
  return static_cast<std::size_t>(in.changes() - before);
}

void write_seal(Connection& in, const std::vector<base::Id>& events,
                const std::vector<store::TileRow>& tiles,
                const std::optional<store::HeadRow>& head) {
  std::int64_t leaf = read_leaves(in);
  for (const base::Id event : events) {
    in.run("INSERT INTO leaf(leaf, event) VALUES(?, ?)", leaf++, event);
    in.run("DELETE FROM unsealed WHERE event = ?", event);
  }
  for (const store::TileRow& tile : tiles) {
    in.run("INSERT INTO tile(level, place, hashes) VALUES(?, ?, ?) "
           "ON CONFLICT(level, place) DO UPDATE SET hashes = excluded.hashes",
           std::int64_t{tile.level}, tile.index, Blob{tile.hashes});
  }
  if (head) {
    in.run("INSERT INTO head(size, at, note) VALUES(?, ?, ?) "
           "ON CONFLICT(size) DO UPDATE SET at = excluded.at, note = excluded.note",
           head->size, head->at, head->note);
  }
}

}  // namespace decorum::sqlite
