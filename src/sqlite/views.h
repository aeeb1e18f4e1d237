// Snapshot and Transaction over a connection: each call goes to its function of read_*.h and
// write_rows.h.
#pragma once

#include <chrono>

#include "sqlite/connection.h"
#include "sqlite/read_cases.h"
#include "sqlite/read_rows.h"
#include "sqlite/read_search.h"
#include "sqlite/write_rows.h"
#include "store/store.h"

namespace decorum::sqlite {

template <class Base>
class Reads : public Base {
 public:
  explicit Reads(Connection& connection) : connection_(connection) {}

  std::optional<store::EventRow> event(base::Id id) override { return read_event(connection_, id); }
  std::vector<store::EventRow> events_of(base::Id id, base::Id after, std::size_t most) override {
    return read_events_of(connection_, id, after, most);
  }
  std::vector<store::EventRow> events_after(base::Id after, std::size_t most) override {
    return read_events_after(connection_, after, most);
  }
  std::optional<store::TextRow> text(base::Id id) override { return read_text(connection_, id); }
  std::vector<store::TextRow> texts_about(base::Id author, base::Id after,
                                          std::size_t most) override {
    return read_texts_about(connection_, author, after, most);
  }
  std::vector<store::TextRow> texts_after(base::Id after, std::size_t most) override {
    return read_texts_after(connection_, after, most);
  }
  store::SearchPage search(const store::SearchQuery& query) override {
    return read_search(connection_, query);
  }
  std::optional<store::PostRow> post(base::Id id) override { return read_post(connection_, id); }
  std::optional<store::PostRow> post_at(std::string_view site, std::string_view id) override {
    return read_post_at(connection_, site, id);
  }
  std::vector<store::PostVersionRow> post_versions(base::Id post) override {
    return read_post_versions(connection_, post);
  }
  std::vector<store::PostRow> posts_of_thread(std::string_view site, std::string_view thread,
                                              std::size_t most) override {
    return read_posts_of_thread(connection_, site, thread, most);
  }
  std::vector<store::PostRow> posts_of_author(base::Id author, base::Id after,
                                              std::size_t most) override {
    return read_posts_of_author(connection_, author, after, most);
  }
  std::vector<store::PostRow> posts_after(base::Id after, bool ours, std::size_t most) override {
    return read_posts_after(connection_, after, ours, most);
  }
  std::vector<store::PostRow> posts_kept(std::string_view retention, base::Time seen_before,
                                         base::Id after, std::size_t most) override {
    return read_posts_kept(connection_, retention, seen_before, after, most);
  }
  std::optional<store::AuthorRow> author(base::Id id) override {
    return read_author(connection_, id);
  }
  std::optional<store::AuthorRow> author_at(std::string_view site, std::string_view id) override {
    return read_author_at(connection_, site, id);
  }
  std::vector<store::IncidentRow> incidents(base::Id author, std::string_view account,
                                            base::Time now) override {
    return read_incidents(connection_, author, account, now);
  }
  std::optional<store::CaseRow> case_row(base::Id id) override {
    return read_case(connection_, id);
  }
  std::optional<store::CaseRow> conversation_of(std::string_view site, base::Id author,
                                                std::string_view thread) override {
    return read_conversation_of(connection_, site, author, thread);
  }
  store::CasePage cases(const store::CaseQuery& query) override {
    return read_cases(connection_, query);
  }
  std::int64_t count_cases(const store::CaseQuery& query) override {
    return read_case_count(connection_, query);
  }
  std::vector<store::Count> count_cases_by(const store::CaseQuery& query,
                                           std::string_view column) override {
    return read_case_counts(connection_, query, column);
  }
  std::vector<store::CaseRow> cases_waking(base::Time now, std::size_t most) override {
    return read_cases_waking(connection_, now, most);
  }
  std::vector<store::OutboxRow> outbox_due(base::Time now, std::size_t most) override {
    return read_outbox_due(connection_, now, most);
  }
  std::vector<store::OutboxRow> outbox_of(base::Id case_id) override {
    return read_outbox_of(connection_, case_id);
  }
  std::optional<store::OutboxRow> outbox(base::Id id) override {
    return read_outbox(connection_, id);
  }
  std::optional<store::Document> document(std::string_view kind, std::string_view id) override {
    return read_document(connection_, kind, id);
  }
  std::optional<store::Document> document_by_key(std::string_view kind,
                                                 std::string_view key) override {
    return read_document_by_key(connection_, kind, key);
  }
  std::vector<store::Document> documents(std::string_view kind, std::string_view after,
                                         std::size_t most) override {
    return read_documents(connection_, kind, after, most);
  }
  std::vector<store::Document> documents_with(std::string_view kind, std::string_view second_key,
                                              std::string_view after, std::size_t most) override {
    return read_documents_with(connection_, kind, second_key, after, most);
  }
  std::int64_t leaves() override { return read_leaves(connection_); }
  std::vector<store::EventRow> events_sealed(std::int64_t leaf, std::size_t most) override {
    return read_events_sealed(connection_, leaf, most);
  }
  std::vector<store::EventRow> events_unsealed(std::size_t most) override {
    return read_events_unsealed(connection_, most);
  }
  std::optional<std::int64_t> leaf_of(base::Id event) override {
    return read_leaf_of(connection_, event);
  }
  std::optional<store::TileRow> tile(std::int32_t level, std::int64_t index) override {
    return read_tile(connection_, level, index);
  }
  std::optional<store::HeadRow> head() override { return read_head(connection_); }
  std::vector<store::HeadRow> heads(std::int64_t after_size, std::size_t most) override {
    return read_heads(connection_, after_size, most);
  }

