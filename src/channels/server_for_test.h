// A server of the tests: a Python script beside the tests, started and ended with this object.
//
//   ServerForTest server("src/channels/outside_for_test.py");
//   server.words()[0]     // what the script printed as its first line, cut at blanks: its port
//   server.next_line()    // the next line it prints
//
// The script ends when its standard input does, so it never outlives the test.
#pragma once

#include <array>
#include <csignal>
#include <cstdio>
#include <spawn.h>
#include <stdexcept>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

extern char** environ;

namespace decorum::channels {

class ServerForTest {
 public:
  explicit ServerForTest(const std::string& script) {
    std::array<int, 2> in{}, out{};
    if (pipe(in.data()) != 0 || pipe(out.data()) != 0) throw std::runtime_error("no pipe");
    posix_spawn_file_actions_t actions{};
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in[0], 0);
    posix_spawn_file_actions_adddup2(&actions, out[1], 1);
    for (const int fd : {in[0], in[1], out[0], out[1]}) {
      posix_spawn_file_actions_addclose(&actions, fd);
    }
    // The system's own, which sees the Debian packages.
    std::string python = "/usr/bin/python3", unbuffered = "-u", path = script;
    std::array<char*, 4> arguments = {python.data(), unbuffered.data(), path.data(), nullptr};
    const int failed =
        posix_spawn(&pid_, python.c_str(), &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    close(in[0]);
    close(out[1]);
    stdin_ = in[1];
    stdout_ = fdopen(out[0], "r");
    if (failed != 0) throw std::runtime_error("python3 does not start");
    std::string word;
    for (const char c : next_line() + " ") {
      if (c != ' ') {
        word.push_back(c);
      } else if (!word.empty()) {
        words_.push_back(word);
        word.clear();
      }
    }
  }
  ServerForTest(const ServerForTest&) = delete;
  ServerForTest& operator=(const ServerForTest&) = delete;
  ~ServerForTest() {
    close(stdin_);
    kill(pid_, SIGTERM);
    waitpid(pid_, nullptr, 0);
    std::fclose(stdout_);
  }

  const std::vector<std::string>& words() const { return words_; }

  std::string next_line() {
    std::string line;
    for (int c = std::fgetc(stdout_); c != EOF && c != '\n'; c = std::fgetc(stdout_)) {
      line.push_back(static_cast<char>(c));
    }
    return line;
  }

 private:
  pid_t pid_ = -1;
  int stdin_ = -1;
  std::FILE* stdout_ = nullptr;
  std::vector<std::string> words_;
};

}  // namespace decorum::channels
