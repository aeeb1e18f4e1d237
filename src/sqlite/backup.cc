// Backing up, restoring, and letting go of what was erased.
#include <chrono>
#include <filesystem>
#include <fstream>
#include <vector>

#include <fmt/format.h>

#include "sqlite/connection.h"
#include "sqlite/lock.h"
#include "sqlite/migrations.h"
#include "sqlite/search_index.h"
#include "sqlite/sqlite_store.h"
#include "sqlite/write_rows.h"

namespace decorum::sqlite {
namespace {

namespace fs = std::filesystem;

constexpr int pages_a_step = 2000;

[[noreturn]] void fail(std::string what) {
  throw store::StoreError(store::StoreError::Kind::other, what);
}

void require_absent(const std::string& path) {
  // A log of another database beside it would be taken for its own.
  for (const char* end : {"", "-wal", "-journal"}) {
    if (!fs::exists(path + end)) continue;
    fail(fmt::format("{}{} is there already; move it away, or name another file", path, end));
  }
}

// An error that says of which file.
template <class Work>
auto named(const std::string& path, const Work& work) {
  try {
    return work();
  } catch (const store::StoreError& error) {
    const std::string what = error.what();
    if (what.starts_with(path)) throw;
    throw store::StoreError(error.kind(), fmt::format("{}: {}", path, what));
  }
}

void require_present(const std::string& path) {
  if (!fs::is_regular_file(path)) fail(fmt::format("{} is not there, or is no file", path));
}

void copy(Connection& from, Connection& to, const Progress& progress) {
  sqlite3_backup* copying = sqlite3_backup_init(to.raw(), "main", from.raw(), "main");
  if (copying == nullptr) refuse(to.raw(), "beginning the copy");
  int code = SQLITE_OK;
  bool goes_on = true;
  while (goes_on && (code == SQLITE_OK || code == SQLITE_BUSY || code == SQLITE_LOCKED)) {
    code = sqlite3_backup_step(copying, pages_a_step);
    const int all = sqlite3_backup_pagecount(copying);
    const int left = sqlite3_backup_remaining(copying);
    if (progress && all > 0) goes_on = progress(1.0 - static_cast<double>(left) / all);
    if (code == SQLITE_BUSY || code == SQLITE_LOCKED) sqlite3_sleep(20);
  }
  sqlite3_backup_finish(copying);
  if (!goes_on) fail("it was broken off; the copy is not whole and was taken away");
  if (code != SQLITE_DONE) refuse(to.raw(), "copying");
}

// A half copy is worse than none: it goes when anything fails.
template <class Work>
void or_none(const std::string& path, const Work& work) {
  try {
    work();
  } catch (...) {
    std::error_code ignored;
    for (const char* end : {"", "-wal", "-shm", "-journal"}) fs::remove(path + end, ignored);
    throw;
  }
}

std::vector<base::Id> erased_in(const std::string& path) {
  std::vector<base::Id> ids;
  std::ifstream file(path, std::ios::binary);
  std::string start(16, '\0');
  file.read(start.data(), static_cast<std::streamsize>(start.size()));
  if (start == std::string("SQLite format 3\0", 16)) {
    Connection connection(path, Connection::Mode::read_only);
    named(path, [&] { require_newest(connection); });
    connection.each("SELECT id FROM erased", [&](const Row& row) { ids.push_back(row.id(0)); });
    return ids;
  }
  file.clear();
  file.seekg(0);
  std::string line;
  for (std::size_t number = 1; std::getline(file, line); ++number) {
    if (line.empty()) continue;
    const auto id = base::parse_id(line);
    if (!id) fail(fmt::format("{}:{}: {}", path, number, id.error().what));
    ids.push_back(*id);
  }
  return ids;
}

std::size_t erase_again(Connection& connection, const std::vector<base::Id>& ids) {
  std::size_t count = 0;
  const base::Time now = std::chrono::floor<base::Duration>(std::chrono::system_clock::now());
  SearchIndex index(connection);
  connection.script("BEGIN IMMEDIATE");
  for (const base::Id id : ids) {
    connection.run("INSERT OR IGNORE INTO erased(id, at) VALUES(?, ?)", id, now);
    if (!erase_text(connection, index, id, now)) continue;
    ++count;
    connection.run("UPDATE post SET document = 0, state = 3 WHERE document = ? AND document <> 0",
                   id);
    connection.run("UPDATE author SET name = 0 WHERE name = ?", id);
  }
  index.write_out();
  connection.script("COMMIT");
  return count;
}

void tidy_up(Connection& connection) {
  while (tidy_step(connection)) {
  }
  connection.script("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)");
}

}  // namespace

void backup(const std::string& from, const std::string& to, const Progress& progress) {
  require_present(from);
  require_absent(to);
  Connection source(from, Connection::Mode::read_only);
  named(from, [&] { require_newest(source); });
  // Held open, so that what is written meanwhile does not make the copy begin again.
  source.script("BEGIN");
  source.number("SELECT count(*) FROM sqlite_schema");
  or_none(to, [&] {
    make_private(to);
    Connection target(to, Connection::Mode::read_write);
    copy(source, target, progress);
    target.script("PRAGMA journal_mode = DELETE");
  });
}

Restored restore(const std::string& from, const std::string& to, const std::string& erasures,
                 const Progress& progress) {
  require_present(from);
  require_absent(to);
  std::vector<base::Id> erased;
  if (!erasures.empty()) {
    require_present(erasures);
    erased = erased_in(erasures);
  }
  const Lock lock(to);
  Restored restored;
  or_none(to, [&] {
    Connection source(from, Connection::Mode::read_only);
    named(from, [&] { require_older(source); });
    make_private(to);
    Connection target(to, Connection::Mode::read_write);
    copy(source, target, progress);
    target.script("PRAGMA journal_mode = WAL");
    migrate(target);
    restored.erased_again = erase_again(target, erased);
    if (restored.erased_again > 0) tidy_up(target);
  });
  return restored;
}

std::string erasure_list(const std::string& path) {
  require_present(path);
  std::string list;
  Connection connection(path, Connection::Mode::read_only);
  named(path, [&] { require_newest(connection); });
  connection.each("SELECT id FROM erased ORDER BY id",
                  [&](const Row& row) { list += base::to_text(row.id(0)) + "\n"; });
  return list;
}

}  // namespace decorum::sqlite
