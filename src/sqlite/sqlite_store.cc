#include "sqlite/sqlite_store.h"

#include <condition_variable>
#include <mutex>

#include <fmt/format.h>

#include "sqlite/case_places.h"
#include "sqlite/connection.h"
#include "sqlite/lock.h"
#include "sqlite/migrations.h"
#include "sqlite/search_index.h"
#include "sqlite/views.h"
#include "sqlite/writer.h"

namespace decorum::sqlite {
namespace {

constexpr std::size_t mistakes_told_max = 100;

// Connections that read, made when they are needed and used again.
class Readers {
 public:
  explicit Readers(std::string path) : path_(std::move(path)) {}

  void read(const std::function<void(store::Snapshot&)>& work) {
    std::unique_ptr<Connection> connection = take();
    const Back back{*this, connection};
    connection->script("BEGIN");
    const End end{*connection};
    ReadView view(*connection);
    work(view);
  }

 private:
  struct Back {
    Readers& readers;
    std::unique_ptr<Connection>& connection;
    ~Back() {
      const std::lock_guard lock(readers.mutex_);
      readers.idle_.push_back(std::move(connection));
      readers.free_.notify_one();
    }
  };
  struct End {
    Connection& connection;
    ~End() { sqlite3_exec(connection.raw(), "ROLLBACK", nullptr, nullptr, nullptr); }
  };

  std::unique_ptr<Connection> take() {
    std::unique_lock lock(mutex_);
    free_.wait(lock, [&] { return !idle_.empty() || made_ < readers_max; });
    if (!idle_.empty()) {
      std::unique_ptr<Connection> connection = std::move(idle_.back());
      idle_.pop_back();
      return connection;
    }
    ++made_;
    lock.unlock();
    try {
      auto connection = std::make_unique<Connection>(path_, Connection::Mode::read_only);
      connection->script("PRAGMA cache_size = -8192; PRAGMA mmap_size = 268435456;");
      return connection;
    } catch (...) {
      lock.lock();
      --made_;
      throw;
    }
  }

  std::string path_;
  std::mutex mutex_;
  std::condition_variable free_;
  std::vector<std::unique_ptr<Connection>> idle_;
  std::size_t made_ = 0;
};

std::vector<std::string> mistakes_in(Connection& connection) {
  std::vector<std::string> mistakes;
  connection.each(fmt::format("PRAGMA integrity_check({})", mistakes_told_max),
                  [&](const Row& row) {
                    if (row.text(0) != "ok") mistakes.push_back(row.text(0));
                  });
  const auto count = [&](std::string_view sql, std::string_view what) {
    if (const std::int64_t rows = connection.number(sql); rows > 0) {
      mistakes.push_back(fmt::format("{}: {}", what, rows));
    }
  };
  count("SELECT count(*) FROM leaf LEFT JOIN event ON event.id = leaf.event WHERE event.id IS NULL",
        "numbers of events that are not there");
  count("SELECT count(*) FROM post LEFT JOIN text ON text.id = post.document "
        "WHERE post.document <> 0 AND text.id IS NULL",
        "posts whose text is missing and was not erased");
  count("SELECT count(*) FROM event LEFT JOIN leaf ON leaf.event = event.id LEFT JOIN unsealed "
        "ON unsealed.event = event.id WHERE leaf.event IS NULL AND unsealed.event IS NULL",
        "events that will never get a number");
  count("SELECT count(*) FROM erased JOIN text USING(id)", "texts that were erased and are there");
  connection.each("PRAGMA foreign_key_check", [&](const Row& row) {
    if (mistakes.size() < mistakes_told_max) {
      mistakes.push_back(fmt::format("a row of {} refers to one that is not there", row.text(0)));
    }
  });
  for (const auto& part : {mistakes_in_places(connection), mistakes_in_search(connection)}) {
    mistakes.insert(mistakes.end(), part.begin(), part.end());
  }
  return mistakes;
}

class SqliteStore final : public store::Store {
 public:
  SqliteStore(const std::string& path, const OpenOptions& options) : path_(path), readers_(path) {
    if (options.read_only) {
      Connection connection(path, Connection::Mode::read_only);
      require_newest(connection);
      return;
    }
    lock_ = std::make_unique<Lock>(path);
    make_private(path);
    {
      Connection connection(path, Connection::Mode::read_write);
      connection.script("PRAGMA journal_mode = WAL");
      migrate(connection);
    }
    writer_ = std::make_unique<Writer>(path, options.node);
  }

  void read(const std::function<void(store::Snapshot&)>& work) override { readers_.read(work); }

  void write(const std::function<void(store::Transaction&)>& work) override {
    if (writer_) return writer_->write(work);
    throw store::StoreError(store::StoreError::Kind::other,
                            "the store was opened for reading only");
  }

  std::string about() override {
    return fmt::format("sqlite {}, schema {}", sqlite3_libversion(), newest_schema());
  }

  std::vector<std::string> check() override {
    Connection connection(path_, Connection::Mode::read_only);
    return mistakes_in(connection);
  }

 private:
  std::string path_;
  std::unique_ptr<Lock> lock_;
  Readers readers_;
  std::unique_ptr<Writer> writer_;
};

}  // namespace

std::unique_ptr<store::Store> open_store(const std::string& path, const OpenOptions& options) {
  try {
    return std::make_unique<SqliteStore>(path, options);
  } catch (const store::StoreError& error) {
    const std::string what = error.what();
    if (what.starts_with(path)) throw;
    throw store::StoreError(error.kind(), fmt::format("{}: {}", path, what));
  }
}

}  // namespace decorum::sqlite
