// The threads that drain the outbox: as many as there are lanes that may hang, so that a channel
// that is down stalls nobody else.
//
//   SendWorker worker(outbox, {.threads = accounts + 2, .told = log_it});
//   worker.wake();                     // something was put into the outbox
//   // its end waits for what is under way, and begins nothing new
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "desk/send.h"

namespace decorum::desk {

inline constexpr std::size_t send_threads_max = 64;

struct SendWorkerOptions {
  std::size_t threads = 4;                         // 1 to send_threads_max
  std::chrono::milliseconds pause{1000};           // between two looks when nothing is due
  std::function<void(std::string_view)> told = {};  // of trouble with the store, a sentence
};

class SendWorker {
 public:
  // `outbox` must outlive it and have recovered.
  SendWorker(Outbox& outbox, SendWorkerOptions options);
  ~SendWorker();
  SendWorker(const SendWorker&) = delete;
  SendWorker& operator=(const SendWorker&) = delete;

  void wake();

 private:
  void run();
  bool wait();  // false: the end

  Outbox& outbox_;
  const SendWorkerOptions options_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool ends_ = false;
  std::uint64_t woken_ = 0;
  std::vector<std::thread> threads_;
};

}  // namespace decorum::desk
