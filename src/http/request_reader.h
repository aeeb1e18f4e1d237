// Bytes of a connection to requests, without a socket: what came is pushed in, pieces of requests
// come out. Bytes that belong to the next request (pipelining) are kept.
//
//   RequestReader reader(limits);
//   reader.push(bytes);
//   switch (reader.read_head()) { case Step::more: …; case Step::refused: …; case Step::done: }
//   reader.admit(limit_of(reader.head().request));     // how much body this route takes
//   switch (reader.read_body()) { … }
//   Request request = reader.take();                   // and on to the next
//
// The head is read by head.h and by Beast's parser; what one of them refuses is refused. The body
// is cut by Beast: by Content-Length or in chunks, whose extensions and trailers are dropped.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "http/head.h"
#include "http/limits.h"
#include "http/message.h"

namespace decorum::http {

class RequestReader {
 public:
  enum class Step { more, done, refused };

  explicit RequestReader(const Limits& limits);
  ~RequestReader();
  RequestReader(const RequestReader&) = delete;
  RequestReader& operator=(const RequestReader&) = delete;

  void push(std::string_view bytes);

  // Nothing of a request has come yet.
  bool is_empty() const;
  // Bytes of the body that came so far.
  std::size_t body_bytes() const;

  Step read_head();
  // refused when Content-Length is above `body_bytes_max` (413), else more or done.
  Step admit(std::size_t body_bytes_max);
  Step read_body();

  const Head& head() const { return head_; }
  const HeadRefusal& refusal() const { return refusal_; }
  // The request that was read; the next one may begin.
  Request take();

 private:
  struct Framing;

  Step refuse(int status, std::string detail);

  const Limits& limits_;
  std::string buffer_;
  std::size_t looked_at_ = 0;
  bool passed_over_ = false;  // an empty line before the request
  Head head_;
  HeadRefusal refusal_;
  std::unique_ptr<Framing> framing_;
};

}  // namespace decorum::http
