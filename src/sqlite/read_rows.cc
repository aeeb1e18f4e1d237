#include "sqlite/read_rows.h"

#include <algorithm>

namespace decorum::sqlite {
namespace {

std::int64_t bounded(std::size_t most) {
  return static_cast<std::int64_t>(std::min(most, store::page_max));
}

constexpr int incidents_most = 64;
// Of one post; more than the page of other lists, because an erasure has to reach all of them.
constexpr int versions_most = 100'000;

store::EventRow event_from(const Row& row) {
  return {row.id(0), row.text(1), row.id(2), row.text(3)};
}

store::TextRow text_from(const Row& row) {
  return {row.id(0), row.text(1), row.text(2), row.text(3), row.id(4), row.id(5)};
}

store::PostRow post_from(const Row& row) {
  store::PostRow post;
  post.id = row.id(0);
  post.site = row.text(1);
  post.site_id = row.text(2);
  post.accounts = parted(row.view(3));
  post.author = row.id(4);
  post.thread = row.text(5);
  post.in_reply_to = row.text(6);
  post.case_id = row.id(7);
  post.state = static_cast<store::PostState>(row.number(8));
  post.version = static_cast<std::int32_t>(row.number(9));
  post.document = row.id(10);
  post.digest = row.text(11);
  post.posted_at = row.time(12);
  post.seen_at = row.time(13);
  post.language = row.text(14);
  post.outcomes = parted(row.view(15));
  post.ask = row.text(16);
  post.ours = row.flag(17);
  post.history = row.flag(18);
  post.retention = row.text(19);
  post.held_by = row.id(20);
  return post;
}

store::AuthorRow author_from(const Row& row) {
  return {row.id(0),   row.text(1), row.text(2),   row.id(3),
          row.time(4), row.time(5), row.number(6), row.id(7)};
}

store::OutboxRow outbox_from(const Row& row) {
  return {row.id(0),
          row.text(1),
          row.text(2),
          row.id(3),
          row.text(4),
          row.text(5),
          row.text(6),
          static_cast<std::int32_t>(row.number(7)),
          row.time(8),
          row.time(9),
          row.text(10)};
}

store::Document document_from(const Row& row) {
  return {row.text(0), row.text(1),       row.number(2), row.text(3),
          row.text(4), row.maybe_time(5), row.time(6),   row.text(7)};
}

store::HeadRow head_from(const Row& row) { return {row.number(0), row.time(1), row.text(2)}; }

// All rows of a statement.
template <class From, class... Values>
auto all(Connection& in, std::string_view sql, From from, const Values&... values) {
  std::vector<decltype(from(std::declval<const Row&>()))> rows;
  in.each(sql, [&](const Row& row) { rows.push_back(from(row)); }, values...);
  return rows;
}

// The first row, if any.
template <class From, class... Values>
auto first(Connection& in, std::string_view sql, From from, const Values&... values) {
  std::optional<decltype(from(std::declval<const Row&>()))> found;
  in.each(sql, [&](const Row& row) { found = from(row); }, values...);
  return found;
}

#define EVENT_COLUMNS "event.id, event.kind, event.case_id, event.bytes"
#define TEXT_COLUMNS "id, kind, salt, body, case_id, subject"
#define POST_COLUMNS                                                                          \
  "id, site, site_path || site_name, accounts, author, "                                      \
  "CASE WHEN begins THEN site_path || site_name ELSE thread_path || thread_name END, "        \
  "in_reply_to, case_id, state, version, document, digest, posted_at, seen_at, language, "    \
  "outcomes, ask, ours, history, retention, held_by"
#define AUTHOR_COLUMNS "id, site, site_id, name, first_seen, last_seen, posts, linked_to"
#define OUTBOX_COLUMNS \
  "id, kind, channel, case_id, key, state, payload, attempts, created_at, next_at, trouble"
#define DOCUMENT_COLUMNS "kind, id, version, key, second_key, expires_at, changed_at, body"

}  // namespace

SiteId parts_of(std::string_view site_id) {
  const std::size_t cut = site_id.find_last_of("/:");
  if (cut == std::string_view::npos) return {{}, site_id};
  return {site_id.substr(0, cut + 1), site_id.substr(cut + 1)};
}

std::optional<store::EventRow> read_event(Connection& in, base::Id id) {
  return first(in, "SELECT " EVENT_COLUMNS " FROM event WHERE id = ?", event_from, id);
}

std::vector<store::EventRow> read_events_of(Connection& in, base::Id case_id, base::Id after,
                                            std::size_t most) {
  return all(in,
             "SELECT " EVENT_COLUMNS " FROM event WHERE case_id = ? AND case_id <> 0 AND id > ? "
             "ORDER BY id LIMIT ?",
             event_from, case_id, after, bounded(most));
}

std::vector<store::EventRow> read_events_after(Connection& in, base::Id after, std::size_t most) {
  return all(in, "SELECT " EVENT_COLUMNS " FROM event WHERE id > ? ORDER BY id LIMIT ?",
             event_from, after, bounded(most));
}

std::optional<store::TextRow> read_text(Connection& in, base::Id id) {
  return first(in, "SELECT " TEXT_COLUMNS " FROM text WHERE id = ?", text_from, id);
}

std::vector<store::TextRow> read_texts_about(Connection& in, base::Id author, base::Id after,
                                             std::size_t most) {
  return all(in,
             "SELECT " TEXT_COLUMNS " FROM text WHERE subject = ? AND subject <> 0 AND id > ? "
             "ORDER BY id LIMIT ?",
             text_from, author, after, bounded(most));
}

std::vector<store::TextRow> read_texts_after(Connection& in, base::Id after, std::size_t most) {
  return all(in, "SELECT " TEXT_COLUMNS " FROM text WHERE id > ? ORDER BY id LIMIT ?", text_from,
             after, bounded(most));
}

std::optional<store::PostRow> read_post(Connection& in, base::Id id) {
  return first(in, "SELECT " POST_COLUMNS " FROM post WHERE id = ?", post_from, id);
}

std::optional<store::PostRow> read_post_at(Connection& in, std::string_view site,
                                           std::string_view site_id) {
  const SiteId id = parts_of(site_id);
  return first(in,
               "SELECT " POST_COLUMNS " FROM post WHERE site_name = ? AND site_path = ? "
               "AND site = ?",
               post_from, id.name, id.path, site);
}

std::vector<store::PostVersionRow> read_post_versions(Connection& in, base::Id post) {
  const auto from = [](const Row& row) {
    return store::PostVersionRow{row.id(0), static_cast<std::int32_t>(row.number(1)), row.id(2),
                                 row.text(3), row.time(4)};
  };
  return all(in,
             "SELECT post, version, document, digest, seen_at FROM post_version WHERE post = ? "
             "ORDER BY version LIMIT ?",
             from, post, versions_most);
}

std::vector<store::PostRow> read_posts_of_thread(Connection& in, std::string_view site,
                                                 std::string_view thread, std::size_t most) {
  if (thread.empty()) return {};
  const SiteId id = parts_of(thread);
  auto rows = all(in,
                  "SELECT " POST_COLUMNS " FROM post WHERE thread_name = ? AND thread_path = ? "
                  "AND site = ? AND begins = 0 "
                  "ORDER BY id DESC LIMIT ?",
                  post_from, id.name, id.path, site, bounded(most));
  std::ranges::reverse(rows);
  auto root = read_post_at(in, site, thread);
  if (!root || root->thread != thread || most == 0) return rows;
  if (rows.size() >= static_cast<std::size_t>(bounded(most))) rows.erase(rows.begin());
  const auto later = std::ranges::upper_bound(rows, root->id, {}, &store::PostRow::id);
  rows.insert(later, std::move(*root));
  return rows;
}

std::vector<store::PostRow> read_posts_of_author(Connection& in, base::Id author, base::Id after,
                                                 std::size_t most) {
  return all(in,
             "SELECT " POST_COLUMNS " FROM post WHERE author = ? AND author <> 0 AND id > ? "
             "ORDER BY id LIMIT ?",
             post_from, author, after, bounded(most));
}

std::vector<store::PostRow> read_posts_after(Connection& in, base::Id after, bool ours,
                                             std::size_t most) {
  if (!ours) {
    return all(in, "SELECT " POST_COLUMNS " FROM post WHERE id > ? ORDER BY id LIMIT ?", post_from,
               after, bounded(most));
  }
  return all(in, "SELECT " POST_COLUMNS " FROM post WHERE ours = 1 AND id > ? ORDER BY id LIMIT ?",
             post_from, after, bounded(most));
}

std::vector<store::PostRow> read_posts_kept(Connection& in, std::string_view retention,
                                            base::Time seen_before, base::Id after,
                                            std::size_t most) {
  // An id may say a later time than `seen_at`, when the clock was set back: so the index is read
  // to its end, which has the time too.
  return all(in,
             "SELECT " POST_COLUMNS " FROM post WHERE retention = ? AND document <> 0 AND id > ? "
             "AND seen_at < ? ORDER BY id LIMIT ?",
             post_from, retention, after, seen_before, bounded(most));
}

std::optional<store::AuthorRow> read_author(Connection& in, base::Id id) {
  return first(in, "SELECT " AUTHOR_COLUMNS " FROM author WHERE id = ?", author_from, id);
}

std::optional<store::AuthorRow> read_author_at(Connection& in, std::string_view site,
                                               std::string_view site_id) {
  return first(in, "SELECT " AUTHOR_COLUMNS " FROM author WHERE site_id = ? AND site = ?",
               author_from, site_id, site);
}

std::vector<store::IncidentRow> read_incidents(Connection& in, base::Id author,
                                               std::string_view account, base::Time now) {
  const auto from = [](const Row& row) {
    return store::IncidentRow{row.id(0),   row.id(1),   row.text(2),
                              row.text(3), row.time(4), row.time(5)};
  };
  auto rows = all(in,
                  "SELECT post, author, account, kind, at, expires FROM incident "
                  "WHERE author = ? AND account = ? AND expires > ? "
                  "ORDER BY at DESC, post DESC LIMIT ?",
                  from, author, account, now, incidents_most);
  std::ranges::reverse(rows);
  return rows;
}

std::vector<store::OutboxRow> read_outbox_due(Connection& in, base::Time now, std::size_t most) {
  return all(in,
             "SELECT " OUTBOX_COLUMNS " FROM outbox WHERE state = 'waiting' AND next_at <= ? "
             "ORDER BY next_at, id LIMIT ?",
             outbox_from, now, bounded(most));
}

std::vector<store::OutboxRow> read_outbox_of(Connection& in, base::Id case_id) {
  return all(in,
             "SELECT " OUTBOX_COLUMNS " FROM outbox WHERE case_id = ? AND case_id <> 0 "
             "ORDER BY id LIMIT ?",
             outbox_from, case_id, bounded(store::page_max));
}

std::optional<store::OutboxRow> read_outbox(Connection& in, base::Id id) {
  return first(in, "SELECT " OUTBOX_COLUMNS " FROM outbox WHERE id = ?", outbox_from, id);
}

std::optional<store::Document> read_document(Connection& in, std::string_view kind,
                                             std::string_view id) {
  return first(in, "SELECT " DOCUMENT_COLUMNS " FROM document WHERE kind = ? AND id = ?",
               document_from, kind, id);
}

std::optional<store::Document> read_document_by_key(Connection& in, std::string_view kind,
                                                    std::string_view key) {
  return first(in,
               "SELECT " DOCUMENT_COLUMNS " FROM document WHERE kind = ? AND key = ? AND key <> '' "
               "ORDER BY id LIMIT 1",
               document_from, kind, key);
}

std::vector<store::Document> read_documents(Connection& in, std::string_view kind,
                                            std::string_view after, std::size_t most) {
  return all(in,
             "SELECT " DOCUMENT_COLUMNS " FROM document WHERE kind = ? AND id > ? ORDER BY id "
             "LIMIT ?",
             document_from, kind, after, bounded(most));
}

std::vector<store::Document> read_documents_with(Connection& in, std::string_view kind,
                                                 std::string_view second_key,
                                                 std::string_view after, std::size_t most) {
  return all(in,
             "SELECT " DOCUMENT_COLUMNS " FROM document WHERE kind = ? AND second_key = ? "
             "AND second_key <> '' AND id > ? ORDER BY id LIMIT ?",
             document_from, kind, second_key, after, bounded(most));
}

std::int64_t read_leaves(Connection& in) {
  return in.number("SELECT coalesce(max(leaf) + 1, 0) FROM leaf");
}

std::vector<store::EventRow> read_events_sealed(Connection& in, std::int64_t from_leaf,
                                                std::size_t most) {
  return all(in,
             "SELECT " EVENT_COLUMNS " FROM leaf JOIN event ON event.id = leaf.event "
             "WHERE leaf.leaf >= ? ORDER BY leaf.leaf LIMIT ?",
             event_from, from_leaf, bounded(most));
}

std::vector<store::EventRow> read_events_unsealed(Connection& in, std::size_t most) {
  return all(in,
             "SELECT " EVENT_COLUMNS " FROM unsealed JOIN event ON event.id = unsealed.event "
             "ORDER BY unsealed.event LIMIT ?",
             event_from, bounded(most));
}

std::optional<std::int64_t> read_leaf_of(Connection& in, base::Id event) {
  return first(in, "SELECT leaf FROM leaf WHERE event = ?",
               [](const Row& row) { return row.number(0); }, event);
}

std::optional<store::TileRow> read_tile(Connection& in, std::int32_t level, std::int64_t index) {
  const auto from = [](const Row& row) {
    return store::TileRow{static_cast<std::int32_t>(row.number(0)), row.number(1), row.text(2)};
  };
  return first(in, "SELECT level, place, hashes FROM tile WHERE level = ? AND place = ?", from,
               std::int64_t{level}, index);
}

std::optional<store::HeadRow> read_head(Connection& in) {
  return first(in, "SELECT size, at, note FROM head ORDER BY size DESC LIMIT 1", head_from);
}

std::vector<store::HeadRow> read_heads(Connection& in, std::int64_t after_size,
                                       std::size_t most) {
  return all(in, "SELECT size, at, note FROM head WHERE size > ? ORDER BY size LIMIT ?", head_from,
             after_size, bounded(most));
}

}  // namespace decorum::sqlite
