#include "cli/files.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

#include <fmt/core.h>

#include "cli/command.h"

namespace decorum::cli {
namespace {

namespace fs = std::filesystem;
using policy::PolicyFile;

constexpr std::size_t chunk_bytes = 64 * 1024;

std::string reason_of(int code) {
  switch (code) {
    case ENOENT: return "there is no such file or folder";
    case ENOTDIR: return "a part of the path is not a folder";
    case EISDIR: return "it is a folder, not a file";
    case EACCES: return "there is no permission to read it";
    case ELOOP: return "its links lead to themselves";
    case ENAMETOOLONG: return "the name is too long";
    default: return std::system_category().message(code);
  }
}

[[noreturn]] void refuse(const std::string& name, const std::string& why) {
  throw CannotRun(fmt::format("{}: {}", name, why));
}

std::string in_words(std::size_t bytes) {
  if (bytes % (1u << 20) == 0) return fmt::format("{} MiB", bytes >> 20);
  if (bytes % 1024 == 0) return fmt::format("{} KiB", bytes >> 10);
  return fmt::format("{} bytes", bytes);
}

struct Descriptor {
  int number;
  ~Descriptor() {
    if (number > STDIN_FILENO) ::close(number);
  }
};

std::string read_all(int descriptor, const std::string& name, std::size_t bytes_max) {
  std::string bytes;
  struct stat status = {};
  if (::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0) {
    bytes.reserve(std::min(static_cast<std::size_t>(status.st_size), bytes_max) + chunk_bytes);
  }
  for (;;) {
    const std::size_t had = bytes.size();
    bytes.resize(had + chunk_bytes);
    const ssize_t got = ::read(descriptor, bytes.data() + had, chunk_bytes);
    bytes.resize(had + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) refuse(name, reason_of(errno));
    if (got == 0) return bytes;
    if (bytes.size() > bytes_max) {
      refuse(name, fmt::format("it is larger than {}, the most that is read", in_words(bytes_max)));
    }
  }
}

// The error number, 0 when all of it was written.
int write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

// Walks one folder; entries come in any order and are sorted at the end by whole path.
struct FolderReader {
  const FolderLimits& limits;
  std::vector<PolicyFile> files;
  std::size_t all_bytes = 0;

  void take_file(const fs::path& path, const std::string& relative) {
    if (files.size() == limits.files) {
      refuse(path.parent_path().string(),
             fmt::format("the folder holds more than {} files, the most that is read",
                         limits.files));
    }
    files.push_back({relative, read_file(path, limits.file_bytes)});
    all_bytes += files.back().bytes.size();
    if (all_bytes > limits.all_bytes) {
      refuse(path.parent_path().string(), fmt::format("the folder's files are larger than {}",
                                                      in_words(limits.all_bytes)));
    }
  }

  void take(const fs::directory_entry& entry, const std::string& prefix, std::size_t depth) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with('.')) return;
    std::error_code code;
    const bool link = entry.is_symlink(code);
    const fs::file_status status = entry.status(code);
    if (code && status.type() != fs::file_type::not_found) {
      refuse(entry.path().string(), reason_of(code.value()));
    }
    if (status.type() == fs::file_type::not_found) {
      refuse(entry.path().string(), link ? "the link leads nowhere" : reason_of(ENOENT));
    }
    if (fs::is_regular_file(status)) return take_file(entry.path(), prefix + name);
    if (!fs::is_directory(status)) refuse(entry.path().string(), "it is not a plain file");
    if (link) refuse(entry.path().string(), "it is a link to a folder, which is not followed");
    if (depth == limits.depth) {
      refuse(entry.path().string(),
             fmt::format("folders are nested deeper than {}", limits.depth));
    }
    walk(entry.path(), prefix + name + "/", depth + 1);
  }

  void walk(const fs::path& folder, const std::string& prefix, std::size_t depth) {
    std::error_code code;
    fs::directory_iterator entries(folder, code);
    if (code) refuse(folder.string(), reason_of(code.value()));
    for (const fs::directory_iterator end; entries != end; entries.increment(code)) {
      if (code) refuse(folder.string(), reason_of(code.value()));
      take(*entries, prefix, depth);
    }
    if (code) refuse(folder.string(), reason_of(code.value()));
  }
};

void require_folder(const fs::path& folder) {
  std::error_code code;
  const fs::file_status status = fs::status(folder, code);
  if (status.type() == fs::file_type::not_found) refuse(folder.string(), reason_of(ENOENT));
  if (code) refuse(folder.string(), reason_of(code.value()));
  if (!fs::is_directory(status)) refuse(folder.string(), "it is not a folder");
}

void sort_by_path(std::vector<PolicyFile>& files) {
  std::sort(files.begin(), files.end(),
            [](const PolicyFile& a, const PolicyFile& b) { return a.path < b.path; });
}

}  // namespace

std::string read_file(const fs::path& path, std::size_t bytes_max) {
  const std::string name = path.string();
  const Descriptor file{::open(name.c_str(), O_RDONLY | O_CLOEXEC)};
  if (file.number < 0) refuse(name, reason_of(errno));
  return read_all(file.number, name, bytes_max);
}

std::string read_input(const std::string& name, std::size_t bytes_max) {
  if (name == "-") return read_all(STDIN_FILENO, "standard input", bytes_max);
  if (name.empty()) throw CannotRun("the name of a file is empty");
  return read_file(name, bytes_max);
}

std::vector<PolicyFile> read_folder(const fs::path& folder, const FolderLimits& limits) {
  require_folder(folder);
  FolderReader reader{limits, {}, 0};
  reader.walk(folder, "", 0);
  sort_by_path(reader.files);
  return std::move(reader.files);
}

std::vector<PolicyFile> read_files_ending(const fs::path& folder, const std::string& ending,
                                          std::size_t file_bytes_max) {
  require_folder(folder);
  std::vector<PolicyFile> files;
  std::error_code code;
  fs::directory_iterator entries(folder, code);
  if (code) refuse(folder.string(), reason_of(code.value()));
  for (const fs::directory_iterator end; entries != end; entries.increment(code)) {
    const std::string name = entries->path().filename().string();
    if (name.starts_with('.') || !name.ends_with(ending)) continue;
    files.push_back({name, read_file(entries->path(), file_bytes_max)});
  }
  if (code) refuse(folder.string(), reason_of(code.value()));
  sort_by_path(files);
  return files;
}

void write_file(const fs::path& path, std::string_view bytes) {
  std::error_code code;
  const fs::file_status status = fs::status(path, code);
  if (fs::is_directory(status)) refuse(path.string(), reason_of(EISDIR));
  const bool there = fs::exists(status);
  const bool plain = !there || fs::is_regular_file(status);
  const fs::path aim = there ? fs::canonical(path) : path;  // a link stays a link
  const std::string target =
      plain ? fmt::format("{}.{}.part", aim.string(), ::getpid()) : path.string();
  const Descriptor file{::open(target.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644)};
  if (file.number < 0) refuse(path.string(), "it cannot be written: " + reason_of(errno));
  int failed = write_all(file.number, bytes);
  const auto mode = static_cast<mode_t>(status.permissions());
  if (plain && there && failed == 0 && ::fchmod(file.number, mode) != 0) failed = errno;
  if (plain && failed == 0 && ::fsync(file.number) != 0) failed = errno;
  if (plain && failed == 0 && ::rename(target.c_str(), aim.c_str()) != 0) failed = errno;
  if (failed == 0) return;
  if (plain) ::unlink(target.c_str());
  refuse(path.string(), "it cannot be written: " + reason_of(failed));
}

}  // namespace decorum::cli
