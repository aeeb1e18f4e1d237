#include "sqlite/lock.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <fmt/format.h>

#include "store/store.h"

namespace decorum::sqlite {

Lock::Lock(const std::string& path) {
  const std::string name = path + ".lock";
  file_ = ::open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file_ < 0) {
    throw store::StoreError(store::StoreError::Kind::other,
                            fmt::format("{} cannot be made: {}", name, std::strerror(errno)));
  }
  if (::flock(file_, LOCK_EX | LOCK_NB) != 0) {
    std::array<char, 32> who{};
    const ssize_t size = ::pread(file_, who.data(), who.size() - 1, 0);
    ::close(file_);
    const std::string pid = size > 0 ? fmt::format(" (process {})", who.data()) : "";
    throw store::StoreError(
        store::StoreError::Kind::busy,
        fmt::format("{} is in use by another program{}; end that one first", path, pid));
  }
  const std::string pid = fmt::format("{}", ::getpid());
  if (::ftruncate(file_, 0) != 0 ||
      ::pwrite(file_, pid.data(), pid.size(), 0) != static_cast<ssize_t>(pid.size())) {
    // Only the message of a second process is poorer for it.
    static_cast<void>(errno);
  }
}

Lock::~Lock() { ::close(file_); }

void make_private(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file >= 0) ::close(file);
}

}  // namespace decorum::sqlite
