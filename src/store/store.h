// Store: where everything is kept. SQLite by default (sqlite/), PostgreSQL when several nodes
// share the work; nothing here is particular to either.
//
//   store.read([&](Snapshot& in) { auto row = in.case_row(id); ... });
//   store.write([&](Transaction& in) { in.put_event(event); in.put_case(row); });   // durable
//
// A read sees one moment. A write is one transaction: all of it or nothing, durable on the disk
// when `write` returns. Writes of several threads are done one after the other and made durable
// together (group commit), so that waiting threads share one flush. What the work throws comes out
// of `write` and nothing of that work is kept; the others in the group are not touched. Work may be
// called on another thread and, after a conflict, more than once: it changes only what is its own.
//
// Trouble with the disk or database is a StoreError. A row that is not there is nullopt.
// Lists are bounded by `page_max`; `after` gives the next page.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/time.h"
#include "store/rows.h"

namespace decorum::store {

inline constexpr std::size_t page_max = 500;

class StoreError : public std::runtime_error {
 public:
  enum class Kind : std::uint8_t { full, damaged, busy, other };
  StoreError(Kind kind, const std::string& what) : std::runtime_error(what), kind_(kind) {}
  Kind kind() const { return kind_; }

 private:
  Kind kind_;
};

// Somebody else changed the row in between: of a document's or case's version.
class Stale : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

enum class CaseOrder : std::uint8_t { due, newest, oldest, changed };

// Which cases: every field that is set must hold; of a list, one of its entries.
struct CaseQuery {
  std::optional<Family> family;
  std::vector<std::string> states, waits_for, accounts, queues, priorities;
  std::optional<std::string> site, assigned, holder, ask, outcome, tag, owner, thread;
  std::optional<base::Id> author, topic, parent;
  std::optional<base::Time> due_before, opened_since;
  bool confidential = false;  // may be shown those too
  CaseOrder order = CaseOrder::due;  // due: what has no deadline comes last
  std::string after;          // the `next` of the page before; empty: from the start
  std::size_t most = 50;
};

// A page may hold fewer cases than asked for, even none, and still have a `next`: the store looks
// at a bounded number of cases for one page.
struct CasePage {
  std::vector<CaseRow> cases;
  std::string next;  // empty: that was all
};

// Full-text search over posts, notes and drafts. `words`: all of them, a "phrase", a -word not
// wanted, a prefix*; whatever stands in it, it is never an error.
struct SearchQuery {
  std::string words;
  std::vector<std::string> kinds;     // of TextRow; empty: posts
  std::vector<std::string> accounts;  // empty: any
  std::optional<base::Time> since, until;  // when the text was put in; `until` itself is left out
  bool confidential = false;
  std::string after;
  std::size_t most = 50;
};

struct SearchHit {
  base::Id text, post, case_id;
  std::string kind;
  std::string snippet;  // around the words, at most 300 bytes; "\x02" and "\x03" stand round a word
};

struct SearchPage {
  std::vector<SearchHit> hits;
  std::string next;
};

struct Count {
  std::string value;
  std::int64_t count = 0;
};

class Snapshot {
 public:
  virtual ~Snapshot() = default;

  virtual std::optional<EventRow> event(base::Id id) = 0;
  virtual std::vector<EventRow> events_of(base::Id case_id, base::Id after, std::size_t most) = 0;
  virtual std::vector<EventRow> events_after(base::Id after, std::size_t most) = 0;

  virtual std::optional<TextRow> text(base::Id id) = 0;
  virtual std::vector<TextRow> texts_about(base::Id author, base::Id after, std::size_t most) = 0;
  virtual std::vector<TextRow> texts_after(base::Id after, std::size_t most) = 0;
  virtual SearchPage search(const SearchQuery& query) = 0;

  virtual std::optional<PostRow> post(base::Id id) = 0;
  virtual std::optional<PostRow> post_at(std::string_view site, std::string_view site_id) = 0;
  virtual std::vector<PostVersionRow> post_versions(base::Id post) = 0;
  // Of more than `most` the newest ones; in the order of their ids.
  virtual std::vector<PostRow> posts_of_thread(std::string_view site, std::string_view thread,
                                               std::size_t most) = 0;
  virtual std::vector<PostRow> posts_of_author(base::Id author, base::Id after,
                                               std::size_t most) = 0;
  // In the order of their ids; `ours`: only posts of our own accounts.
  virtual std::vector<PostRow> posts_after(base::Id after, bool ours, std::size_t most) = 0;
  // Posts of a retention kind that were seen before and still have their words, in the order of
  // their ids.
  virtual std::vector<PostRow> posts_kept(std::string_view retention, base::Time seen_before,
                                          base::Id after, std::size_t most) = 0;

