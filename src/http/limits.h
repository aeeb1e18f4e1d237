// The bounds of the server, in one place. Everything a stranger can send, hold open or ask for ends
// at one of these; what is over a bound is answered with the status named, or cut off.
//
// Times are in milliseconds, sizes in bytes. The values are the defaults of `decorum serve`; tests
// set smaller ones.
#pragma once

#include <cstddef>

namespace decorum::http {

struct Limits {
  // Of one request.
  std::size_t head_bytes_max = 16u << 10;   // 431; its lines are bounded by header_lines_max
  std::size_t target_bytes_max = 8u << 10;  // 414; path and query as they were sent
  std::size_t query_fields_max = 100;       // 400
  std::size_t body_bytes_max = 1u << 20;    // 413; a route may state more (BodyLimit)

  // How long a person's machine may take. 408, or cut off when nothing of a request came.
  int handshake_ms = 10'000;  // of TLS
  int head_ms = 10'000;       // from a request's first byte to the end of its head
  int body_ms = 30'000;       // and as much longer as its bytes take at least_bytes_per_s
  int idle_ms = 60'000;       // between two requests
  int write_ms = 30'000;      // of an answer, and as much longer as its bytes take likewise
  int linger_ms = 1'000;      // for the other side to close after our last answer
  std::size_t least_bytes_per_s = 1024;

  // How much at once.
  std::size_t connections_max = 4096;             // 503
  std::size_t connections_per_address_max = 256;  // 503; trusted proxies are not counted
  std::size_t requests_per_connection_max = 10'000;  // then the connection is closed
  std::size_t queue_max = 512;                    // requests that wait for a worker; 503
  std::size_t held_bytes_max = 256u << 20;        // bodies that are being read or answered; 503
  std::size_t streams_max = 1000;                 // bodies that last; 503

  // How often a stream without `on_ready` is asked again after it had nothing.
  int stream_poll_ms = 250;
  // A stream that said nothing for so long gets `heartbeat` (a comment of server-sent events).
  int heartbeat_ms = 15'000;
};

}  // namespace decorum::http
