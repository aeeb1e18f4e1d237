#include "sqlite/write_rows.h"

#include <algorithm>
#include <limits>
#include <set>

#include <fmt/format.h>

#include "sqlite/read_cases.h"
#include "sqlite/read_rows.h"

namespace decorum::sqlite {
namespace {

// A label of a case: what it is counted and listed by.
using Label = std::pair<std::string_view, std::string>;

std::vector<Label> labels_of(const store::CaseRow& row) {
  std::vector<Label> labels;
  for (const std::string& account : row.accounts) labels.emplace_back("account", account);
  for (const std::string& outcome : row.outcomes) labels.emplace_back("outcome", outcome);
  for (const std::string& tag : row.tags) labels.emplace_back("tag", tag);
  return labels;
}

std::int64_t due_sort(const store::CaseRow& row) {
  return row.due_at ? micros(*row.due_at) : std::numeric_limits<std::int64_t>::max();
}

// A label once, even if a case should have it twice.
std::set<Label> distinct(const std::vector<Label>& labels) {
  return {labels.begin(), labels.end()};
}

bool same_labels(const store::CaseRow& a, const store::CaseRow& b) {
  return a.family == b.family && a.state == b.state && due_sort(a) == due_sort(b) &&
         labels_of(a) == labels_of(b);
}

void write_labels(Connection& in, const store::CaseRow& row) {
  in.run("DELETE FROM case_label WHERE case_id = ?", row.id);
  for (const auto& [label, value] : distinct(labels_of(row))) {
    in.run("INSERT INTO case_label(label, value, family, state, due_sort, case_id) "
           "VALUES(?, ?, ?, ?, ?, ?)",
           label, value, static_cast<std::int64_t>(row.family), row.state, due_sort(row), row.id);
  }
}

std::set<Label> counted_of(const store::CaseRow& row) {
  std::set<Label> counted{{"state", row.state},       {"queue", row.queue},
                          {"assigned", row.assigned}, {"ask", row.ask},
                          {"priority", row.priority}};
  for (const std::string& account : row.accounts) counted.emplace("account", account);
  return counted;
}

void count(Connection& in, const store::CaseRow& row, int by) {
  if (row.confidential) return;
  for (const auto& [label, value] : counted_of(row)) {
    in.run("INSERT INTO case_count(family, label, state, value, cases) VALUES(?, ?, ?, ?, ?) "
           "ON CONFLICT DO UPDATE SET cases = cases + excluded.cases",
           static_cast<std::int64_t>(row.family), label, row.state, value, by);
  }
}

bool same_counts(const store::CaseRow& a, const store::CaseRow& b) {
  return a.confidential == b.confidential && a.state == b.state && counted_of(a) == counted_of(b);
}

// A row that must not be there yet, or be of the version before.
void require(bool is_so, std::string_view what) {
  if (!is_so) throw store::Stale(std::string(what));
}

}  // namespace

void write_event(Connection& in, const store::EventRow& row) {
  in.run("INSERT INTO event(id, kind, case_id, bytes) VALUES(?, ?, ?, ?)", row.id, row.kind,
         row.case_id, row.bytes);
}

void write_text(Connection& in, const store::TextRow& row, std::string_view words) {
  in.run("INSERT INTO text(id, kind, salt, body, case_id, subject, words) "
         "VALUES(?, ?, ?, ?, ?, ?, nullif(?, ?))",
         row.id, row.kind, Blob{row.salt}, row.body, row.case_id, row.subject, words, row.body);
  if (words.empty()) return;
  in.run("INSERT INTO found(rowid, words) VALUES(?, ?)", row.id, words);
}

void erase_text(Connection& in, base::Id id, base::Time now) {
  // The index is told the words that it has to forget, as external content wants it.
  std::string words;
  bool is_there = false;
  in.each("SELECT coalesce(words, body) FROM text WHERE id = ?",
          [&](const Row& row) {
            words = row.text(0);
            is_there = true;
          },
          id);
  if (!is_there) return;
  if (!words.empty()) {
    in.run("INSERT INTO found(found, rowid, words) VALUES('delete', ?, ?)", id, words);
  }
  in.run("DELETE FROM text WHERE id = ?", id);
  in.run("INSERT OR REPLACE INTO erased(id, at) VALUES(?, ?)", id, now);
}

void write_post(Connection& in, const store::PostRow& row) {
  in.run("INSERT INTO post(id, site, site_id, accounts, author, thread, in_reply_to, case_id, "
         "state, version, document, digest, posted_at, seen_at, language, outcomes, ask, ours, "
         "history, retention, held_by) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) "
         "ON CONFLICT(id) DO UPDATE SET accounts = excluded.accounts, author = excluded.author, "
         "thread = excluded.thread, in_reply_to = excluded.in_reply_to, "
         "case_id = excluded.case_id, state = excluded.state, version = excluded.version, "
         "document = excluded.document, digest = excluded.digest, "
         "posted_at = excluded.posted_at, seen_at = excluded.seen_at, "
         "language = excluded.language, outcomes = excluded.outcomes, ask = excluded.ask, "
         "ours = excluded.ours, history = excluded.history, retention = excluded.retention, "
         "held_by = excluded.held_by",
         row.id, row.site, row.site_id, joined(row.accounts), row.author, row.thread,
         row.in_reply_to, row.case_id, static_cast<std::int64_t>(row.state),
         std::int64_t{row.version}, row.document, row.digest, row.posted_at, row.seen_at,
         row.language, joined(row.outcomes), row.ask, row.ours, row.history, row.retention,
         row.held_by);
}

void write_post_version(Connection& in, const store::PostVersionRow& row) {
  in.run("INSERT INTO post_version(post, version, document, digest, seen_at) "
         "VALUES(?, ?, ?, ?, ?)",
         row.post, std::int64_t{row.version}, row.document, row.digest, row.seen_at);
}

void write_author(Connection& in, const store::AuthorRow& row) {
  in.run("INSERT INTO author(id, site, site_id, name, first_seen, last_seen, posts, linked_to) "
         "VALUES(?,?,?,?,?,?,?,?) ON CONFLICT(id) DO UPDATE SET name = excluded.name, "
         "last_seen = excluded.last_seen, posts = excluded.posts, linked_to = excluded.linked_to",
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
  require(was == 0 ? !before : before && before->version == was,
          fmt::format("case {} was changed by somebody else", base::to_text(row.id)));
  in.run("INSERT OR REPLACE INTO case_row(id, family, version, state, waits_for, priority, site, "
         "accounts, author, thread, queue, owner, ask, assigned, holder, outcomes, proposed, tags, "
         "due_at, wake_at, watch_until, opened_at, changed_at, topic, parent, confidential, body) "
         "VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
         row.id, static_cast<std::int64_t>(row.family), row.version, row.state, row.waits_for,
         row.priority, row.site, joined(row.accounts), row.author, row.thread, row.queue,
         row.owner, row.ask, row.assigned, row.holder, joined(row.outcomes), joined(row.proposed),
         joined(row.tags), row.due_at, row.wake_at, row.watch_until, row.opened_at,
         row.changed_at, row.topic, row.parent, row.confidential, row.body);
  if (!before || !same_labels(*before, row)) write_labels(in, row);
  if (before && same_counts(*before, row)) return;
  if (before) count(in, *before, -1);
  count(in, row, 1);
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
  in.run("INSERT OR REPLACE INTO document(kind, id, version, key, second_key, expires_at, "
         "changed_at, body) VALUES(?,?,?,?,?,?,?,?)",
         document.kind, document.id, document.version, document.key, document.second_key,
         document.expires_at, document.changed_at, document.body);
}

void drop_document(Connection& in, std::string_view kind, std::string_view id) {
  in.run("DELETE FROM document WHERE kind = ? AND id = ?", kind, id);
}

std::size_t drop_expired(Connection& in, base::Time now, std::size_t most) {
  in.run("DELETE FROM document WHERE rowid IN (SELECT rowid FROM document "
         "WHERE expires_at <= ? AND expires_at IS NOT NULL LIMIT ?)",
         now, static_cast<std::int64_t>(std::min(most, store::page_max)));
  return static_cast<std::size_t>(sqlite3_changes(in.raw()));
}

void write_seal(Connection& in, const std::vector<base::Id>& events,
                const std::vector<store::TileRow>& tiles,
                const std::optional<store::HeadRow>& head) {
  std::int64_t leaf = read_leaves(in);
  for (const base::Id event : events) {
    in.run("INSERT INTO leaf(leaf, event) VALUES(?, ?)", leaf++, event);
  }
  for (const store::TileRow& tile : tiles) {
    in.run("INSERT OR REPLACE INTO tile(level, place, hashes) VALUES(?, ?, ?)",
           std::int64_t{tile.level}, tile.index, Blob{tile.hashes});
  }
  if (head) {
    in.run("INSERT INTO head(size, at, note) VALUES(?, ?, ?)", head->size, head->at, head->note);
  }
}

}  // namespace decorum::sqlite
