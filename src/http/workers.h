// A bounded pool of threads for work that may wait. What is over the bound is not taken, so that
// the caller can say so at once instead of letting people wait for nothing.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace decorum::http {

// Any thread may call it. Work must not throw.
class Workers {
 public:
  Workers(int threads, std::size_t queue_max);
  // Waits for the work that has begun; what is queued is dropped.
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  // false: queue_max pieces of work wait already.
  bool post(std::function<void()> work);
  // Pieces of work that wait for a thread.
  std::size_t waiting() const;

 private:
  void run();

  const std::size_t queue_max_;
  mutable std::mutex mutex_;
  std::condition_variable ready_;
  std::deque<std::function<void()>> queue_;
  bool ending_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace decorum::http
