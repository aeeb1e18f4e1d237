// The server: HTTP/1.1 over TCP, TLS or a Unix domain socket, in front of one function.
//
//   Server server(settings, entry_of(parts));                // chain.h
//   if (auto started = server.start(); !started) …           // the sentence says what to mend
//   server.port();                                           // where port 0 ended up
//   server.stop(10s);                                        // answers what is under way
//
// How it works. Connections are coroutines on `io_threads` threads, which never wait. A request
// that has come in whole is handed to one of `worker_threads` threads, because handlers wait for
// the store; when limits.queue_max requests wait already, the answer is 503 with retry-after.
// Bodies that last (server-sent events) hold no thread: a stream is asked for its next piece on one
// of `stream_threads` threads when it says that it has one (Response::on_ready), else every
// stream_poll_ms. limits.streams_max may be open at a time.
//
// Spoken: keep-alive, pipelining (answered in order), HEAD, 100-continue, chunked bodies. Requests
// that are only nearly right are refused (head.h); what is over a limit is named in limits.h.
// HTTP/2 is left to a proxy, whose word for the address is taken when it is named in
// trusted_proxies (proxies.h).
//
// A stop: no connection is taken any more, requests under way are answered, each connection is
// closed after its answer (`connection: close`), and one that waits for its next request gets
// drain_ms to send it. Streams are ended; browsers come back by themselves. After `grace` what is
// left is cut. With an inherited socket (listen.h) a restart loses no request: connections made
// meanwhile wait for the next process.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"
#include "http/limits.h"
#include "http/message.h"

namespace decorum::http {

// How many bytes of body a request may have, known by method and decoded path.
using BodyLimit = std::function<std::size_t(std::string_view method, std::string_view path)>;

// A request that never reached the handler. Called from the server's own threads: must not wait.
struct RefusedRequest {
  int status;
  std::string id;
  std::string address;
};
using OnRefused = std::function<void(const RefusedRequest&)>;

struct ServerSettings {
  std::string address = "127.0.0.1";  // or "unix:/run/decorum.sock"
  int port = 0;                       // 0: the system chooses
  std::vector<int> inherited;         // listening sockets; when there are any, the two above rest
  std::string certificate_file;       // PEM, the whole chain; with key_file: TLS on every listener
  std::string key_file;               // PEM
  int io_threads = 1;
  int worker_threads = 8;
  int stream_threads = 2;
  int drain_ms = 500;
  Limits limits = {};
  std::vector<std::string> trusted_proxies = {};
  std::vector<std::string> hosts = {};  // names it answers to, in small letters; else 421
  BodyLimit body_limit = {};
  OnRefused on_refused = {};
};

struct ServerCounts {
  std::size_t connections = 0;  // open
  std::size_t streams = 0;      // open
  std::size_t waiting = 0;      // requests that wait for a worker
};

class Server {
 public:
  // `entry` is called from several threads at a time; what it throws is answered with 500.
  Server(ServerSettings settings, Entry entry);
  // Stops without grace.
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // Opens the sockets and starts the threads. Once.
  base::Result<std::monostate> start();
  int port() const;
  ServerCounts counts() const;

  // Reads the certificate and key again, for connections from now on; the old ones stay when the
  // files are wrong.
  base::Result<std::monostate> reload_certificate();

  // How many connections had to be cut; 0: everything was answered. Waits for handlers that run.
  std::size_t stop(std::chrono::milliseconds grace);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace decorum::http
