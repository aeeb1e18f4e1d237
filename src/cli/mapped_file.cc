#include "cli/mapped_file.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

#include <fmt/core.h>

#include "cli/command.h"

namespace decorum::cli {

MappedFile::MappedFile(const std::filesystem::path& path) {
  const auto refuse = [&](int code) {
    throw CannotRun(
        fmt::format("{}: {}", path.string(), std::system_category().message(code)));
  };
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) refuse(errno);
  struct stat status = {};
  const bool is_file = ::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
  if (is_file && status.st_size > 0) {
    size_ = static_cast<std::size_t>(status.st_size);
    void* mapped = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, descriptor, 0);
    if (mapped != MAP_FAILED) start_ = static_cast<char*>(mapped);
  }
  const int code = errno;
  ::close(descriptor);
  if (!is_file) throw CannotRun(fmt::format("{}: it is not a plain file", path.string()));
  if (size_ > 0 && start_ == nullptr) refuse(code);
}

MappedFile::~MappedFile() {
  if (start_ != nullptr) ::munmap(start_, size_);
}

}  // namespace decorum::cli
