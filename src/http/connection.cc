#include "http/connection.h"

#include <array>
#include <ctime>
#include <functional>
#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>

#include "http/problem.h"
#include "http/response_head.h"
#include "http/security_headers.h"

namespace decorum::http {

namespace asio = boost::asio;

namespace {

constexpr std::size_t read_bytes = 8u << 10;
constexpr std::size_t linger_bytes_max = 1u << 20;
constexpr std::size_t joined_bytes_max = 64u << 10;

// Does `work` on another thread and comes back to this one; nullopt when the work is not taken.
template <class T>
asio::awaitable<std::optional<T>> done_by(Workers& workers, std::function<T()> work) {
  const asio::any_io_executor executor = co_await asio::this_coro::executor;
  auto start = [&workers, executor](auto completion, std::function<T()> what) {
    auto held = std::make_shared<decltype(completion)>(std::move(completion));
    auto back = [executor, held](std::optional<T> result) {
      asio::post(executor, [held, result = std::move(result)]() mutable {
        std::move (*held)(std::move(result));
      });
    };
    if (!workers.post([what = std::move(what), back] { back(what()); })) back(std::nullopt);
  };
  co_return co_await asio::async_initiate<const asio::use_awaitable_t<>, void(std::optional<T>)>(
      std::move(start), asio::use_awaitable, std::move(work));
}

bool is_events(const Response& response) {
  for (const auto& [name, value] : response.headers) {
    if (name == "content-type") return value.starts_with("text/event-stream");
  }
  return false;
}

std::string chunk_of(std::string_view piece) {
  return fmt::format("{:x}\r\n{}\r\n", piece.size(), piece);
}

// Whether a Host header names one of `hosts`; a port does not matter.
bool is_one_of(std::string_view host, const std::vector<std::string>& hosts) {
  const std::size_t bracket = host.rfind(']');
  const std::size_t colon = host.rfind(':');
  if (colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket)) {
    host = host.substr(0, colon);
  }
  std::string lowered(host);
  for (char& c : lowered) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  for (const std::string& name : hosts) {
    if (name == lowered) return true;
  }
  return hosts.empty();
}

}  // namespace

std::string ServerCore::next_request_id() {
  const std::lock_guard lock(mutex);
  return base::to_text(ids.next(
      std::chrono::time_point_cast<base::Duration>(std::chrono::system_clock::now())));
}

void WakeSlot::wake() {
  const std::lock_guard lock(mutex);
  if (!connection) return;
  asio::post(connection->wake_.get_executor(), [weak = connection->weak_from_this()] {
    if (const auto held = weak.lock()) held->wake();
  });
}

void WakeSlot::clear() {
  const std::lock_guard lock(mutex);
  connection = nullptr;
}

Connection::Connection(ServerCore& core, std::unique_ptr<Transport> transport, std::string address,
                       bool secure)
    : core_(core),
      transport_(std::move(transport)),
      address_(std::move(address)),
      secure_(secure),
      reader_(core.settings.limits),
      watchdog_(transport_->socket().get_executor()),
      wake_(transport_->socket().get_executor()) {
  const std::lock_guard lock(core_.mutex);
  core_.connections.insert(this);
  ++core_.by_address[address_group(address_)];
}

Connection::~Connection() {
  slot_->clear();
  hold(0);
  const std::lock_guard lock(core_.mutex);
  core_.connections.erase(this);
  const auto count = core_.by_address.find(address_group(address_));
  if (count != core_.by_address.end() && --count->second == 0) core_.by_address.erase(count);
  core_.closed.notify_all();
}

void Connection::start() {
  asio::co_spawn(
      watchdog_.get_executor(), [self = shared_from_this()] { return self->run(); },
      asio::detached);
}

void Connection::begin_drain() {
  asio::post(watchdog_.get_executor(), [weak = weak_from_this()] {
    const auto self = weak.lock();
    if (!self) return;
    if (self->idle_) self->allow(self->core_.settings.drain_ms);
    self->wake();
  });
}

