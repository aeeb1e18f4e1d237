#include "http/request_reader.h"

#include <utility>

#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

namespace decorum::http {

namespace beast = boost::beast;

namespace {

// Beast cuts the body; names and values of the head are read by head.h.
class BodyCutter : public beast::http::basic_parser<true> {
 public:
  BodyCutter(const Limits& limits, std::string& body) : body_(body) {
    // head.h has counted already, over the same bytes.
    header_limit(static_cast<std::uint32_t>(limits.head_bytes_max));
    body_limit(boost::none);
    eager(false);
  }

  std::size_t bytes_max = 0;

 private:
  using Error = beast::error_code;
  using View = beast::string_view;

  void on_request_impl(beast::http::verb, View, View, int, Error&) override {}
  void on_response_impl(int, View, int, Error&) override {}
  void on_field_impl(beast::http::field, View, View, Error&) override {}
  void on_header_impl(Error&) override {}
  void on_body_init_impl(const boost::optional<std::uint64_t>&, Error&) override {}
  std::size_t on_body_impl(View piece, Error& error) override { return keep(piece, error); }
  void on_chunk_header_impl(std::uint64_t size, View, Error& error) override {
    if (size > bytes_max - body_.size()) error = beast::http::error::body_limit;
  }
  std::size_t on_chunk_body_impl(std::uint64_t, View piece, Error& error) override {
    return keep(piece, error);
  }
  void on_finish_impl(Error&) override {}

  std::size_t keep(View piece, Error& error) {
    if (piece.size() > bytes_max - body_.size()) {
      error = beast::http::error::body_limit;
      return 0;
    }
    body_.append(piece.data(), piece.size());
    return piece.size();
  }

  std::string& body_;
};

constexpr std::string_view last_chunk = "0\r\n\r\n";

bool has_bare_newline(std::string_view text) {
  std::size_t at = text.find('\n');
  while (at != std::string_view::npos && at > 0 && text[at - 1] == '\r') {
    at = text.find('\n', at + 1);
  }
  return at != std::string_view::npos;
}

}  // namespace

struct RequestReader::Framing {
  Framing(const Limits& limits, std::string& body) : cutter(limits, body) {}

  BodyCutter cutter;
};

RequestReader::RequestReader(const Limits& limits) : limits_(limits) {}
RequestReader::~RequestReader() = default;

void RequestReader::push(std::string_view bytes) { buffer_.append(bytes); }

bool RequestReader::is_empty() const { return buffer_.empty() && !framing_; }

std::size_t RequestReader::body_bytes() const { return head_.request.body.size(); }

RequestReader::Step RequestReader::refuse(int status, std::string detail) {
  refusal_ = {status, std::move(detail)};
  return Step::refused;
}

RequestReader::Step RequestReader::read_head() {
  // RFC 9112 section 2.2: one empty line before a request is passed over.
  if (!passed_over_ && buffer_.starts_with("\r\n")) {
    buffer_.erase(0, 2);
    looked_at_ = 0;
    passed_over_ = true;
  }
  const std::size_t end = find_head_end(buffer_, looked_at_);
  if (end == std::string::npos) {
    looked_at_ = buffer_.size();
    if (buffer_.size() <= limits_.head_bytes_max) return Step::more;
    return refuse(431, "The headers are too long.");
  }
  auto head = parse_head(std::string_view(buffer_).substr(0, end), limits_);
  if (!head) return refuse(head.error().status, head.error().detail);
  head_ = std::move(*head);
  framing_ = std::make_unique<Framing>(limits_, head_.request.body);
  beast::error_code error;
  const std::size_t used =
      framing_->cutter.put(boost::asio::const_buffer(buffer_.data(), end), error);
  if (error || used != end || !framing_->cutter.is_header_done()) {
    return refuse(400, "The head of the request is not HTTP.");
  }
  buffer_.erase(0, end);
  looked_at_ = 0;
  passed_over_ = false;
  return Step::done;
}

RequestReader::Step RequestReader::admit(std::size_t body_bytes_max) {
  if (head_.content_length > body_bytes_max) return refuse(413, "The body is too long.");
  framing_->cutter.bytes_max = body_bytes_max;
  framing_->cutter.eager(true);
  return framing_->cutter.is_done() ? Step::done : Step::more;
}

RequestReader::Step RequestReader::read_body() {
  BodyCutter& cutter = framing_->cutter;
  std::size_t at = 0;
  // What is left of a chunked body is never shorter than its last chunk, and Beast 1.81 asserts so
  // when it is handed "0\r\n\r" after "0\r\n".
  const std::size_t least = head_.chunked ? last_chunk.size() : 1;
  while (!cutter.is_done() && buffer_.size() - at >= least) {
    beast::error_code error;
    const std::size_t used =
        cutter.put(boost::asio::const_buffer(buffer_.data() + at, buffer_.size() - at), error);
    at += used;
    if (error == beast::http::error::need_more) break;
    if (error == beast::http::error::body_limit) return refuse(413, "The body is too long.");
    if (error) return refuse(400, "The body is not in the form that its head states.");
  }
  buffer_.erase(0, at);
  if (cutter.is_done()) return Step::done;
  // Beast takes a body's bytes as they come: what waits is a chunk's size line, or trailers.
  if (head_.chunked) {
    if (buffer_.size() > limits_.head_bytes_max) {
      return refuse(400, "A chunk of the body has no end.");
    }
    if (has_bare_newline(buffer_)) return refuse(400, "A chunk's line does not end with CR LF.");
  }
  return Step::more;
}

Request RequestReader::take() {
  Request request = std::move(head_.request);
  head_ = {};
  framing_.reset();
  return request;
}

}  // namespace decorum::http
