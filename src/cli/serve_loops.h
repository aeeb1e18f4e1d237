// The threads of a serving desk beside those that answer requests: sealing the record, what time
// brings, what leaves the house, what channels bring.
//
//   Loops loops(desk, log, parts);
//   loops.start();
//   ...
//   loops.stop();        // each finishes its turn
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "channels/channel.h"
#include "desk/desk.h"
#include "desk/policy_versions.h"
#include "desk/sealer.h"
#include "desk/send.h"
#include "http/log.h"

namespace decorum::cli {

struct NamedChannel {
  std::string name;
  std::unique_ptr<channels::Channel> channel;
  base::Duration every;  // between two fetches that go well
};

struct LoopParts {
  desk::KeyOf key_of;
  desk::MakeInUse make_in_use;
  desk::Outbox* outbox = nullptr;
  std::vector<NamedChannel>* channels = nullptr;
};

class Loops {
 public:
  // All of it outlives this.
  Loops(desk::Desk& desk, http::Log& log, LoopParts parts);
  ~Loops();
  Loops(const Loops&) = delete;
  Loops& operator=(const Loops&) = delete;

  void start();
  void stop();

 private:
  // Calls `turn` again and again; it answers how long to wait. What it throws is logged, and the
  // loop goes on after a while: a full disk today is none tomorrow.
  void loop(const std::string& name, const std::function<base::Duration()>& turn);
  bool wait(base::Duration duration);
  base::Duration look_at_the_clock();

  desk::Desk& desk_;
  http::Log& log_;
  LoopParts parts_;
  std::chrono::sys_days last_day_{};
  std::mutex mutex_;
  std::condition_variable ending_;
  bool is_ending_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace decorum::cli