void Connection::cut() {
  slot_->clear();
  transport_->close();
}

void Connection::wake() {
  woken_ = true;
  wake_.cancel();
}

// One timer for the connection: it looks at the deadline when it goes off, so that moving the
// deadline on, as every read does, costs nothing.
void Connection::arm_watchdog() {
  armed_for_ = deadline_;
  watchdog_.expires_at(deadline_);
  watchdog_.async_wait([weak = weak_from_this()](const boost::system::error_code& error) {
    const auto self = weak.lock();
    if (error || !self) return;
    if (Clock::now() >= self->deadline_) {
      self->timed_out_ = true;
      self->armed_for_ = Clock::time_point::max();
      self->transport_->cancel();
    } else {
      self->arm_watchdog();
    }
  });
}

void Connection::allow_until(Clock::time_point deadline) {
  timed_out_ = false;
  deadline_ = deadline;
  if (deadline_ < armed_for_) arm_watchdog();
}

void Connection::allow(int milliseconds) {
  allow_until(Clock::now() + std::chrono::milliseconds(milliseconds));
}

void Connection::allow_for_bytes(Clock::time_point start, int milliseconds, std::size_t bytes) {
  const auto by_rate = bytes * 1000 / core_.settings.limits.least_bytes_per_s;
  allow_until(start + std::chrono::milliseconds(milliseconds) +
              std::chrono::milliseconds(static_cast<std::int64_t>(by_rate)));
}

// false: all connections together hold more than they may.
bool Connection::hold(std::size_t body_bytes) {
  const std::size_t all = core_.held_bytes += body_bytes - held_bytes_;
  held_bytes_ = body_bytes;
  return all <= core_.settings.limits.held_bytes_max;
}

asio::awaitable<void> Connection::run() {
  allow(core_.settings.limits.handshake_ms);
  bool going_on = co_await transport_->open();
  if (!going_on) broken_ = true;
  for (std::size_t i = 1; going_on; ++i) {
    // One co_await a statement: g++ 12 evaluates both sides of `co_await a && co_await b`.
    going_on = co_await read_head();
    if (going_on) going_on = co_await read_body();
    if (going_on) going_on = co_await answer(i);
    hold(0);
  }
  co_await finish();
}

asio::awaitable<bool> Connection::fill() {
  std::array<char, read_bytes> bytes;
  if (timed_out_) co_return false;
  const std::size_t count = co_await transport_->read_some(bytes.data(), bytes.size());
  if (count == 0) co_return false;
  reader_.push(std::string_view(bytes.data(), count));
  co_return true;
}

asio::awaitable<bool> Connection::read_head() {
  const Limits& limits = core_.settings.limits;
  if (reader_.is_empty()) {
    idle_ = true;
    allow(core_.stopping ? core_.settings.drain_ms : limits.idle_ms);
    const bool came = co_await fill();
    idle_ = false;
    if (!came) co_return false;
  }
  allow(limits.head_ms);
  for (;;) {
    const RequestReader::Step step = reader_.read_head();
    if (step == RequestReader::Step::done) co_return true;
    if (step == RequestReader::Step::refused) {
      co_await refuse(reader_.refusal().status, reader_.refusal().detail);
      co_return false;
    }
    const bool came = co_await fill();
    if (!came) {
      if (timed_out_) co_await refuse(408, "The head of the request took too long to arrive.");
      co_return false;
    }
  }
}

