#include "sqlite/writer.h"

#include <algorithm>

#include "sqlite/sqlite_store.h"
#include "sqlite/views.h"

namespace decorum::sqlite {
namespace {

base::Id largest_id(Connection& connection) {
  return base::Id{connection.number(
      "SELECT max(coalesce((SELECT max(id) FROM event), 0), "
      "coalesce((SELECT max(id) FROM text), 0), coalesce((SELECT max(id) FROM erased), 0), coalesce((SELECT max(id) FROM post), 0), "
      "coalesce((SELECT max(id) FROM author), 0), coalesce((SELECT max(id) FROM case_row), 0), "
      "coalesce((SELECT max(id) FROM outbox), 0))")};
}

}  // namespace

Writer::Writer(const std::string& path, int node)
    : connection_(path, Connection::Mode::read_write), ids_(node, largest_id(connection_)) {
  connection_.script(
      "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA cache_size = -65536; "
      "PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 4000;");
  thread_ = std::thread([this] { run(); });
}

Writer::~Writer() {
  {
    const std::lock_guard lock(mutex_);
    is_ending_ = true;
  }
  queued_.notify_all();
  thread_.join();
}

void Writer::write(const std::function<void(store::Transaction&)>& work) {
  Job job{&work, nullptr, false};
  std::unique_lock lock(mutex_);
  room_.wait(lock, [&] { return queue_.size() < writes_waiting_max; });
  queue_.push_back(&job);
  queued_.notify_one();
  done_.wait(lock, [&] { return job.is_done; });
  lock.unlock();
  if (job.failure) std::rethrow_exception(job.failure);
}

void Writer::run() {
  std::vector<Job*> group;
  while (true) {
    {
      std::unique_lock lock(mutex_);
      queued_.wait(lock, [&] { return is_ending_ || !queue_.empty(); });
      if (queue_.empty()) return;
      const auto count = static_cast<std::ptrdiff_t>(std::min(queue_.size(), group_most));
      group.assign(queue_.begin(), queue_.begin() + count);
      queue_.erase(queue_.begin(), queue_.begin() + count);
    }
    room_.notify_all();
    write_group(group);
    {
      const std::lock_guard lock(mutex_);
      for (Job* job : group) job->is_done = true;
    }
    done_.notify_all();
  }
}

// False when the whole transaction is gone, as a full disk may leave it.
bool Writer::do_job(Job& job) {
  connection_.script("SAVEPOINT work");
  try {
    WriteView view(connection_, ids_);
    (*job.work)(view);
    connection_.script("RELEASE work");
  } catch (...) {
    job.failure = std::current_exception();
    if (!connection_.in_transaction()) return false;
    connection_.script("ROLLBACK TO work; RELEASE work");
  }
  return true;
}

void Writer::write_group(const std::vector<Job*>& group) {
  try {
    connection_.script("BEGIN IMMEDIATE");
    for (Job* job : group) {
      if (!do_job(*job)) throw store::StoreError(store::StoreError::Kind::other, "rolled back");
    }
    connection_.script("COMMIT");
  } catch (...) {
    const std::exception_ptr failure = std::current_exception();
    try {
      if (connection_.in_transaction()) connection_.script("ROLLBACK");
    } catch (const store::StoreError&) {
      // The failure that is told is the first one.
    }
    if (group.size() == 1) {
      if (!group.front()->failure) group.front()->failure = failure;
      return;
    }
    // One of them took the others with it: each again, for itself.
    for (Job* job : group) {
      job->failure = nullptr;
      write_group({job});
    }
  }
}

}  // namespace decorum::sqlite
