// The one thread that writes: works wait in a queue, and those that wait together are made durable
// together. Each work is a savepoint of its own, so that one that fails leaves the others alone.
#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "base/id.h"
#include "sqlite/connection.h"
#include "store/store.h"

namespace decorum::sqlite {

class Writer {
 public:
  // Takes the connection over; ids go on after the largest that the database has.
  Writer(const std::string& path, int node);
  ~Writer();  // what waits is still written

  // Returns when the work is durable, or throws what it threw.
  void write(const std::function<void(store::Transaction&)>& work);

 private:
  struct Job {
    const std::function<void(store::Transaction&)>* work;
    std::exception_ptr failure;
    bool is_done = false;
  };

  void run();
  void write_group(const std::vector<Job*>& group);
  bool do_job(Job& job);

  Connection connection_;
  base::IdMaker ids_;
  std::mutex mutex_;
  std::condition_variable queued_, done_, room_;
  std::deque<Job*> queue_;
  bool is_ending_ = false;
  std::thread thread_;  // last, so that all it uses is there before it and after it
};

}  // namespace decorum::sqlite
