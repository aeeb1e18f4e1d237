// Cases over one connection: rows, lists and counts.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "sqlite/connection.h"
#include "store/store.h"

namespace decorum::sqlite {

// Cases passed for one page, and for one count where the counters do not have it.
inline constexpr std::size_t list_looked_at_max = 2000;
inline constexpr std::size_t count_looked_at_max = 10'000;

std::optional<store::CaseRow> read_case(Connection& in, base::Id id);
std::optional<store::CaseRow> read_conversation_of(Connection& in, std::string_view site,
                                                   base::Id author, std::string_view thread);
store::CasePage read_cases(Connection& in, const store::CaseQuery& query);
std::int64_t read_case_count(Connection& in, const store::CaseQuery& query);
std::vector<store::Count> read_case_counts(Connection& in, const store::CaseQuery& query,
                                           std::string_view column);
std::vector<store::CaseRow> read_cases_waking(Connection& in, base::Time now, std::size_t most);

}  // namespace decorum::sqlite
