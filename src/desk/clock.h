// The clock that the desk goes by: the system's, or one that a test sets.
#pragma once

#include <atomic>

#include "base/time.h"

namespace decorum::desk {

// Threads may share it.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual base::Time now() const = 0;
};

class SystemClock final : public Clock {
 public:
  base::Time now() const override {
    return std::chrono::floor<base::Duration>(std::chrono::system_clock::now());
  }
};

class SetClock final : public Clock {
 public:
  explicit SetClock(base::Time time) : micros_(time.time_since_epoch().count()) {}
  base::Time now() const override { return base::Time(base::Duration(micros_.load())); }
  void set(base::Time time) { micros_ = time.time_since_epoch().count(); }
  void pass(base::Duration duration) { micros_ += duration.count(); }

 private:
  std::atomic<base::Duration::rep> micros_;
};

}  // namespace decorum::desk
