// Reading each kind of row over one connection; store/store.h says what each promises.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "sqlite/connection.h"
#include "store/store.h"

namespace decorum::sqlite {

// A site's id as its columns have it.
struct SiteId {
  std::string_view path, name;
};
SiteId parts_of(std::string_view site_id);

std::optional<store::EventRow> read_event(Connection& in, base::Id id);
std::vector<store::EventRow> read_events_of(Connection& in, base::Id case_id, base::Id after,
                                            std::size_t most);
std::vector<store::EventRow> read_events_after(Connection& in, base::Id after, std::size_t most);

std::optional<store::TextRow> read_text(Connection& in, base::Id id);
std::vector<store::TextRow> read_texts_about(Connection& in, base::Id author, base::Id after,
                                             std::size_t most);
std::vector<store::TextRow> read_texts_after(Connection& in, base::Id after, std::size_t most);

std::optional<store::PostRow> read_post(Connection& in, base::Id id);
std::optional<store::PostRow> read_post_at(Connection& in, std::string_view site,
                                           std::string_view site_id);
std::vector<store::PostVersionRow> read_post_versions(Connection& in, base::Id post);
std::vector<store::PostRow> read_posts_of_thread(Connection& in, std::string_view site,
                                                 std::string_view thread, std::size_t most);
std::vector<store::PostRow> read_posts_of_author(Connection& in, base::Id author, base::Id after,
                                                 std::size_t most);
std::vector<store::PostRow> read_posts_after(Connection& in, base::Id after, bool ours,
                                             std::size_t most);
std::vector<store::PostRow> read_posts_kept(Connection& in, std::string_view retention,
                                            base::Time seen_before, base::Id after,
                                            std::size_t most);

std::optional<store::AuthorRow> read_author(Connection& in, base::Id id);
std::optional<store::AuthorRow> read_author_at(Connection& in, std::string_view site,
                                               std::string_view site_id);
std::vector<store::IncidentRow> read_incidents(Connection& in, base::Id author,
                                               std::string_view account, base::Time now);

std::vector<store::OutboxRow> read_outbox_due(Connection& in, base::Time now, std::size_t most);
std::vector<store::OutboxRow> read_outbox_of(Connection& in, base::Id case_id);
std::optional<store::OutboxRow> read_outbox(Connection& in, base::Id id);

std::optional<store::Document> read_document(Connection& in, std::string_view kind,
                                             std::string_view id);
std::optional<store::Document> read_document_by_key(Connection& in, std::string_view kind,
                                                    std::string_view key);
std::vector<store::Document> read_documents(Connection& in, std::string_view kind,
                                            std::string_view after, std::size_t most);
std::vector<store::Document> read_documents_with(Connection& in, std::string_view kind,
                                                 std::string_view second_key,
                                                 std::string_view after, std::size_t most);

std::int64_t read_leaves(Connection& in);
std::vector<store::EventRow> read_events_sealed(Connection& in, std::int64_t from_leaf,
                                                std::size_t most);
std::vector<store::EventRow> read_events_unsealed(Connection& in, std::size_t most);
std::optional<std::int64_t> read_leaf_of(Connection& in, base::Id event);
std::optional<store::TileRow> read_tile(Connection& in, std::int32_t level, std::int64_t index);
std::optional<store::HeadRow> read_head(Connection& in);
std::vector<store::HeadRow> read_heads(Connection& in, std::int64_t after_size, std::size_t most);

// Cases and search have files of their own: read_cases.h, read_search.h.

}  // namespace decorum::sqlite
