// Full-text search over one connection.
#pragma once

#include <string>
#include <string_view>

#include "sqlite/connection.h"
#include "store/store.h"

namespace decorum::sqlite {

// What a person typed as an FTS5 expression: all words, "phrases", -without, prefix*. Never a
// syntax error: anything else is blanks. Empty when nothing is left to look for.
std::string match_of(std::string_view words);

store::SearchPage read_search(Connection& in, const store::SearchQuery& query);

}  // namespace decorum::sqlite
