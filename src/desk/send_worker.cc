#include "desk/send_worker.h"

#include <algorithm>
#include <exception>
#include <utility>

namespace decorum::desk {

SendWorker::SendWorker(Outbox& outbox, SendWorkerOptions options)
    : outbox_(outbox), options_(std::move(options)) {
  const std::size_t count = std::clamp<std::size_t>(options_.threads, 1, send_threads_max);
  threads_.reserve(count);
  for (std::size_t i = 0; i < count; ++i) threads_.emplace_back([this] { run(); });
}

SendWorker::~SendWorker() {
  {
    const std::lock_guard lock(mutex_);
    ends_ = true;
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

void SendWorker::wake() {
  {
    const std::lock_guard lock(mutex_);
    ++woken_;
  }
  changed_.notify_all();
}

bool SendWorker::wait() {
  std::unique_lock lock(mutex_);
  const std::uint64_t before = woken_;
  changed_.wait_for(lock, options_.pause, [&] { return ends_ || woken_ != before; });
  return !ends_;
}

void SendWorker::run() {
  for (;;) {
    {
      const std::lock_guard lock(mutex_);
      if (ends_) return;
    }
    bool worked = false;
    try {
      worked = outbox_.turn();
    } catch (const std::exception& error) {
      if (options_.told) options_.told(error.what());
    }
    if (!worked && !wait()) return;
  }
}

}  // namespace decorum::desk
