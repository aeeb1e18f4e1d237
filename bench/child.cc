#include <chrono>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench/child.h"

namespace decorum::bench {

namespace {

using Clock = std::chrono::steady_clock;

double since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

double seconds_of(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

// In the child: never returns.
[[noreturn]] void become(const std::vector<std::string>& arguments, const std::string& input,
                         int output) {
  const int in = ::open(input.c_str(), O_RDONLY);
  if (in < 0 || ::dup2(in, STDIN_FILENO) < 0 || ::dup2(output, STDOUT_FILENO) < 0) ::_exit(127);
  std::vector<char*> raw;
  for (const std::string& argument : arguments) raw.push_back(const_cast<char*>(argument.c_str()));
  raw.push_back(nullptr);
  ::execvp(raw.front(), raw.data());
  ::_exit(127);
}

}  // namespace

Measured measure(const std::vector<std::string>& arguments, const std::string& input) {
  Measured measured;
  int pipe_ends[2];
  if (::pipe2(pipe_ends, O_CLOEXEC) != 0) return measured;
  const Clock::time_point begin = Clock::now();
  const pid_t child = ::fork();
  if (child == 0) become(arguments, input, pipe_ends[1]);
  ::close(pipe_ends[1]);
  std::vector<char> buffer(1 << 20);
  while (::read(pipe_ends[0], buffer.data(), buffer.size()) > 0) {
    if (measured.first_byte_seconds < 0) measured.first_byte_seconds = since(begin);
  }
  ::close(pipe_ends[0]);
  int status = 0;
  rusage usage = {};
  if (child < 0 || ::wait4(child, &status, 0, &usage) != child) return measured;
  measured.seconds = since(begin);
  measured.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
  measured.processor_seconds = seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime);
  measured.memory_mb = static_cast<double>(usage.ru_maxrss) * 1024 / 1e6;
  return measured;
}

}  // namespace decorum::bench
