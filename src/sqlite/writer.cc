#include "sqlite/writer.h"

#include <algorithm>
#include <cassert>

#include "sqlite/sqlite_store.h"
#include "sqlite/views.h"

namespace decorum::sqlite {
namespace {

constexpr int groups_a_step = 16;
constexpr int checkpoint_wait_ms = 200;

base::Id largest_id(Connection& connection) {
  std::int64_t largest = 0;
  for (const std::string_view table :
       {"event", "text", "erased", "post", "author", "case_row", "outbox"}) {
    const std::string sql = "SELECT max(id) FROM " + std::string(table);
    largest = std::max(largest, connection.number(sql));
  }
  return base::Id{largest};
}

}  // namespace

Writer::Writer(const std::string& path, int node)
    : connection_(path, Connection::Mode::read_write),
      index_(connection_),
      ids_(node, largest_id(connection_)) {
  connection_.script(
      "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON; "
      "PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 4000; "
      "PRAGMA journal_size_limit = 67108864");
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
  assert(std::this_thread::get_id() != thread_.get_id() && "a work does not wait for itself");
  Job job{&work, nullptr, false};
  std::unique_lock lock(mutex_);
  room_.wait(lock, [&] { return queue_.size() < writes_waiting_max; });
  queue_.push_back(&job);
  queued_.notify_one();
  done_.wait(lock, [&] { return job.is_done; });
  lock.unlock();
  if (job.failure) std::rethrow_exception(job.failure);
}

// False when the store is closed and nothing waits. An empty group: there is time to tidy.
bool Writer::take_group(std::vector<Job*>& group) {
  group.clear();
  std::unique_lock lock(mutex_);
  const auto is_wanted = [&] { return is_ending_ || !queue_.empty(); };
  if (is_untidy_) queued_.wait_until(lock, tidy_at_, is_wanted);
  else queued_.wait(lock, is_wanted);
  if (queue_.empty()) return !is_ending_;
  const auto count = static_cast<std::ptrdiff_t>(std::min(queue_.size(), group_most));
  group.assign(queue_.begin(), queue_.begin() + count);
  queue_.erase(queue_.begin(), queue_.begin() + count);
  return true;
}

void Writer::run() {
  std::vector<Job*> group;
  while (take_group(group)) {
    if (group.empty()) {
      tidy();
      continue;
    }
    room_.notify_all();
    write_group(group);
    // Also when somebody always waits, what was erased goes away in time.
    if (is_untidy_ && ++groups_ % groups_a_step == 0 && Clock::now() >= tidy_at_) tidy();
    {
      const std::lock_guard lock(mutex_);
      for (Job* job : group) job->is_done = true;
    }
    done_.notify_all();
  }
  tidy_before_closing();
}

void Writer::do_job(Job& job) {
  const SearchIndex::Mark mark = index_.mark();
  connection_.script("SAVEPOINT work");
  try {
    WriteView view(connection_, index_, ids_);
    (*job.work)(view);
    connection_.script("RELEASE work");
  } catch (...) {
    job.failure = std::current_exception();
    // Trouble with the disk may have taken the whole transaction away, and then all of the group.
    if (!connection_.in_transaction()) throw;
    connection_.script("ROLLBACK TO work; RELEASE work");
    index_.take_back(mark);
  }
}

void Writer::write_group(const std::vector<Job*>& group) {
  try {
    connection_.script("BEGIN IMMEDIATE");
    for (Job* job : group) do_job(*job);
    is_untidy_ = is_untidy_ || index_.has_removals();
    index_.write_out();
    connection_.script("COMMIT");
    index_.committed();
  } catch (...) {
    fail_all(group);
  }
}

void Writer::fail_all(const std::vector<Job*>& group) {
  const std::exception_ptr failure = std::current_exception();
  for (Job* job : group) {
    if (!job->failure) job->failure = failure;
  }
  try {
    if (connection_.in_transaction()) connection_.script("ROLLBACK");
    index_.reload();
  } catch (const store::StoreError&) {
    // The first failure is the one that is told.
  }
}

void Writer::tidy() {
  try {
    if (tidy_step(connection_)) return;
    // What was erased still stands in the log's old pages. Somebody who is reading may need them:
    // then it is tried again later.
    sqlite3_busy_timeout(connection_.raw(), checkpoint_wait_ms);
    is_untidy_ = connection_.number("PRAGMA wal_checkpoint(TRUNCATE)") != 0;
  } catch (const store::StoreError&) {
    // A full disk, say: nothing is lost, and later it is tried again.
  }
  sqlite3_busy_timeout(connection_.raw(), busy_wait_ms);
  tidy_at_ = Clock::now() + tidy_pause;
}

void Writer::tidy_before_closing() {
  for (int step = 0; is_untidy_ && step < closing_steps_max; ++step) {
    const Clock::time_point before = tidy_at_;
    tidy();
    if (tidy_at_ != before) return;
  }
}

}  // namespace decorum::sqlite
