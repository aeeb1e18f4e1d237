// A progress bar on standard error for what takes over a second. Draws nothing when standard error
// is not a terminal, nothing in the first second, and at most ten times a second; takes itself away
// when it ends, so that what follows starts on an empty line. Needs no colour.
//
//   Progress progress("training");
//   train(..., [&](double share) { progress.show(share); });
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

namespace decorum::cli {

class Progress {
 public:
  explicit Progress(std::string_view label);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // `share` is how much is done, 0 to 1; below 0 it is not known, and `note` alone is shown. From
  // one thread at a time.
  void show(double share, std::string_view note = {});
  void finish();

 private:
  using Clock = std::chrono::steady_clock;

  std::string label_;
  bool terminal_ = false;
  bool drawn_ = false;
  Clock::time_point start_;
  Clock::time_point last_{};
};

// For one long step whose share is not known: shows after a second that it goes on, and for how
// long, from a thread of its own. The same rules as Progress.
//
//   Waiting waiting("training abuse");
//   auto model = train(...);
//   waiting.finish();
class Waiting {
 public:
  explicit Waiting(std::string_view label);
  ~Waiting();
  Waiting(const Waiting&) = delete;
  Waiting& operator=(const Waiting&) = delete;

  void finish();

 private:
  void run();

  Progress progress_;
  std::mutex mutex_;
  std::condition_variable ended_;
  bool over_ = false;
  std::thread thread_;  // none when standard error is no terminal
};

}  // namespace decorum::cli
