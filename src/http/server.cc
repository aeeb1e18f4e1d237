#include "http/server.h"

#include <cassert>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <utility>

#include <arpa/inet.h>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <netinet/in.h>
#include <netinet/tcp.h>

#include "http/connection.h"
#include "http/listen.h"

namespace decorum::http {

namespace asio = boost::asio;

namespace {

using Acceptor = asio::basic_socket_acceptor<asio::generic::stream_protocol>;

std::string peer_of(int fd) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  char text[INET6_ADDRSTRLEN] = "unix";
  if (::getpeername(fd, reinterpret_cast<sockaddr*>(&address), &size) != 0) return "";
  if (address.ss_family == AF_INET) {
    ::inet_ntop(AF_INET, &reinterpret_cast<sockaddr_in*>(&address)->sin_addr, text, sizeof text);
  } else if (address.ss_family == AF_INET6) {
    ::inet_ntop(AF_INET6, &reinterpret_cast<sockaddr_in6*>(&address)->sin6_addr, text,
                sizeof text);
  }
  return text;
}

// As much as fits into the socket's own buffer; nobody waits for a connection that is not taken.
void turn_away(Socket& socket, bool over_tls) {
  static constexpr std::string_view answer =
      "HTTP/1.1 503 Service Unavailable\r\nretry-after: 5\r\ncontent-length: 0\r\n"
      "connection: close\r\n\r\n";
  if (!over_tls) {
    static_cast<void>(::send(socket.native_handle(), answer.data(), answer.size(),
                             MSG_DONTWAIT | MSG_NOSIGNAL));
  }
}

}  // namespace

struct Server::Impl {
  Impl(ServerSettings chosen, Entry answers)
      : settings(std::move(chosen)), entry(std::move(answers)) {}

  asio::awaitable<void> accept_on(Acceptor& acceptor);
  void take(Socket socket);
  bool has_room_for(const std::string& address);
  base::Result<std::monostate> open_sockets();
  bool over_tls() const { return !settings.certificate_file.empty(); }

  ServerSettings settings;
  Entry entry;
  std::unique_ptr<ServerCore> core;  // outlives `io`, which holds the connections
  std::unique_ptr<asio::io_context> io;
  std::vector<Acceptor> acceptors;  // each on a strand of its own
  std::size_t accepting = 0;        // how many of them; under the core's mutex
  std::mutex identity_mutex;
  std::shared_ptr<TlsIdentity> identity;
  std::vector<std::thread> threads;
  int port = 0;
};

asio::awaitable<void> Server::Impl::accept_on(Acceptor& acceptor) {
  constexpr auto awaited = asio::as_tuple(asio::use_awaitable);
  while (acceptor.is_open()) {
    auto [error, socket] = co_await acceptor.async_accept(
        asio::any_io_executor(asio::make_strand(*io)), awaited);
    if (!error) {
      take(std::move(socket));  // also when the acceptor was closed meanwhile
    } else if (error != asio::error::operation_aborted) {
      // No descriptor is free, for example: some connection has to end first.
      asio::steady_timer pause(*io, std::chrono::milliseconds(50));
      co_await pause.async_wait(awaited);
    }
  }
  const std::lock_guard lock(core->mutex);
  --accepting;
  core->closed.notify_all();
}

bool Server::Impl::has_room_for(const std::string& address) {
  const Limits& limits = settings.limits;
  const std::lock_guard lock(core->mutex);
  if (core->connections.size() >= limits.connections_max) return false;
  if (address == "unix" || core->proxies.trusts(address)) return true;
  const auto held = core->by_address.find(address_group(address));
  return held == core->by_address.end() || held->second < limits.connections_per_address_max;
}

