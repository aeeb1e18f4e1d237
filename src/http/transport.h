// Inside the server only: the bytes of one connection, over TCP, a Unix domain socket or TLS. Every
// call is made on the connection's own strand; at most one read and one write at a time.
//
// The one header that includes Asio. Only transport_*.cc, connection.cc and server.cc include it.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/generic/stream_protocol.hpp>

#include "base/result.h"

namespace decorum::http {

using Socket = boost::asio::generic::stream_protocol::socket;

class Transport {
 public:
  virtual ~Transport() = default;

  // The handshake, where there is one; false when it failed.
  virtual boost::asio::awaitable<bool> open() = 0;
  // Bytes read or written; 0 when the connection ended, failed or was cancelled.
  virtual boost::asio::awaitable<std::size_t> read_some(char* data, std::size_t size) = 0;
  virtual boost::asio::awaitable<std::size_t> write_some(std::string_view bytes) = 0;
  // Says that nothing more will be written.
  virtual boost::asio::awaitable<void> end() = 0;

  virtual Socket& socket() = 0;
  // What is being read or written ends with 0.
  void cancel();
  void close();
};

std::unique_ptr<Transport> plain_transport(Socket socket);

// A certificate and its key, ready for connections.
class TlsIdentity {
 public:
  static base::Result<std::shared_ptr<TlsIdentity>> load(const std::string& certificate_file,
                                                         const std::string& key_file);
  virtual ~TlsIdentity() = default;
  virtual std::unique_ptr<Transport> transport(Socket socket) = 0;
};

}  // namespace decorum::http
