#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>

#include "http/transport.h"

namespace decorum::http {

namespace asio = boost::asio;

namespace {

constexpr auto awaited = asio::as_tuple(asio::use_awaitable);

class TlsTransport : public Transport {
 public:
  TlsTransport(Socket socket, std::shared_ptr<asio::ssl::context> context)
      : context_(std::move(context)), stream_(std::move(socket), *context_) {}

  asio::awaitable<bool> open() override {
    const auto [error] =
        co_await stream_.async_handshake(asio::ssl::stream_base::server, awaited);
    co_return !error;
  }

  asio::awaitable<std::size_t> read_some(char* data, std::size_t size) override {
    const auto [error, count] =
        co_await stream_.async_read_some(asio::buffer(data, size), awaited);
    co_return error ? 0 : count;
  }

  asio::awaitable<std::size_t> write_some(std::string_view bytes) override {
    const auto [error, count] =
        co_await stream_.async_write_some(asio::buffer(bytes.data(), bytes.size()), awaited);
    co_return error ? 0 : count;
  }

  asio::awaitable<void> end() override {
    // Sends close_notify and waits for the other side's; the connection's deadline bounds the wait.
    co_await stream_.async_shutdown(awaited);
  }

  Socket& socket() override { return stream_.next_layer(); }

 private:
  std::shared_ptr<asio::ssl::context> context_;
  asio::ssl::stream<Socket> stream_;
};

class LoadedIdentity : public TlsIdentity {
 public:
  explicit LoadedIdentity(std::shared_ptr<asio::ssl::context> context)
      : context_(std::move(context)) {}

  std::unique_ptr<Transport> transport(Socket socket) override {
    return std::make_unique<TlsTransport>(std::move(socket), context_);
  }

 private:
  std::shared_ptr<asio::ssl::context> context_;
};

}  // namespace

base::Result<std::shared_ptr<TlsIdentity>> TlsIdentity::load(const std::string& certificate_file,
                                                             const std::string& key_file) {
  auto context = std::make_shared<asio::ssl::context>(asio::ssl::context::tls_server);
  // RFC 8996: TLS 1.0 and 1.1 are not to be used any more.
  context->set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_sslv2 |
                       asio::ssl::context::no_sslv3 | asio::ssl::context::no_tlsv1 |
                       asio::ssl::context::no_tlsv1_1 | SSL_OP_NO_RENEGOTIATION |
                       SSL_OP_CIPHER_SERVER_PREFERENCE);
  boost::system::error_code error;
  context->use_certificate_chain_file(certificate_file, error);
  if (error) {
    return base::fail("this is not a readable file of PEM certificates", certificate_file);
  }
  context->use_private_key_file(key_file, asio::ssl::context::pem, error);
  if (error) {
    return base::fail("this is not a readable PEM key without a passphrase that belongs to the "
                      "certificate", key_file);
  }
  return std::make_shared<LoadedIdentity>(std::move(context));
}

}  // namespace decorum::http
