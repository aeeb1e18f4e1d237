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

}  // namespace decorum::cli
