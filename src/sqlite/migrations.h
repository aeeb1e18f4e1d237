// The schema, in numbered steps forward. A database says which step it is at (user_version) and
// whose it is (application_id).
#pragma once

#include <cstdint>

#include "sqlite/connection.h"

namespace decorum::sqlite {

inline constexpr std::int64_t application_id = 0x6465636f;  // "deco"

// The newest schema that this program knows.
std::int64_t newest_schema();

// Brings a new or older database up to it, each step in a transaction of its own. Throws StoreError
// for a database of somebody else's, or of a newer program.
void migrate(Connection& connection);

// Throws as above, and changes nothing. An empty database is refused too.
void require_older(Connection& connection);

// Throws as above; a database that would need a step is refused too. For those who only read.
void require_newest(Connection& connection);

}  // namespace decorum::sqlite
