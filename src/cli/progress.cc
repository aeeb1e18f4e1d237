#include "cli/progress.h"

#include <algorithm>

#include <fmt/core.h>

#include "cli/output.h"

namespace decorum::cli {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds before_first(1000);
constexpr milliseconds between(100);
constexpr int bar_cells = 30;

}  // namespace

Progress::Progress(std::string_view label)
    : label_(label), terminal_(error_is_terminal()), start_(Clock::now()) {}

Progress::~Progress() { finish(); }

void Progress::show(double share, std::string_view note) {
  if (!terminal_) return;
  const Clock::time_point now = Clock::now();
  if (now - start_ < before_first || (drawn_ && now - last_ < between)) return;
  last_ = now;
  drawn_ = true;
  std::string line = "\r\x1b[K" + label_;
  if (share >= 0) {
    const double bounded = std::min(share, 1.0);
    const int full = static_cast<int>(bounded * bar_cells);
    line += fmt::format(" [{:#<{}}{:.<{}}] {:3.0f} %", "", full, "", bar_cells - full,
                        bounded * 100);
  }
  if (!note.empty()) line += fmt::format(" {}", note);
  write_error(line);
}

void Progress::finish() {
  if (drawn_) write_error("\r\x1b[K");
  drawn_ = false;
}

Waiting::Waiting(std::string_view label) : progress_(label) {
  if (error_is_terminal()) thread_ = std::thread([this] { run(); });
}

Waiting::~Waiting() { finish(); }

void Waiting::run() {
  const auto start = std::chrono::steady_clock::now();
  std::unique_lock lock(mutex_);
  while (!ended_.wait_for(lock, milliseconds(250), [this] { return over_; })) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(
        std::chrono::steady_clock::now() - start);
    // A mark that goes to and fro: something is going on, nobody knows how far it is.
    const int span = bar_cells - 3;
    const int at = static_cast<int>(seconds.count()) * 2 % (2 * span);
    const int left = at < span ? at : 2 * span - at;
    progress_.show(-1, fmt::format("[{:.<{}}###{:.<{}}] {} s", "", left, "", span - left,
                                   seconds.count()));
  }
}

void Waiting::finish() {
  if (thread_.joinable()) {
    {
      const std::lock_guard lock(mutex_);
      over_ = true;
    }
    ended_.notify_all();
    thread_.join();
  }
  progress_.finish();
}

}  // namespace decorum::cli
