#include "cli/triage_input.h"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

#include <fmt/core.h>

#include "cli/command.h"

namespace decorum::cli {

namespace {

// A handler may touch nothing else (signal-safety(7)).
std::atomic<int> caught = 0;
std::atomic<int> wake_descriptor = -1;

void wake_through(int descriptor) {
  const char byte = 1;
  // A full pipe is as good as a byte more.
  if (::write(descriptor, &byte, 1) < 0) return;
}

void on_signal(int number) {
  const int error = errno;
  caught = number;
  wake_through(wake_descriptor);
  errno = error;
}

void install(int number) {
  struct sigaction action = {};
  action.sa_handler = on_signal;
  sigemptyset(&action.sa_mask);
  action.sa_flags = static_cast<int>(SA_RESETHAND);  // the second one ends the program
  ::sigaction(number, &action, nullptr);
}

[[noreturn]] void cannot(const std::string& name, std::string_view what) {
  const std::string shown = name == "-" ? "standard input" : name;
  throw CannotRun(fmt::format("{}: {}: {}", shown, what, std::system_category().message(errno)));
}

}  // namespace

StopSignals::StopSignals() {
  if (::pipe2(pipe_, O_CLOEXEC | O_NONBLOCK) != 0) cannot("-", "no pipe can be made");
  caught = 0;
  wake_descriptor = pipe_[1];
  install(SIGINT);
  install(SIGTERM);
}

StopSignals::~StopSignals() {
  std::signal(SIGINT, SIG_DFL);
  std::signal(SIGTERM, SIG_DFL);
  ::close(pipe_[0]);
  ::close(pipe_[1]);
}

int StopSignals::signal() const { return caught; }

void StopSignals::wake() const { wake_through(pipe_[1]); }

TriageInput::TriageInput(const std::string& name, const StopSignals& stop)
    : name_(name), stop_(stop) {
  descriptor_ = name == "-" ? STDIN_FILENO : ::open(name.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor_ < 0) cannot(name_, "cannot be opened");
  struct stat status = {};
  if (::fstat(descriptor_, &status) == 0 && S_ISREG(status.st_mode)) {
    size_ = static_cast<std::uint64_t>(status.st_size);
  }
}

TriageInput::~TriageInput() {
  if (descriptor_ != STDIN_FILENO) ::close(descriptor_);
}

std::optional<std::size_t> TriageInput::read(std::span<char> buffer) {
  pollfd waiting[2] = {{descriptor_, POLLIN, 0}, {stop_.descriptor(), POLLIN, 0}};
  while (true) {
    if (::poll(waiting, 2, -1) < 0 && errno != EINTR) cannot(name_, "cannot be waited for");
    if (waiting[1].revents != 0 || stop_.signal() != 0) return std::nullopt;
    if (waiting[0].revents == 0) continue;
    const ssize_t got = ::read(descriptor_, buffer.data(), buffer.size());
    if (got >= 0) {
      taken_ += static_cast<std::uint64_t>(got);
      return static_cast<std::size_t>(got);
    }
    if (errno != EINTR && errno != EAGAIN) cannot(name_, "cannot be read");
  }
}

double TriageInput::share() const {
  if (size_ == 0) return -1;
  return static_cast<double>(taken_) / static_cast<double>(size_);
}

}  // namespace decorum::cli
