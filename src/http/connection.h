// Inside the server only: one connection from its first byte to its last, as a coroutine.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include <boost/asio/steady_timer.hpp>

#include "base/id.h"
#include "http/proxies.h"
#include "http/request_reader.h"
#include "http/server.h"
#include "http/transport.h"
#include "http/workers.h"

namespace decorum::http {

class Connection;

// What all connections of a server share. Outlives them.
struct ServerCore {
  ServerCore(ServerSettings chosen, Entry answers, TrustedProxies trusted)
      : settings(std::move(chosen)), entry(std::move(answers)), proxies(std::move(trusted)) {}

  const ServerSettings settings;
  const Entry entry;
  const TrustedProxies proxies;
  // Ended before the threads of the connections are.
  std::unique_ptr<Workers> workers =
      std::make_unique<Workers>(settings.worker_threads, settings.limits.queue_max);
  std::unique_ptr<Workers> streamers =
      std::make_unique<Workers>(settings.stream_threads, settings.limits.streams_max);
  std::atomic<bool> stopping = false;
  std::atomic<std::size_t> streams = 0;
  std::atomic<std::size_t> held_bytes = 0;  // of all bodies

  // The connections that are open, and how many come from an address.
  std::mutex mutex;
  std::condition_variable closed;
  std::unordered_set<Connection*> connections;
  std::unordered_map<std::string, std::size_t> by_address;
  base::IdMaker ids;

  std::string next_request_id();
};

// The body that a stream's pieces go into is written by the connection; this lets other threads
// say that there is more, also when the connection is gone already.
struct WakeSlot {
  std::mutex mutex;
  Connection* connection = nullptr;

  void wake();
  void clear();
};

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  // `address` as text, or "unix"; the connection is one of core.connections until it ends.
  Connection(ServerCore& core, std::unique_ptr<Transport> transport, std::string address,
             bool secure);
  ~Connection();

  void start();
  // The server stops: from any thread, while the core's mutex is held.
  void begin_drain();
  // Nothing runs on the connection any more: from the thread that stops the server.
  void cut();

 private:
  friend struct WakeSlot;
  using Clock = std::chrono::steady_clock;
  template <class T>
  using Awaitable = boost::asio::awaitable<T>;

  struct Piece {
    bool failed = false;
    std::optional<std::string> bytes;
  };
  struct Pending {  // of the request that is being answered
    std::string id;
    bool head_only = false;
    bool keep_alive = true;
    bool is_1_0 = false;
  };

  Awaitable<void> run();
  Awaitable<bool> read_head();
  Awaitable<bool> read_body();
  // The connection's request of this number, from 1.
  Awaitable<bool> answer(std::size_t requests);
  Awaitable<bool> write_response(Response response, const Pending& pending);
  Awaitable<bool> write_stream(Response response, const Pending& pending);
  Awaitable<bool> write_pieces(const Response& response, const Pending& pending);
  Awaitable<void> wait_for_more(bool has_wakes, Clock::time_point until);
  Awaitable<void> watch();
  Awaitable<void> refuse(int status, std::string detail);
  Awaitable<bool> fill();
  Awaitable<bool> write(std::string_view bytes);
  Awaitable<void> finish();

  Request completed_request(Pending& pending);
  void allow_until(Clock::time_point deadline);
  void allow(int milliseconds);
  void allow_for_bytes(Clock::time_point start, int milliseconds, std::size_t bytes);
  bool hold(std::size_t body_bytes);
  void arm_watchdog();
  void wake();

  ServerCore& core_;
  std::unique_ptr<Transport> transport_;
  const std::string address_;
  const bool secure_;
  RequestReader reader_;
  boost::asio::steady_timer watchdog_, wake_;
  Clock::time_point deadline_ = Clock::time_point::max();
  Clock::time_point armed_for_ = Clock::time_point::max();
  std::shared_ptr<WakeSlot> slot_ = std::make_shared<WakeSlot>();
  std::size_t held_bytes_ = 0;  // of this connection's body, as the core counts it
  bool timed_out_ = false;
  bool broken_ = false;    // nothing can be written any more
  bool idle_ = false;      // no byte of the next request has come
  bool woken_ = false;
  bool watching_ = false;  // a stream is open, and another coroutine reads
  bool gone_ = false;      // the other side left during a stream
};

}  // namespace decorum::http
