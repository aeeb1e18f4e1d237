// A server that runs on a port of its own for one test, and what its handlers wait for.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "http/client_for_test.h"
#include "http/server.h"

namespace decorum::http {

// Longer than any test is waited for.
inline constexpr std::chrono::milliseconds ample{600'000};
inline constexpr std::string_view get_a = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n";

// Says what it got, so that a test sees how a request was cut: "GET /a []".
inline Response echo(const Request& request) {
  Response response;
  response.set("content-type", "text/plain");
  response.body = fmt::format("{} {} [{}]", request.method, request.path, request.body);
  return response;
}

struct Running {
  explicit Running(Entry entry = echo, ServerSettings settings = {})
      : server(std::move(settings), std::move(entry)) {
    const auto started = server.start();
    EXPECT_TRUE(started.has_value()) << started.error().what;
  }
  RawClient client() const { return RawClient(server.port()); }
  // Until as many connections are open.
  void wait_for_connections(std::size_t count) const {
    while (server.counts().connections != count) std::this_thread::yield();
  }

  Server server;
};

// A gate that handlers wait at, and that tells how many do.
class Gate {
 public:
  void pass() {
    std::unique_lock lock(mutex_);
    ++waiting_;
    changed_.notify_all();
    changed_.wait(lock, [this] { return open_; });
  }
  void wait_for(int count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return waiting_ >= count; });
  }
  void open() {
    const std::lock_guard lock(mutex_);
    open_ = true;
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int waiting_ = 0;
  bool open_ = false;
};

}  // namespace decorum::http
