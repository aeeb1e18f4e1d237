// One connection to an SQLite database: statements kept ready, values bound by type, errors as
// store::StoreError with a sentence. One thread at a time.
//
//   connection.run("UPDATE author SET posts = ? WHERE id = ?", row.posts, row.id);
//   connection.each("SELECT id, body FROM text WHERE kind = ?", [&](const Row& row) {...}, kind);
//   Cursor cursor(connection, "SELECT id FROM post WHERE id > ?", after);
//   while (cursor.next()) ... cursor.row().id(0) ...        // may stop before the end
//
// Statements may be nested, also the same one. What is bound must live until the last row is read.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <sqlite3.h>

#include "base/id.h"
#include "base/time.h"
#include "store/store.h"

namespace decorum::sqlite {

inline constexpr std::size_t statements_kept_max = 400;  // of one connection
inline constexpr int busy_wait_ms = 10'000;

// Bytes that are no text.
struct Blob {
  std::string_view bytes;
};

// A row of a result, good until the next one.
class Row {
 public:
  explicit Row(sqlite3_stmt* statement) : statement_(statement) {}
  std::int64_t number(int column) const { return sqlite3_column_int64(statement_, column); }
  bool flag(int column) const { return number(column) != 0; }
  std::string_view view(int column) const;
  std::string text(int column) const { return std::string(view(column)); }
  base::Id id(int column) const { return base::Id{number(column)}; }
  base::Time time(int column) const;
  std::optional<base::Time> maybe_time(int column) const;
  bool is_null(int column) const;

 private:
  sqlite3_stmt* statement_;
};

// Throws what SQLite said last, as a sentence; `doing`: "writing", "copying".
[[noreturn]] void refuse(sqlite3* database, std::string_view doing);

class Connection {
 public:
  enum class Mode : std::uint8_t { read_write, read_only };
  Connection(const std::string& path, Mode mode);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  template <class... Values>
  void run(std::string_view sql, const Values&... values);
  template <class Take, class... Values>
  void each(std::string_view sql, Take&& take, const Values&... values);

  // Several statements without values, as a schema has them.
  void script(const std::string& sql);
  // The first column of the first row; 0 when there is none.
  template <class... Values>
  std::int64_t number(std::string_view sql, const Values&... values);
  bool in_transaction() const { return sqlite3_get_autocommit(database_) == 0; }
  std::int64_t changes() const { return sqlite3_total_changes64(database_); }
  sqlite3* raw() { return database_; }

 private:
  friend class Cursor;
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };

  sqlite3_stmt* take(std::string_view sql);
  void give_back(sqlite3_stmt* statement);

  sqlite3* database_ = nullptr;
  std::unordered_map<std::string, std::vector<sqlite3_stmt*>, Hash, std::equal_to<>> idle_;
  std::size_t idle_count_ = 0;
};

// A statement being read. The connection outlives it.
class Cursor {
 public:
  template <class... Values>
  Cursor(Connection& connection, std::string_view sql, const Values&... values)
      : held_{connection, connection.take(sql)} {
    int at = 0;
    (bind(++at, values), ...);
  }
  Cursor(const Cursor&) = delete;
  Cursor& operator=(const Cursor&) = delete;

  bool next();
  Row row() const { return Row(held_.statement); }

 private:
  struct Held {
    Connection& connection;
    sqlite3_stmt* statement;
    ~Held() { connection.give_back(statement); }
  };

  void bind(int at, std::int64_t value);
  void bind(int at, int value) { bind(at, std::int64_t{value}); }
  void bind(int at, bool value) { bind(at, std::int64_t{value ? 1 : 0}); }
  void bind(int at, const std::string& value) { bind(at, std::string_view(value)); }
  void bind(int at, std::string_view value);
  void bind(int at, Blob value);
  void bind(int at, base::Id value) { bind(at, value.value); }
  void bind(int at, base::Time value);
  void bind(int at, const std::optional<base::Time>& value);
  void check(int code);

  Held held_;
};

template <class... Values>
void Connection::run(std::string_view sql, const Values&... values) {
  Cursor cursor(*this, sql, values...);
  while (cursor.next()) {
  }
}

template <class Take, class... Values>
void Connection::each(std::string_view sql, Take&& take, const Values&... values) {
  Cursor cursor(*this, sql, values...);
  while (cursor.next()) take(cursor.row());
}

template <class... Values>
std::int64_t Connection::number(std::string_view sql, const Values&... values) {
  Cursor cursor(*this, sql, values...);
  return cursor.next() ? cursor.row().number(0) : 0;
}

std::int64_t micros(base::Time time);
base::Time time_from(std::int64_t micros);

// A list within a column: every entry ends with the byte 1F; that byte and 1B are escaped by 1B.
std::string joined(const std::vector<std::string>& entries);
std::vector<std::string> parted(std::string_view text);
// Whether a list in this form has the entry.
bool has_entry(std::string_view list, std::string_view entry);

}  // namespace decorum::sqlite
