#include "sqlite/connection.h"

#include <limits>

#include <fmt/format.h>

namespace decorum::sqlite {
namespace {

using Kind = store::StoreError::Kind;

constexpr char ending = '\x1f';
constexpr char escape = '\x1b';

// A quota or a file's own limit is a full disk to whoever has to make room; SQLite calls only
// ENOSPC full, and every other write that fails an error.
Kind kind_of(int code) {
  if (code == SQLITE_IOERR_WRITE) return Kind::full;
  switch (code & 0xff) {
    case SQLITE_FULL: return Kind::full;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return Kind::damaged;
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return Kind::busy;
    default: return Kind::other;
  }
}

// What it means to the person who runs the desk.
std::string_view meaning_of(int code) {
  if (code == SQLITE_IOERR_WRITE) return "the disk takes no more: full, over a quota, or broken";
  switch (code & 0xff) {
    case SQLITE_FULL: return "the disk is full; make room, nothing that was acknowledged is lost";
    case SQLITE_CORRUPT: return "the file is damaged; run `decorum store check`, then restore";
    case SQLITE_NOTADB: return "the file is no database";
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return "another program holds the database; try again";
    case SQLITE_READONLY: return "the file or its folder cannot be written to";
    case SQLITE_IOERR: return "the disk gave an error; look at the system's log";
    case SQLITE_CANTOPEN: return "the file cannot be opened";
    case SQLITE_CONSTRAINT: return "a row of this id or key is there already";
    case SQLITE_TOOBIG: return "a value is too large";
    default: return "the database refused";
  }
}

int length_of(std::size_t bytes) {
  if (bytes > static_cast<std::size_t>(std::numeric_limits<int>::max())) {
    throw store::StoreError(Kind::other, "a value of more than 2 GB cannot be stored");
  }
  return static_cast<int>(bytes);
}

}  // namespace

void refuse(sqlite3* database, std::string_view doing) {
  const int code = sqlite3_extended_errcode(database);
  throw store::StoreError(kind_of(code), fmt::format("{}: {} ({})", doing, meaning_of(code),
                                                     sqlite3_errmsg(database)));
}

std::int64_t micros(base::Time time) { return time.time_since_epoch().count(); }
base::Time time_from(std::int64_t micros) { return base::Time(base::Duration(micros)); }

namespace {

void append_entry(std::string& text, std::string_view entry) {
  for (const char c : entry) {
    if (c == ending || c == escape) text.push_back(escape);
    text.push_back(c);
  }
  text.push_back(ending);
}

}  // namespace

std::string joined(const std::vector<std::string>& entries) {
  std::string text;
  for (const std::string& entry : entries) append_entry(text, entry);
  return text;
}

std::vector<std::string> parted(std::string_view text) {
  std::vector<std::string> entries;
  std::string entry;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == ending) {
      entries.push_back(std::move(entry));
      entry.clear();
      continue;
    }
    if (text[i] == escape && i + 1 < text.size()) ++i;
    entry.push_back(text[i]);
  }
  return entries;
}

bool has_entry(std::string_view list, std::string_view entry) {
  std::string wanted;
  append_entry(wanted, entry);
  for (std::size_t at = 0; at < list.size();) {
    if (list.substr(at).starts_with(wanted)) return true;
    while (at < list.size() && list[at] != ending) at += list[at] == escape ? 2U : 1U;
    ++at;
  }
  return false;
}

std::string_view Row::view(int column) const {
  const void* bytes = sqlite3_column_blob(statement_, column);
  const int size = sqlite3_column_bytes(statement_, column);
  if (bytes == nullptr) return {};
  return {static_cast<const char*>(bytes), static_cast<std::size_t>(size)};
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
    throw store::StoreError(Kind::other, fmt::format("{} cannot be opened: {}", path, what));
  }
  sqlite3_busy_timeout(database_, busy_wait_ms);
}

Connection::~Connection() {
  for (const auto& [sql, statements] : idle_) {
    for (sqlite3_stmt* statement : statements) sqlite3_finalize(statement);
  }
  sqlite3_close(database_);
}

sqlite3_stmt* Connection::take(std::string_view sql) {
  if (const auto found = idle_.find(sql); found != idle_.end() && !found->second.empty()) {
    sqlite3_stmt* statement = found->second.back();
    found->second.pop_back();
    --idle_count_;
    return statement;
  }
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v3(database_, sql.data(), length_of(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  if (code != SQLITE_OK) refuse(database_, "preparing a statement");
  return statement;
}

void Connection::give_back(sqlite3_stmt* statement) {
  sqlite3_reset(statement);
  sqlite3_clear_bindings(statement);
  if (idle_count_ >= statements_kept_max) {
    sqlite3_finalize(statement);
    return;
  }
  idle_[sqlite3_sql(statement)].push_back(statement);
  ++idle_count_;
}

void Connection::script(const std::string& sql) {
  if (sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
    refuse(database_, "writing");
  }
}

bool Cursor::next() {
  const int code = sqlite3_step(held_.statement);
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) {
    const bool only_reads = sqlite3_stmt_readonly(held_.statement) != 0;
    refuse(held_.connection.database_, only_reads ? "reading" : "writing");
  }
  return false;
}

void Cursor::check(int code) {
  if (code != SQLITE_OK) refuse(held_.connection.database_, "binding a value");
}

void Cursor::bind(int at, std::int64_t value) {
  check(sqlite3_bind_int64(held_.statement, at, value));
}

void Cursor::bind(int at, std::string_view value) {
  // An empty view may have no address, which SQLite would take for NULL.
  const char* bytes = value.empty() ? "" : value.data();
  check(sqlite3_bind_text(held_.statement, at, bytes, length_of(value.size()), SQLITE_STATIC));
}

void Cursor::bind(int at, Blob value) {
  const char* bytes = value.bytes.empty() ? "" : value.bytes.data();
  check(sqlite3_bind_blob(held_.statement, at, bytes, length_of(value.bytes.size()),
                          SQLITE_STATIC));
}

void Cursor::bind(int at, base::Time value) { bind(at, micros(value)); }

void Cursor::bind(int at, const std::optional<base::Time>& value) {
  if (value) return bind(at, *value);
  check(sqlite3_bind_null(held_.statement, at));
}

}  // namespace decorum::sqlite
