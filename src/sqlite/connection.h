// One connection to an SQLite database: statements kept ready, values bound by type, errors as
// store::StoreError. One thread at a time.
//
//   connection.run("UPDATE author SET posts = ? WHERE id = ?", row.posts, row.id);
//   connection.each("SELECT id, body FROM text WHERE kind = ?", [&](const Row& row) {...}, kind);
#pragma once

#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include <sqlite3.h>

#include "base/id.h"
#include "base/time.h"
#include "store/store.h"

namespace decorum::sqlite {

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
  std::string text(int column) const;
  base::Id id(int column) const { return base::Id{number(column)}; }
  base::Time time(int column) const;
  std::optional<base::Time> maybe_time(int column) const;
  bool is_null(int column) const;

 private:
  sqlite3_stmt* statement_;
};

// Throws what SQLite said, in words.
[[noreturn]] void refuse(sqlite3* database, std::string_view doing);

class Connection {
 public:
  enum class Mode : std::uint8_t { read_write, read_only };
  Connection(const std::string& path, Mode mode);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  template <class... Values>
  void run(std::string_view sql, const Values&... values) {
    each(sql, [](const Row&) {}, values...);
  }

  template <class Take, class... Values>
  void each(std::string_view sql, Take&& take, const Values&... values) {
    sqlite3_stmt* statement = prepared(sql);
    const Reset reset{statement};
    int at = 0;
    (bind(statement, ++at, values), ...);
    while (step(statement)) take(Row(statement));
  }

  // With values that are only known while running.
  using Value = std::variant<std::int64_t, std::string>;
  template <class Take>
  void each_of(std::string_view sql, const std::vector<Value>& values, Take&& take) {
    sqlite3_stmt* statement = prepared(sql);
    const Reset reset{statement};
    int at = 0;
    for (const Value& value : values) {
      ++at;
      if (const auto* number = std::get_if<std::int64_t>(&value)) bind(statement, at, *number);
      else bind(statement, at, std::get<std::string>(value));
    }
    while (step(statement)) take(Row(statement));
  }

  // Several statements without values, as a schema has them.
  void script(const char* sql);
  std::int64_t number(std::string_view sql);
  bool in_transaction() const { return sqlite3_get_autocommit(database_) == 0; }
  sqlite3* raw() { return database_; }

 private:
  struct Reset {
    sqlite3_stmt* statement;
    ~Reset();
  };
  struct Kept {
    std::string sql;
    sqlite3_stmt* statement;
  };

  sqlite3_stmt* prepared(std::string_view sql);
  bool step(sqlite3_stmt* statement);
  void bind(sqlite3_stmt* statement, int at, std::int64_t value);
  void bind(sqlite3_stmt* statement, int at, int value);
  void bind(sqlite3_stmt* statement, int at, bool value);
  void bind(sqlite3_stmt* statement, int at, const std::string& value);
  void bind(sqlite3_stmt* statement, int at, std::string_view value);
  void bind(sqlite3_stmt* statement, int at, Blob value);
  void bind(sqlite3_stmt* statement, int at, base::Id value);
  void bind(sqlite3_stmt* statement, int at, base::Time value);
  void bind(sqlite3_stmt* statement, int at, const std::optional<base::Time>& value);
  void check(int code, std::string_view doing);

  sqlite3* database_ = nullptr;
  std::list<Kept> kept_;  // the most recently used first
  std::unordered_map<std::string_view, std::list<Kept>::iterator> by_sql_;
};

inline constexpr std::size_t statements_kept_max = 300;  // of one connection

std::int64_t micros(base::Time time);
base::Time time_from(std::int64_t micros);

// Lists within a column: entries hold no control characters.
std::string joined(const std::vector<std::string>& entries);
std::vector<std::string> parted(std::string_view text);

}  // namespace decorum::sqlite