asio::awaitable<bool> Connection::read_body() {
  const Limits& limits = core_.settings.limits;
  const Request& request = reader_.head().request;
  if (!is_one_of(request.header("host"), core_.settings.hosts)) {
    co_await refuse(421, "Nothing is served under this host's name.");
    co_return false;
  }
  const std::size_t most = core_.settings.body_limit
                               ? core_.settings.body_limit(request.method, request.path)
                               : limits.body_bytes_max;
  RequestReader::Step step = reader_.admit(most);
  if (step == RequestReader::Step::more) step = reader_.read_body();
  if (step == RequestReader::Step::more && reader_.head().expects_continue) {
    const bool good = co_await write("HTTP/1.1 100 Continue\r\n\r\n");
    if (!good) co_return false;
  }
  const auto start = Clock::now();
  bool fits = hold(reader_.body_bytes());
  while (step == RequestReader::Step::more && fits) {
    allow_for_bytes(start, limits.body_ms, reader_.body_bytes());
    const bool came = co_await fill();
    if (!came) {
      if (timed_out_) co_await refuse(408, "The body of the request took too long to arrive.");
      co_return false;
    }
    step = reader_.read_body();
    fits = hold(reader_.body_bytes());
  }
  if (!fits) {
    co_await refuse(503, "Too much is being sent at once; try again.");
    co_return false;
  }
  if (step == RequestReader::Step::refused) {
    co_await refuse(reader_.refusal().status, reader_.refusal().detail);
    co_return false;
  }
  co_return true;
}

Request Connection::completed_request(Pending& pending) {
  const Head& head = reader_.head();
  pending.id = core_.next_request_id();
  pending.head_only = head.request.method == "HEAD";
  pending.keep_alive = head.keep_alive;
  pending.is_1_0 = head.is_1_0;
  Request request = reader_.take();
  const Origin origin = core_.proxies.origin_of(address_, secure_, request.headers);
  request.address = origin.address;
  request.secure = origin.secure;
  request.id = pending.id;
  return request;
}

asio::awaitable<bool> Connection::answer(std::size_t requests) {
  Pending pending;
  auto request = std::make_shared<Request>(completed_request(pending));
  allow_until(Clock::time_point::max());
  std::function<Response()> work = [&core = core_, request]() -> Response {
    try {
      return core.entry(*request);
    } catch (...) {
      return internal_error(request->id);
    }
  };
  request.reset();
  std::optional<Response> done = co_await done_by<Response>(*core_.workers, std::move(work));
  Response response =
      done ? std::move(*done)
           : service_unavailable("Too many requests are waiting; try again.", 1);
  pending.keep_alive = pending.keep_alive && !core_.stopping &&
                       requests < core_.settings.limits.requests_per_connection_max;
  if (response.stream && !pending.head_only) {
    co_return co_await write_stream(std::move(response), pending);
  }
  co_return co_await write_response(std::move(response), pending);
}

asio::awaitable<bool> Connection::write_response(Response response, const Pending& pending) {
  const AnswerFraming framing{.keep_alive = pending.keep_alive, .has_length = !response.stream};
  std::string bytes = response_head(response, framing, pending.id, std::time(nullptr));
  const bool has_body = !pending.head_only && may_have_body(response.status);
  const bool joined = has_body && response.body.size() <= joined_bytes_max;
  if (joined) bytes += response.body;
  bool good = co_await write(bytes);
  if (good && has_body && !joined) {
    good = co_await write(response.body);
  }
  co_return good && pending.keep_alive;
}

asio::awaitable<bool> Connection::write_stream(Response response, const Pending& pending) {
  if (++core_.streams > core_.settings.limits.streams_max) {
    --core_.streams;
    Response busy = service_unavailable("Too many streams are open; try again.", 5);
    co_return co_await write_response(std::move(busy), pending);
  }
  // The connection is closed after a stream: there is nothing to be won by keeping it.
  const AnswerFraming framing{
      .keep_alive = false, .has_length = false, .chunked = !pending.is_1_0};
  const std::string head = response_head(response, framing, pending.id, std::time(nullptr));
  const bool begun = co_await write(head);
  if (begun) {
    watching_ = true;
    asio::co_spawn(
        watchdog_.get_executor(), [self = shared_from_this()] { return self->watch(); },
        asio::detached);
    if (response.on_ready) {
      {
        const std::lock_guard lock(slot_->mutex);
        slot_->connection = this;
      }
      response.on_ready([slot = slot_] { slot->wake(); });
    }
    const bool whole = co_await write_pieces(response, pending);
    slot_->clear();
    if (!whole) broken_ = true;
    transport_->cancel();
    while (watching_) {
      wake_.expires_at(Clock::time_point::max());
      co_await wake_.async_wait(asio::as_tuple(asio::use_awaitable));
    }
  }
  --core_.streams;
  co_return false;
}