void Server::Impl::take(Socket socket) {
  const std::string address = peer_of(socket.native_handle());
  if (address.empty()) return;
  if (!has_room_for(address)) return turn_away(socket, over_tls());
  if (address != "unix") {
    const int on = 1;
    ::setsockopt(socket.native_handle(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  }
  std::shared_ptr<TlsIdentity> tls;
  {
    const std::lock_guard lock(identity_mutex);
    tls = identity;
  }
  auto transport = tls ? tls->transport(std::move(socket)) : plain_transport(std::move(socket));
  std::make_shared<Connection>(*core, std::move(transport), address, tls != nullptr)->start();
}

base::Result<std::monostate> Server::Impl::open_sockets() {
  std::vector<int> listeners = settings.inherited;
  if (listeners.empty()) {
    const auto opened = open_listener(settings.address, settings.port);
    if (!opened) return tl::unexpected(opened.error());
    listeners.push_back(*opened);
  }
  port = port_of(listeners.front());
  for (const int fd : listeners) {
    sockaddr_storage own{};
    socklen_t size = sizeof own;
    Acceptor& acceptor = acceptors.emplace_back(asio::any_io_executor(asio::make_strand(*io)));
    boost::system::error_code error;
    if (::getsockname(fd, reinterpret_cast<sockaddr*>(&own), &size) == 0) {
      acceptor.assign(asio::generic::stream_protocol(own.ss_family, 0), fd, error);
    }
    if (error || !acceptor.is_open()) return base::fail("this is not a listening socket");
  }
  return std::monostate{};
}

Server::Server(ServerSettings settings, Entry entry)
    : impl_(std::make_unique<Impl>(std::move(settings), std::move(entry))) {}

Server::~Server() { stop(std::chrono::milliseconds(0)); }

base::Result<std::monostate> Server::start() {
  assert(!impl_->io && "a server starts once");
  auto proxies = TrustedProxies::parse(impl_->settings.trusted_proxies);
  if (!proxies) return tl::unexpected(proxies.error());
  if (impl_->over_tls()) {
    if (auto loaded = reload_certificate(); !loaded) return loaded;
  }
  impl_->io = std::make_unique<asio::io_context>(impl_->settings.io_threads);
  if (auto opened = impl_->open_sockets(); !opened) {
    impl_->acceptors.clear();
    impl_->io.reset();
    return opened;
  }
  impl_->core = std::make_unique<ServerCore>(impl_->settings, impl_->entry, std::move(*proxies));
  impl_->accepting = impl_->acceptors.size();
  for (Acceptor& acceptor : impl_->acceptors) {
    asio::co_spawn(acceptor.get_executor(), impl_->accept_on(acceptor), asio::detached);
  }
  for (int i = 0; i < impl_->settings.io_threads; ++i) {
    impl_->threads.emplace_back([io = impl_->io.get()] { io->run(); });
  }
  return std::monostate{};
}

int Server::port() const { return impl_->port; }

ServerCounts Server::counts() const {
  if (!impl_->core) return {};
  ServerCore& core = *impl_->core;
  const std::lock_guard lock(core.mutex);
  return {core.connections.size(), core.streams, core.stopping ? 0 : core.workers->waiting()};
}

base::Result<std::monostate> Server::reload_certificate() {
  auto loaded = TlsIdentity::load(impl_->settings.certificate_file, impl_->settings.key_file);
  if (!loaded) return tl::unexpected(loaded.error());
  const std::lock_guard lock(impl_->identity_mutex);
  impl_->identity = std::move(*loaded);
  return std::monostate{};
}

std::size_t Server::stop(std::chrono::milliseconds grace) {
  if (!impl_->core || !impl_->io) return 0;
  ServerCore& core = *impl_->core;
  core.stopping = true;
  for (Acceptor& acceptor : impl_->acceptors) {
    asio::post(acceptor.get_executor(), [&acceptor] { acceptor.close(); });
  }
  std::size_t cut = 0;
  {
    std::unique_lock lock(core.mutex);
    core.closed.wait(lock, [&] { return impl_->accepting == 0; });
    for (Connection* connection : core.connections) connection->begin_drain();
    core.closed.wait_for(lock, grace, [&] { return core.connections.empty(); });
    cut = core.connections.size();
  }
  impl_->io->stop();
  for (std::thread& thread : impl_->threads) thread.join();
  {
    const std::lock_guard lock(core.mutex);
    for (Connection* connection : core.connections) connection->cut();
  }
  core.workers.reset();
  core.streamers.reset();
  impl_->acceptors.clear();
  impl_->io.reset();
  return cut;
}

}  // namespace decorum::http
