#include "cli/print_pdf.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <spawn.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include <fmt/core.h>

#include "base/utf8.h"
#include "cli/command.h"

extern char** environ;

namespace decorum::cli {
namespace {

constexpr auto time_max = std::chrono::minutes(2);
constexpr std::size_t pdf_bytes_max = 256u << 20;
constexpr std::size_t complaints_bytes_max = 1u << 20;
constexpr std::size_t told_bytes_max = 500;  // of what weasyprint complains about

// Debian's Python, because Debian's weasyprint is a module of that one; $DECORUM_PYTHON where
// weasyprint lives elsewhere.
const char* python() {
  const char* given = std::getenv("DECORUM_PYTHON");
  return given != nullptr && *given != '\0' ? given : "/usr/bin/python3";
}

// Nothing outside the HTML is ever fetched: a logo could name a file or an address.
constexpr const char* script = R"(import sys
try:
    import weasyprint
except ImportError:
    sys.exit(3)
def fetch(url, *_, **__):
    if url.startswith('data:'):
        return weasyprint.default_url_fetcher(url)
    raise ValueError('nothing outside the document is fetched: ' + url)
html = weasyprint.HTML(string=sys.stdin.buffer.read().decode('utf-8'), url_fetcher=fetch)
sys.stdout.buffer.write(html.write_pdf(variant='pdf/ua-1'))
)";

using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

File make_file(std::string_view bytes = {}) {
  File file(std::tmpfile(), std::fclose);
  if (!file || std::fwrite(bytes.data(), 1, bytes.size(), file.get()) != bytes.size() ||
      std::fflush(file.get()) != 0) {
    throw CannotRun(fmt::format("no temporary file could be written: {}", std::strerror(errno)));
  }
  std::rewind(file.get());
  return file;
}

std::string contents_of(std::FILE* file, std::size_t bytes_max) {
  std::rewind(file);
  std::string bytes;
  std::array<char, 64 * 1024> part{};
  while (bytes.size() < bytes_max) {
    const std::size_t count = std::fread(part.data(), 1, part.size(), file);
    if (count == 0) break;
    bytes.append(part.data(), count);
  }
  return bytes;
}

// What Python's complaint ends in; what stands before it is for programmers.
std::string last_line(std::string text) {
  while (text.ends_with('\n')) text.pop_back();
  return std::string(base::clipped(text.substr(text.rfind('\n') + 1), told_bytes_max));
}

// The exit status, or nothing when it took too long.
int wait_for(pid_t child) {
  const auto until = std::chrono::steady_clock::now() + time_max;
  int status = 0;
  while (::waitpid(child, &status, WNOHANG) == 0) {
    if (std::chrono::steady_clock::now() > until) {
      ::kill(child, SIGKILL);
      ::waitpid(child, &status, 0);
      throw CannotRun("weasyprint took over two minutes and was stopped");
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

std::string print_pdf(std::string_view html) {
  const File in = make_file(html);
  const File out = make_file();
  const File complaints = make_file();
  posix_spawn_file_actions_t actions{};
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ::fileno(in.get()), STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, ::fileno(out.get()), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, ::fileno(complaints.get()), STDERR_FILENO);
  std::array<char*, 5> arguments = {const_cast<char*>(python()), const_cast<char*>("-I"),
                                    const_cast<char*>("-c"), const_cast<char*>(script), nullptr};
  pid_t child = 0;
  const int failed = ::posix_spawn(&child, python(), &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) {
    throw CannotRun(fmt::format("{} cannot be run: {}", python(), std::strerror(failed)));
  }
  const int code = wait_for(child);
  if (code == 3) throw CannotRun("a PDF needs the program weasyprint (Debian package weasyprint)");
  std::string pdf = contents_of(out.get(), pdf_bytes_max);
  if (code != 0 || !pdf.starts_with("%PDF")) {
    const std::string why = contents_of(complaints.get(), complaints_bytes_max);
    throw CannotRun("weasyprint failed: " + last_line(why));
  }
  return pdf;
}

}  // namespace decorum::cli
