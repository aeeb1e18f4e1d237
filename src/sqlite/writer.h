// The one thread that writes: works wait in a queue, and those that wait together are made durable
// by one COMMIT. Each work is a savepoint of its own, so that one that fails leaves the others
// alone; when the COMMIT fails, all of the group fail and nothing of them is kept.
//
// When nobody waits, the thread lets go of what erased texts left behind (search_index.h), in small
// steps, and empties the write-ahead log.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "base/id.h"
#include "sqlite/connection.h"
#include "sqlite/search_index.h"
#include "store/store.h"

namespace decorum::sqlite {

inline constexpr int closing_steps_max = 500;           // of tidying, when the store is closed
inline constexpr std::chrono::seconds tidy_pause{30};  // between two rounds of it

class Writer {
 public:
  // Ids go on after the largest that the database has.
  Writer(const std::string& path, int node);
  ~Writer();  // what waits is still written

  // Returns when the work is durable, or throws what it threw. Not from within a work.
  void write(const std::function<void(store::Transaction&)>& work);

 private:
  using Clock = std::chrono::steady_clock;
  struct Job {
    const std::function<void(store::Transaction&)>* work;
    std::exception_ptr failure;
    bool is_done = false;
  };

  void run();
  bool take_group(std::vector<Job*>& group);
  void write_group(const std::vector<Job*>& group);
  void do_job(Job& job);
  void fail_all(const std::vector<Job*>& group);
  void tidy();
  void tidy_before_closing();

  Connection connection_;
  SearchIndex index_;
  base::IdMaker ids_;
  std::mutex mutex_;
  std::condition_variable queued_, done_, room_;
  std::deque<Job*> queue_;
  bool is_ending_ = false;
  bool is_untidy_ = true;  // something may have been erased since the last round
  Clock::time_point tidy_at_{};
  std::uint64_t groups_ = 0;
  std::thread thread_;  // last, so that all it uses is there before it and after it
};

}  // namespace decorum::sqlite
