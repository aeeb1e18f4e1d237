// The input of `decorum triage`: a file or standard input that is read as it comes, and that a
// signal can end.
//
//   StopSignals stop;                          // SIGINT and SIGTERM, from here on
//   TriageInput input("posts.jsonl", stop);
//   while (auto got = input.read(buffer)) { if (*got == 0) break; ... }
//   stop.signal();                             // SIGINT, or 0
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace decorum::cli {

// Catches SIGINT and SIGTERM while it lives; there may be one. The second signal ends the program
// at once, so that a person is never caught in it.
class StopSignals {
 public:
  StopSignals();
  ~StopSignals();
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;

  // The signal that came, or 0.
  int signal() const;
  // Becomes readable when a signal came or `wake` was called.
  int descriptor() const { return pipe_[0]; }
  // Lets a waiting read come back; from any thread.
  void wake() const;

 private:
  int pipe_[2] = {-1, -1};
};

class TriageInput {
 public:
  // "-" is standard input. Throws CannotRun when the file cannot be opened.
  TriageInput(const std::string& name, const StopSignals& stop);
  ~TriageInput();
  TriageInput(const TriageInput&) = delete;
  TriageInput& operator=(const TriageInput&) = delete;

  // Waits for at least one byte. 0 at the end; nothing when a signal or `wake` came first. Throws
  // CannotRun when the input cannot be read.
  std::optional<std::size_t> read(std::span<char> buffer);

  // How much of the input was read, 0 to 1; negative when its size is not known.
  double share() const;

 private:
  std::string name_;
  const StopSignals& stop_;
  int descriptor_ = -1;
  std::uint64_t size_ = 0;               // 0: not known
  std::atomic<std::uint64_t> taken_ = 0;  // read by the thread that writes the progress
};

}  // namespace decorum::cli
