#include "cli/serve_loops.h"

#include <random>

#include <fmt/core.h>

#include "desk/fetch.h"
#include "desk/privacy.h"
#include "desk/tick.h"
#include "desk/topic_perform.h"
#include "policy/zone_time.h"

namespace decorum::cli {
namespace {

using namespace std::chrono_literals;

constexpr base::Duration after_trouble = 10s;
constexpr std::size_t outbox_threads = 4;
constexpr std::size_t expired_at_once = 500;

double chance() {
  thread_local std::mt19937_64 source{std::random_device{}()};
  return std::uniform_real_distribution<double>(0, 1)(source);
}

}  // namespace

Loops::Loops(desk::Desk& desk, http::Log& log, LoopParts parts)
    : desk_(desk), log_(log), parts_(std::move(parts)) {}

Loops::~Loops() { stop(); }

bool Loops::wait(base::Duration duration) {
  std::unique_lock lock(mutex_);
  return !ending_.wait_for(lock, duration, [&] { return is_ending_; });
}

void Loops::loop(const std::string& name, const std::function<base::Duration()>& turn) {
  do {
    base::Duration pause = after_trouble;
    try {
      pause = turn();
    } catch (const std::exception& error) {
      log_.event(desk_.now(), http::Level::error, "loop-in-trouble",
                 {{"loop", name}, {"what", error.what()}});
    }
    if (!wait(pause)) return;
  } while (true);
}

// What a new day brings, and the minutes.
base::Duration Loops::look_at_the_clock() {
  while (desk::tick(desk_).more) {
  }
  desk::remind_of_briefs(desk_);
  desk_.store().write([&](store::Transaction& in) {
    in.drop_expired(desk_.now(), expired_at_once);
  });
  const std::string zone = desk_.in_use()->policy->info.time_zone;
  const std::chrono::sys_days today = policy::local_day(zone, desk_.now());
  if (today != last_day_) {
    if (desk::take_up(desk_, today, parts_.make_in_use)) {
      log_.event(desk_.now(), http::Level::info, "policy-in-force",
                 {{"policy", desk_.in_use()->policy->hash}});
    }
    const std::size_t gone = desk::retention_run(desk_);
    if (gone > 0) {
      log_.event(desk_.now(), http::Level::info, "retention",
                 {{"texts", fmt::format("{}", gone)}});
    }
    last_day_ = today;
  }
  return 5s;
}

void Loops::start() {
  const auto run = [&](std::string name, std::function<base::Duration()> turn) {
    threads_.emplace_back([this, name, turn] { loop(name, turn); });
  };
  run("sealer", [this]() -> base::Duration {
    while (desk::seal_waiting(desk_.store(), parts_.key_of, desk_.now()) > 0) {
    }
    return 1s;
  });
  run("clock", [this] { return look_at_the_clock(); });
  for (std::size_t i = 0; i < outbox_threads; ++i) {
    run("outbox", [this]() -> base::Duration {
      while (parts_.outbox->turn()) {
      }
      return 500ms;
    });
  }
  for (NamedChannel& one : *parts_.channels) {
    if (!one.channel->abilities().fetches) continue;
    const auto fetching =
        std::make_shared<desk::Fetching>(desk_, one.name, *one.channel, one.every);
    run("channel " + one.name, [fetching] { return fetching->turn(chance()); });
  }
}

void Loops::stop() {
  {
    const std::lock_guard lock(mutex_);
    is_ending_ = true;
  }
  ending_.notify_all();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

}  // namespace decorum::cli
