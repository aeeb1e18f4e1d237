// A connection as a stranger makes it: bytes out, bytes in, nothing checked on the way. For tests.
// Every wait is for something the server does; none has a time of its own.
#pragma once

#include <string>
#include <string_view>

namespace decorum::http {

struct RawAnswer {
  int status = 0;  // 0: the connection ended before an answer
  std::string head, body;

  // The value of a header, whose name is in small letters; empty when there is none.
  std::string header(std::string_view name) const;
};

class RawClient {
 public:
  explicit RawClient(int port);
  // A Unix domain socket.
  explicit RawClient(const std::string& path);
  ~RawClient();
  RawClient(RawClient&& other) noexcept;
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  bool is_connected() const { return fd_ >= 0; }
  // false when the other side no longer takes it.
  bool send(std::string_view bytes);
  // Says that nothing more is sent.
  void half_close();
  // The next answer, by its content-length or chunks; a chunked body is put together.
  RawAnswer answer(bool to_head = false);
  // send and answer.
  RawAnswer ask(std::string_view bytes);
  // Everything until `mark` was read, or the end.
  std::string read_until(std::string_view mark);
  std::string read_to_end();

 private:
  bool fill();
  std::string take(std::size_t bytes);

  int fd_ = -1;
  std::string held_;
};

}  // namespace decorum::http
