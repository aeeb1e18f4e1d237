#include "cli/output.h"

#include <cerrno>
#include <cstdlib>
#include <string>
#include <system_error>
#include <unistd.h>

#include <fmt/core.h>

#include "cli/command.h"

namespace decorum::cli {
namespace {

bool no_colour() {
  const char* given = std::getenv("NO_COLOR");
  return given != nullptr && *given != '\0';
}

}  // namespace

void write_out(std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(STDOUT_FILENO, text.data(), text.size());
    if (written >= 0) {
      text.remove_prefix(static_cast<std::size_t>(written));
      continue;
    }
    if (errno == EINTR) continue;
    if (errno == EPIPE) throw OutputClosed{};
    throw CannotRun(fmt::format("standard output cannot be written: {}",
                                std::system_category().message(errno)));
  }
}

void write_error(std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(STDERR_FILENO, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

std::string printable(std::string_view line) {
  std::string out;
  for (const char byte : line) {
    const auto code = static_cast<unsigned char>(byte);
    out += code < 0x20 || code == 0x7f ? '?' : byte;
  }
  return out;
}

void say_error(std::string_view what) { write_error("decorum: " + printable(what) + '\n'); }

bool colour_on_output() { return ::isatty(STDOUT_FILENO) == 1 && !no_colour(); }

bool error_is_terminal() { return ::isatty(STDERR_FILENO) == 1; }

}  // namespace decorum::cli
