// Cases over one connection. Lists read an index in their own order and never sort more than a
// page: a query with several states (or accounts, queues, priorities) is one reading for each, of
// which the nearest are merged. Where a filter has no index, rows are passed over until the page is
// full.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "sqlite/connection.h"
#include "store/store.h"

namespace decorum::sqlite {

// Counting stops here: "10,000 or more" is what a desk needs to know.
inline constexpr std::int64_t count_most = 10'000;

std::optional<store::CaseRow> read_case(Connection& in, base::Id id);
std::optional<store::CaseRow> read_conversation_of(Connection& in, std::string_view site,
                                                   base::Id author, std::string_view thread);
store::CasePage read_cases(Connection& in, const store::CaseQuery& query);
std::int64_t read_case_count(Connection& in, const store::CaseQuery& query);
std::vector<store::Count> read_case_counts(Connection& in, const store::CaseQuery& query,
                                           std::string_view column);
std::vector<store::CaseRow> read_cases_waking(Connection& in, base::Time now, std::size_t most);

}  // namespace decorum::sqlite
