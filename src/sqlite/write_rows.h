// Writing each kind of row over the writer's connection; store/store.h says what each promises.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "sqlite/connection.h"
#include "sqlite/search_index.h"
#include "store/store.h"

namespace decorum::sqlite {

void write_event(Connection& in, const store::EventRow& row);
void write_text(Connection& in, SearchIndex& index, const store::TextRow& row,
                std::string_view words);
// False: it was not there.
bool erase_text(Connection& in, SearchIndex& index, base::Id id, base::Time now);
void write_post(Connection& in, const store::PostRow& row);
void write_post_version(Connection& in, const store::PostVersionRow& row);
void write_author(Connection& in, const store::AuthorRow& row);
void write_incident(Connection& in, const store::IncidentRow& row);
void drop_incidents(Connection& in, base::Id post);
void write_case(Connection& in, const store::CaseRow& row, std::int64_t was);
void write_outbox(Connection& in, const store::OutboxRow& row);
void write_document(Connection& in, const store::Document& document);
void drop_document(Connection& in, std::string_view kind, std::string_view id);
std::size_t drop_expired(Connection& in, base::Time now, std::size_t most);
void write_seal(Connection& in, const std::vector<base::Id>& events,
                const std::vector<store::TileRow>& tiles,
                const std::optional<store::HeadRow>& head);

}  // namespace decorum::sqlite