  virtual std::optional<AuthorRow> author(base::Id id) = 0;
  virtual std::optional<AuthorRow> author_at(std::string_view site, std::string_view site_id) = 0;
  // Not expired at `now`, oldest first; of more than 64 the newest.
  virtual std::vector<IncidentRow> incidents(base::Id author, std::string_view account,
                                             base::Time now) = 0;

  virtual std::optional<CaseRow> case_row(base::Id id) = 0;
  // The conversation of this author on this thread that further posts go to; the newest.
  virtual std::optional<CaseRow> conversation_of(std::string_view site, base::Id author,
                                                 std::string_view thread) = 0;
  virtual CasePage cases(const CaseQuery& query) = 0;
  // Exact when the query asks for family, states and at most one column more. Otherwise the first
  // 10,000 cases of the nearest list are counted through, and the answer may be "at least".
  virtual std::int64_t count_cases(const CaseQuery& query) = 0;
  // How many of the query's cases by the value of a column: "state", "queue", "assigned", "ask",
  // "priority", "account"; in the order of the values. Exact as above, without the column more.
  virtual std::vector<Count> count_cases_by(const CaseQuery& query, std::string_view column) = 0;
  // What time has come for: to be looked at (wake_at), or a watch's end; the longest due first.
  virtual std::vector<CaseRow> cases_waking(base::Time now, std::size_t most) = 0;

  // In the state "waiting" and not to be sent later than `now`, the longest due first.
  virtual std::vector<OutboxRow> outbox_due(base::Time now, std::size_t most) = 0;
  virtual std::vector<OutboxRow> outbox_of(base::Id case_id) = 0;
  virtual std::optional<OutboxRow> outbox(base::Id id) = 0;

  virtual std::optional<Document> document(std::string_view kind, std::string_view id) = 0;
  virtual std::optional<Document> document_by_key(std::string_view kind, std::string_view key) = 0;
  // In the order of their ids; with a key or second key, only those that have it.
  virtual std::vector<Document> documents(std::string_view kind, std::string_view after,
                                          std::size_t most) = 0;
  virtual std::vector<Document> documents_with(std::string_view kind, std::string_view second_key,
                                               std::string_view after, std::size_t most) = 0;

  // The record: how many events have a leaf number, and what the tree is made of.
  virtual std::int64_t leaves() = 0;
  virtual std::vector<EventRow> events_sealed(std::int64_t from_leaf, std::size_t most) = 0;
  virtual std::vector<EventRow> events_unsealed(std::size_t most) = 0;
  virtual std::optional<std::int64_t> leaf_of(base::Id event) = 0;
  virtual std::optional<TileRow> tile(std::int32_t level, std::int64_t index) = 0;
  virtual std::optional<HeadRow> head() = 0;  // the newest
  virtual std::vector<HeadRow> heads(std::int64_t after_size, std::size_t most) = 0;
};

class Transaction : public Snapshot {
 public:
  // A new id, greater than every one before it in this store.
  virtual base::Id next_id(base::Time now) = 0;

  virtual void put_event(const EventRow& row) = 0;  // new; never changed
  // New. `words` is what search finds it by: of a post its text alone; empty: not searched.
  virtual void put_text(const TextRow& row, std::string_view words) = 0;
  virtual void erase_text(base::Id id) = 0;  // body, salt and search index; the id is remembered
  virtual void put_post(const PostRow& row) = 0;  // new or changed
  virtual void put_post_version(const PostVersionRow& row) = 0;
  virtual void put_author(const AuthorRow& row) = 0;
  virtual void put_incident(const IncidentRow& row) = 0;  // once a post and kind
  virtual void drop_incidents(base::Id post) = 0;
  // Throws Stale unless the row is new with version >= 1 or `was` is the version stored.
  virtual void put_case(const CaseRow& row, std::int64_t was) = 0;
  virtual void put_outbox(const OutboxRow& row) = 0;
  virtual void put_document(const Document& document) = 0;  // throws Stale
  virtual void drop_document(std::string_view kind, std::string_view id) = 0;
  virtual std::size_t drop_expired(base::Time now, std::size_t most) = 0;  // documents

  // The sealer's: gives these events the leaf numbers from leaves() on, and writes the tiles that
  // changed and the new head.
  virtual void seal(const std::vector<base::Id>& events, const std::vector<TileRow>& tiles,
                    const std::optional<HeadRow>& head) = 0;
};

class Store {
 public:
  virtual ~Store() = default;

  virtual void read(const std::function<void(Snapshot&)>& work) = 0;
  virtual void write(const std::function<void(Transaction&)>& work) = 0;

  // "sqlite 3.40.1, schema 3": for people and the log.
  virtual std::string about() = 0;
  // Every mistake of the database's own making (integrity, indices, foreign keys); empty: none.
  virtual std::vector<std::string> check() = 0;
};

}  // namespace decorum::store