// Whether the other side got all of it, or all that there was until the server stopped.
asio::awaitable<bool> Connection::write_pieces(const Response& response, const Pending& pending) {
  const Limits& limits = core_.settings.limits;
  const bool events = is_events(response);
  const auto quiet = std::chrono::milliseconds(limits.heartbeat_ms);
  auto said = Clock::now();
  std::function<Piece()> next = [&response]() -> Piece {
    try {
      return {false, response.stream(0)};
    } catch (...) {
      return {true, std::nullopt};
    }
  };
  while (!core_.stopping) {
    woken_ = false;
    std::optional<Piece> asked = co_await done_by<Piece>(*core_.streamers, next);
    if (gone_ || !asked || asked->failed) co_return false;
    Piece& piece = *asked;
    if (!piece.bytes) break;
    if (piece.bytes->empty()) {
      if (events && Clock::now() - said >= quiet) {
        piece.bytes = ":\n\n";
      } else {
        co_await wait_for_more(static_cast<bool>(response.on_ready), said + quiet);
        continue;
      }
    }
    const std::string framed = pending.is_1_0 ? std::move(*piece.bytes) : chunk_of(*piece.bytes);
    const bool good = co_await write(framed);
    if (!good) co_return false;
    said = Clock::now();
  }
  if (pending.is_1_0) co_return true;
  co_return co_await write("0\r\n\r\n");
}

asio::awaitable<void> Connection::wait_for_more(bool has_wakes, Clock::time_point until) {
  if (woken_ || gone_ || core_.stopping) co_return;
  if (!has_wakes) {
    const auto poll = std::chrono::milliseconds(core_.settings.limits.stream_poll_ms);
    until = std::min(until, Clock::now() + poll);
  }
  wake_.expires_at(until);
  co_await wake_.async_wait(asio::as_tuple(asio::use_awaitable));
}

// Reads during a stream, only to see that the other side has left.
asio::awaitable<void> Connection::watch() {
  std::array<char, 512> bytes;
  std::size_t came = 0;
  while (came < read_bytes) {
    const std::size_t count = co_await transport_->read_some(bytes.data(), bytes.size());
    if (count == 0) break;
    came += count;
  }
  gone_ = true;
  watching_ = false;
  wake();
}

asio::awaitable<void> Connection::refuse(int status, std::string detail) {
  Pending pending{.id = core_.next_request_id(), .keep_alive = false};
  if (core_.settings.on_refused) core_.settings.on_refused({status, pending.id, address_});
  Response response = problem(status, std::move(detail));
  name_instance(response, pending.id);
  add_security_headers(response, {}, secure_);
  co_await write_response(std::move(response), pending);
}

asio::awaitable<bool> Connection::write(std::string_view bytes) {
  const auto start = Clock::now();
  std::size_t sent = 0;
  while (sent < bytes.size()) {
    allow_for_bytes(start, core_.settings.limits.write_ms, sent);
    const std::size_t count =
        co_await transport_->write_some(bytes.substr(sent, joined_bytes_max));
    if (count == 0) {
      broken_ = true;
      co_return false;
    }
    sent += count;
  }
  co_return true;
}

// Closing a socket that holds unread bytes takes the last answer back (RFC 9112 section 9.6), so
// the other side gets a moment to read it.
asio::awaitable<void> Connection::finish() {
  if (!broken_) {
    allow(core_.settings.limits.linger_ms);
    co_await transport_->end();
    std::array<char, read_bytes> bytes;
    for (std::size_t came = 0; came < linger_bytes_max && !timed_out_;) {
      const std::size_t count = co_await transport_->read_some(bytes.data(), bytes.size());
      if (count == 0) break;
      came += count;
    }
  }
  watchdog_.cancel();
  transport_->close();
}

}  // namespace decorum::http
