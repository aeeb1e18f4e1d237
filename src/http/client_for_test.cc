#include <array>
#include <cstdlib>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <utility>

#include <arpa/inet.h>
#include <netinet/in.h>

#include "http/client_for_test.h"

namespace decorum::http {

std::string RawAnswer::header(std::string_view name) const {
  const std::size_t at = head.find("\r\n" + std::string(name) + ": ");
  if (at == std::string::npos) return {};
  const std::size_t start = at + 2 + name.size() + 2;
  return head.substr(start, head.find("\r\n", start) - start);
}

RawClient::RawClient(int port) : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    ::close(std::exchange(fd_, -1));
  }
}

RawClient::RawClient(const std::string& path)
    : fd_(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  path.copy(address.sun_path, sizeof address.sun_path - 1);
  if (::connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    ::close(std::exchange(fd_, -1));
  }
}

RawClient::~RawClient() {
  if (fd_ >= 0) ::close(fd_);
}

RawClient::RawClient(RawClient&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)), held_(std::move(other.held_)) {}

bool RawClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void RawClient::half_close() { ::shutdown(fd_, SHUT_WR); }

bool RawClient::fill() {
  std::array<char, 16384> bytes;
  const ssize_t count = ::recv(fd_, bytes.data(), bytes.size(), 0);
  if (count <= 0) return false;
  held_.append(bytes.data(), static_cast<std::size_t>(count));
  return true;
}

std::string RawClient::take(std::size_t bytes) {
  while (held_.size() < bytes && fill()) {
  }
  const std::string taken = held_.substr(0, bytes);
  held_.erase(0, taken.size());
  return taken;
}

std::string RawClient::read_until(std::string_view mark) {
  std::size_t at = held_.find(mark);
  while (at == std::string::npos) {
    if (!fill()) return std::exchange(held_, {});
    at = held_.find(mark);
  }
  return take(at + mark.size());
}

std::string RawClient::read_to_end() {
  while (fill()) {
  }
  return std::exchange(held_, {});
}

RawAnswer RawClient::answer(bool to_head) {
  RawAnswer out;
  out.head = read_until("\r\n\r\n");
  constexpr std::size_t status_at = 9;
  if (!out.head.ends_with("\r\n\r\n")) return out;
  out.status = std::atoi(out.head.c_str() + status_at);
  if (to_head || out.status < 200 || out.status == 204 || out.status == 304) return out;
  if (out.header("transfer-encoding") == "chunked") {
    for (;;) {
      const std::string line = read_until("\r\n");
      const std::size_t size = std::strtoul(line.c_str(), nullptr, 16);
      const std::string piece = take(size + 2);
      if (size == 0 || piece.size() < size + 2) break;
      out.body += piece.substr(0, size);
    }
  } else if (const std::string length = out.header("content-length"); !length.empty()) {
    out.body = take(std::strtoul(length.c_str(), nullptr, 10));
  } else {
    out.body = read_to_end();
  }
  return out;
}

RawAnswer RawClient::ask(std::string_view bytes) {
  send(bytes);
  return answer();
}

}  // namespace decorum::http