 protected:
  Connection& connection_;
};

class ReadView final : public Reads<store::Snapshot> {
 public:
  using Reads::Reads;
};

class WriteView final : public Reads<store::Transaction> {
 public:
  WriteView(Connection& connection, SearchIndex& index, base::IdMaker& ids)
      : Reads(connection), index_(index), ids_(ids) {}

  // Sees what this transaction wrote.
  store::SearchPage search(const store::SearchQuery& query) override {
    index_.write_out();
    return Reads::search(query);
  }
  base::Id next_id(base::Time now) override {
    return ids_.next(now);
  }
  void put_event(const store::EventRow& row) override { write_event(connection_, row); }
  void put_text(const store::TextRow& row, std::string_view words) override {
    write_text(connection_, index_, row, words);
  }
  void erase_text(base::Id id) override {
    const base::Time now = std::chrono::floor<base::Duration>(std::chrono::system_clock::now());
    sqlite::erase_text(connection_, index_, id, now);
  }
  void put_post(const store::PostRow& row) override { write_post(connection_, row); }
  void put_post_version(const store::PostVersionRow& row) override {
    write_post_version(connection_, row);
  }
  void put_author(const store::AuthorRow& row) override { write_author(connection_, row); }
  void put_incident(const store::IncidentRow& row) override { write_incident(connection_, row); }
  void drop_incidents(base::Id post) override { sqlite::drop_incidents(connection_, post); }
  void put_case(const store::CaseRow& row, std::int64_t was) override {
    write_case(connection_, row, was);
  }
  void put_outbox(const store::OutboxRow& row) override { write_outbox(connection_, row); }
  void put_document(const store::Document& document) override {
    write_document(connection_, document);
  }
  void drop_document(std::string_view kind, std::string_view id) override {
    sqlite::drop_document(connection_, kind, id);
  }
  std::size_t drop_expired(base::Time now, std::size_t most) override {
    return sqlite::drop_expired(connection_, now, most);
  }
  void seal(const std::vector<base::Id>& events, const std::vector<store::TileRow>& tiles,
            const std::optional<store::HeadRow>& head) override {
    write_seal(connection_, events, tiles, head);
  }

 private:
  SearchIndex& index_;
  base::IdMaker& ids_;
};

}  // namespace decorum::sqlite
