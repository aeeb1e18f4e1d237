#include "http/listen.h"

#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <string_view>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <system_error>
#include <unistd.h>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>

namespace decorum::http {

namespace {

base::Result<int> bound(int family, const sockaddr* address, socklen_t size,
                        const std::string& name) {
  const int fd = ::socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  const int on = 1;
  bool good = fd >= 0;
  if (good && family != AF_UNIX) {
    good = ::setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0;
    // "::" means IPv6 alone; whoever wants both listens on both.
    if (family == AF_INET6) ::setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
  }
  good = good && ::bind(fd, address, size) == 0 && ::listen(fd, listen_queue_max) == 0;
  if (good) return fd;
  const int error = errno;
  if (fd >= 0) ::close(fd);
  return base::fail(fmt::format("cannot listen on {}: {}", name, std::strerror(error)));
}

base::Result<int> open_unix(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.empty() || path.size() >= sizeof address.sun_path) {
    return base::fail(fmt::format("the path of a Unix domain socket has 1 to {} bytes",
                                  sizeof address.sun_path - 1));
  }
  path.copy(address.sun_path, path.size());
  struct stat held{};
  if (::lstat(path.c_str(), &held) == 0) {
    if (!S_ISSOCK(held.st_mode)) return base::fail(fmt::format("{} is not a socket", path));
    ::unlink(path.c_str());
  }
  const mode_t before = ::umask(0117);
  auto fd = bound(AF_UNIX, reinterpret_cast<const sockaddr*>(&address), sizeof address, path);
  ::umask(before);
  return fd;
}

int number_of(const char* text) {
  int number = -1;
  if (!text) return number;
  const std::string_view view(text);
  const auto end = std::from_chars(view.data(), view.data() + view.size(), number);
  return end.ec == std::errc() && end.ptr == view.data() + view.size() ? number : -1;
}

}  // namespace

base::Result<int> open_listener(const std::string& address, int port) {
  constexpr std::string_view unix_mark = "unix:";
  if (address.starts_with(unix_mark)) return open_unix(address.substr(unix_mark.size()));
  constexpr int port_max = 65535;
  if (port < 0 || port > port_max) return base::fail("a port is a number from 0 to 65535");
  const std::string name = fmt::format("{} port {}", address, port);
  const auto net_port = htons(static_cast<std::uint16_t>(port));
  sockaddr_in four{};
  if (::inet_pton(AF_INET, address.c_str(), &four.sin_addr) == 1) {
    four.sin_family = AF_INET;
    four.sin_port = net_port;
    return bound(AF_INET, reinterpret_cast<const sockaddr*>(&four), sizeof four, name);
  }
  sockaddr_in6 six{};
  if (::inet_pton(AF_INET6, address.c_str(), &six.sin6_addr) == 1) {
    six.sin6_family = AF_INET6;
    six.sin6_port = net_port;
    return bound(AF_INET6, reinterpret_cast<const sockaddr*>(&six), sizeof six, name);
  }
  return base::fail(fmt::format(
      "{} is not an address such as 127.0.0.1, ::1 or unix:/run/decorum.sock", address));
}

std::vector<int> inherited_listeners() {
  constexpr int first_handed_on = 3;  // sd_listen_fds(3)
  const int count = number_of(std::getenv("LISTEN_FDS"));
  const bool ours = number_of(std::getenv("LISTEN_PID")) == ::getpid();
  ::unsetenv("LISTEN_FDS");
  ::unsetenv("LISTEN_PID");
  std::vector<int> listeners;
  for (int i = 0; ours && i < count && i < inherited_max; ++i) {
    const int fd = first_handed_on + i;
    if (::fcntl(fd, F_SETFD, FD_CLOEXEC) < 0) break;
    ::fcntl(fd, F_SETFL, ::fcntl(fd, F_GETFL) | O_NONBLOCK);
    listeners.push_back(fd);
  }
  return listeners;
}

int port_of(int listener) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  if (::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size) != 0) return 0;
  if (address.ss_family == AF_INET) {
    return ntohs(reinterpret_cast<const sockaddr_in*>(&address)->sin_port);
  }
  if (address.ss_family == AF_INET6) {
    return ntohs(reinterpret_cast<const sockaddr_in6*>(&address)->sin6_port);
  }
  return 0;
}

}  // namespace decorum::http
