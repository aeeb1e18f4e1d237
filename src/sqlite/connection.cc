#include "sqlite/connection.h"

#include <limits>

#include <fmt/format.h>

namespace decorum::sqlite {
namespace {

constexpr char separator = '\x1f';

store::StoreError::Kind kind_of(int code) {
  using Kind = store::StoreError::Kind;
  switch (code & 0xff) {
    case SQLITE_FULL: return Kind::full;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return Kind::damaged;
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return Kind::busy;
    default: return Kind::other;
  }
}

int length_of(std::size_t bytes) {
  if (bytes > static_cast<std::size_t>(std::numeric_limits<int>::max())) {
    throw store::StoreError(store::StoreError::Kind::other, "a value of more than 2 GB");
  }
  return static_cast<int>(bytes);
}

}  // namespace

void refuse(sqlite3* database, std::string_view doing) {
  const int code = sqlite3_extended_errcode(database);
  const auto kind = kind_of(code);
  const std::string_view hint =
      kind == store::StoreError::Kind::full ? "; the disk is full: make room, nothing was lost" : "";
  throw store::StoreError(kind, fmt::format("the database, {}: {}{}", doing,
                                            sqlite3_errmsg(database), hint));
}

std::int64_t micros(base::Time time) { return time.time_since_epoch().count(); }
base::Time time_from(std::int64_t micros) { return base::Time(base::Duration(micros)); }

std::string joined(const std::vector<std::string>& entries) {
  std::string text;
  for (const std::string& entry : entries) {
    if (!text.empty()) text.push_back(separator);
    text += entry;
  }
  return text;
}

std::vector<std::string> parted(std::string_view text) {
  std::vector<std::string> entries;
  while (!text.empty()) {
    const std::size_t end = text.find(separator);
    entries.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return entries;
}

std::string Row::text(int column) const {
  const void* bytes = sqlite3_column_blob(statement_, column);
  const int size = sqlite3_column_bytes(statement_, column);
  return bytes == nullptr ? std::string()
                          : std::string(static_cast<const char*>(bytes),
                                        static_cast<std::size_t>(size));
}

bool Row::is_null(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

base::Time Row::time(int column) const { return time_from(number(column)); }

std::optional<base::Time> Row::maybe_time(int column) const {
  if (is_null(column)) return std::nullopt;
  return time(column);
}

Connection::Connection(const std::string& path, Mode mode) {
  const int flags = (mode == Mode::read_only ? SQLITE_OPEN_READONLY
                                             : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) |
                    SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  if (sqlite3_open_v2(path.c_str(), &database_, flags, nullptr) != SQLITE_OK) {
    const std::string what = sqlite3_errmsg(database_);
    sqlite3_close(database_);
    throw store::StoreError(store::StoreError::Kind::other,
                            fmt::format("{} cannot be opened: {}", path, what));
  }
  sqlite3_busy_timeout(database_, 10'000);
}

Connection::~Connection() {
  for (const Kept& kept : kept_) sqlite3_finalize(kept.statement);
  sqlite3_close(database_);
}

Connection::Reset::~Reset() {
  sqlite3_reset(statement);
  sqlite3_clear_bindings(statement);
}

sqlite3_stmt* Connection::prepared(std::string_view sql) {
  if (const auto found = by_sql_.find(sql); found != by_sql_.end()) {
    kept_.splice(kept_.begin(), kept_, found->second);
    return found->second->statement;
  }
  sqlite3_stmt* statement = nullptr;
  check(sqlite3_prepare_v3(database_, sql.data(), length_of(sql.size()), SQLITE_PREPARE_PERSISTENT,
                           &statement, nullptr),
        "preparing a statement");
  if (kept_.size() >= statements_kept_max) {
    by_sql_.erase(kept_.back().sql);
    sqlite3_finalize(kept_.back().statement);
    kept_.pop_back();
  }
  kept_.push_front({std::string(sql), statement});
  by_sql_.emplace(kept_.front().sql, kept_.begin());
  return statement;
}

bool Connection::step(sqlite3_stmt* statement) {
  const int code = sqlite3_step(statement);
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) refuse(database_, "reading or writing");
  return false;
}

void Connection::check(int code, std::string_view doing) {
  if (code != SQLITE_OK) refuse(database_, doing);
}

void Connection::bind(sqlite3_stmt* statement, int at, std::int64_t value) {
  check(sqlite3_bind_int64(statement, at, value), "binding a value");
}
void Connection::bind(sqlite3_stmt* statement, int at, int value) {
  bind(statement, at, std::int64_t{value});
}
void Connection::bind(sqlite3_stmt* statement, int at, bool value) {
  bind(statement, at, std::int64_t{value ? 1 : 0});
}
void Connection::bind(sqlite3_stmt* statement, int at, const std::string& value) {
  bind(statement, at, std::string_view(value));
}
void Connection::bind(sqlite3_stmt* statement, int at, std::string_view value) {
  // An empty view may have no address, which SQLite would take for NULL.
  const char* bytes = value.empty() ? "" : value.data();
  check(sqlite3_bind_text(statement, at, bytes, length_of(value.size()), SQLITE_STATIC),
        "binding a value");
}
void Connection::bind(sqlite3_stmt* statement, int at, Blob value) {
  const char* bytes = value.bytes.empty() ? "" : value.bytes.data();
  check(sqlite3_bind_blob(statement, at, bytes, length_of(value.bytes.size()), SQLITE_STATIC),
        "binding a value");
}
void Connection::bind(sqlite3_stmt* statement, int at, base::Id value) {
  bind(statement, at, value.value);
}
void Connection::bind(sqlite3_stmt* statement, int at, base::Time value) {
  bind(statement, at, micros(value));
}
void Connection::bind(sqlite3_stmt* statement, int at, const std::optional<base::Time>& value) {
  if (value) return bind(statement, at, *value);
  check(sqlite3_bind_null(statement, at), "binding a value");
}

void Connection::script(const char* sql) {
  check(sqlite3_exec(database_, sql, nullptr, nullptr, nullptr), "running a script");
}

std::int64_t Connection::number(std::string_view sql) {
  std::int64_t value = 0;
  each(sql, [&](const Row& row) { value = row.number(0); });
  return value;
}

}  // namespace decorum::sqlite
