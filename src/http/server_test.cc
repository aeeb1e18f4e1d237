// The server from outside, over raw sockets.
#include "http/server.h"

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <vector>

#include "http/problem.h"
#include "http/server_for_test.h"

namespace decorum::http {
namespace {

TEST(Server, AnswersAndKeepsTheConnection) {
  Running running;
  RawClient client = running.client();
  for (int i = 0; i < 3; ++i) {
    const RawAnswer answer = client.ask(get_a);
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, "GET /a []");
    EXPECT_EQ(answer.header("x-request-id").size(), 13u);
    EXPECT_EQ(answer.header("connection"), "");
  }
  EXPECT_EQ(running.server.counts().connections, 1u);
}

TEST(Server, AnswersPipelinedRequestsInTheirOrder) {
  Running running;
  RawClient client = running.client();
  client.send(
      "POST /1 HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc"
      "POST /2 HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
      "2;x=y\r\nde\r\n1\r\nf\r\n0\r\n\r\n"
      "GET /3 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
      "GET /4 HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(client.answer().body, "POST /1 [abc]");
  EXPECT_EQ(client.answer().body, "POST /2 [def]");
  const RawAnswer last = client.answer();
  EXPECT_EQ(last.body, "GET /3 []");
  EXPECT_EQ(last.header("connection"), "close");
  EXPECT_EQ(client.read_to_end(), "") << "nothing after the last";
}

TEST(Server, AnswersWhoeverSaysNothingMore) {
  Running running;
  RawClient client = running.client();
  client.send(get_a);
  client.half_close();
  EXPECT_EQ(client.answer().body, "GET /a []");
  EXPECT_EQ(client.read_to_end(), "");
  RawClient cut = running.client();
  cut.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\na");
  cut.half_close();
  EXPECT_EQ(cut.read_to_end(), "") << "half a body is no request";
  running.wait_for_connections(0);
}

TEST(Server, SendsNoBodyWhereThereIsNone) {
  Running running([](const Request& request) {
    Response response = echo(request);
    if (request.path == "/304") response.status = 304;
    if (request.path == "/204") response.status = 204;
    return response;
  });
  RawClient client = running.client();
  client.send("HEAD /a HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(client.answer(true).header("content-length"), "10");
  for (const char* path : {"/304", "/204"}) {
    const RawAnswer answer = client.ask(fmt::format("GET {} HTTP/1.1\r\nHost: x\r\n\r\n", path));
    EXPECT_EQ(answer.header("content-length"), "") << path;
  }
  EXPECT_EQ(client.ask(get_a).body, "GET /a []") << "the connection is still in step";
}

TEST(Server, SaysWhenItIsReadyForABody) {
  Running running;
  RawClient client = running.client();
  client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.answer().status, 100);
  EXPECT_EQ(client.ask("ab").body, "POST / [ab]");
  // Not for a body that would be too long.
  const RawAnswer refused = client.ask(
      "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2000000\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(refused.status, 413);
}

TEST(Server, SpeaksTheOldVersion) {
  Running running;
  RawClient client = running.client();
  const RawAnswer answer = client.ask("GET /a HTTP/1.0\r\n\r\n");
  EXPECT_EQ(answer.body, "GET /a []");
  EXPECT_EQ(answer.header("connection"), "close");
}

TEST(Server, RefusesAndCloses) {
  std::atomic<int> refused = 0;
  ServerSettings settings;
  settings.on_refused = [&](const RefusedRequest&) { ++refused; };
  settings.hosts = {"desk.example", "[::1]"};
  Running running(echo, std::move(settings));
  const std::vector<std::pair<std::string, int>> rows{
      {"GET / HTTP/1.1\r\n\r\n", 400},
      {"GET /../x HTTP/1.1\r\nHost: desk.example\r\n\r\n", 400},
      {"GET http://desk.example/ HTTP/1.1\r\nHost: desk.example\r\n\r\n", 400},
      {"GET / HTTP/1.1\nHost: desk.example\n\n", 400},
      {"POST / HTTP/1.1\r\nHost: desk.example\r\nContent-Length: 5\r\n"
       "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /hidden HTTP/1.1\r\n", 400},
      {"POST / HTTP/1.1\r\nHost: desk.example\r\nTransfer-Encoding: chunked\r\n\r\n"
       "zz\r\n\r\n", 400},
      {"GET /" + std::string(9000, 'a') + " HTTP/1.1\r\nHost: desk.example\r\n\r\n", 414},
      {"GET / HTTP/1.1\r\nHost: desk.example\r\nX: " + std::string(20'000, 'a'), 431},
      {"POST / HTTP/1.1\r\nHost: desk.example\r\nContent-Length: 1048577\r\n\r\n", 413},
      {"BREW / HTTP/1.1\r\nHost: desk.example\r\n\r\n", 501},
      {"GET / HTTP/3.0\r\nHost: desk.example\r\n\r\n", 505},
      {"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421}};
  for (const auto& [bytes, status] : rows) {
    RawClient client = running.client();
    const RawAnswer answer = client.ask(bytes);
    EXPECT_EQ(answer.status, status) << bytes.substr(0, 60);
    EXPECT_EQ(answer.header("connection"), "close");
    EXPECT_EQ(answer.header("content-type"), problem_type);
    EXPECT_EQ(client.read_to_end(), "");
  }
  EXPECT_EQ(refused, static_cast<int>(rows.size()));
  for (const char* host : {"desk.example", "DESK.example:8080", "[::1]:80"}) {
    RawClient client = running.client();
    const std::string asked = fmt::format("GET /a HTTP/1.1\r\nHost: {}\r\n\r\n", host);
    EXPECT_EQ(client.ask(asked).status, 200) << host;
  }
}

TEST(Server, TakesAsMuchBodyAsTheRouteSays) {
  ServerSettings settings;
  settings.body_limit = [](std::string_view method, std::string_view path) -> std::size_t {
    return method == "POST" && path == "/imports" ? 3u << 20 : 10;
  };
  Running running(
      [](const Request& request) {
        Response response;
        response.body = fmt::format("{}", request.body.size());
        return response;
      },
      std::move(settings));
  RawClient client = running.client();
  const std::string large(3u << 20, 'x');
  const std::string_view head = "HTTP/1.1\r\nHost: x\r\nContent-Length:";
  EXPECT_EQ(client.ask(fmt::format("POST /imports {} 3145728\r\n\r\n{}", head, large)).body,
            "3145728");
  EXPECT_EQ(client.ask(fmt::format("POST /other {} 11\r\n\r\n", head)).status, 413);
}

TEST(Server, HoldsNoMoreThanItsShareOfBodies) {
  ServerSettings settings;
  settings.limits.held_bytes_max = 10;
  Running running(echo, std::move(settings));
  constexpr std::string_view head = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ";
  for (int i = 0; i < 3; ++i) {
    RawClient small = running.client();
    small.send(fmt::format("{}9\r\n\r\n", head));
    EXPECT_EQ(small.ask("123456789").status, 200);
    running.wait_for_connections(1);
    RawClient large = running.client();
    large.send(fmt::format("{}20\r\n\r\n12345678901", head));
    EXPECT_EQ(large.answer().status, 503);
  }
}

TEST(Server, CutsOffWhoeverIsTooSlow) {
  ServerSettings settings;
  settings.limits.head_ms = settings.limits.body_ms = settings.limits.idle_ms = 40;
  Running running(echo, std::move(settings));
  RawClient silent = running.client();
  EXPECT_EQ(silent.read_to_end(), "") << "nothing was asked, nothing is answered";
  RawClient half_a_head = running.client();
  EXPECT_EQ(half_a_head.ask("GET / HTTP/1.1\r\nHost").status, 408);
  RawClient half_a_body = running.client();
  const std::string_view head = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nab";
  EXPECT_EQ(half_a_body.ask(head).status, 408);
  running.wait_for_connections(0);
}

TEST(Server, CutsOffWhoeverDoesNotRead) {
  ServerSettings settings;
  settings.limits.write_ms = 40;
  settings.limits.least_bytes_per_s = 1u << 30;
  Running running(
      [](const Request&) {
        Response response;
        response.body.assign(64u << 20, 'x');
        return response;
      },
      std::move(settings));
  RawClient client = running.client();
  client.send(get_a);
  running.wait_for_connections(1);
  running.wait_for_connections(0);
  EXPECT_LT(client.read_to_end().size(), 64u << 20);
}

TEST(Server, AnswersWhatAHandlerThrows) {
  Running running([](Request&) -> Response { throw std::runtime_error("secret of the inside"); });
  RawClient client = running.client();
  const RawAnswer answer = client.ask(get_a);
  EXPECT_EQ(answer.status, 500);
  EXPECT_EQ(answer.body.find("secret"), std::string::npos);
  EXPECT_NE(answer.body.find(answer.header("x-request-id")), std::string::npos);
  EXPECT_EQ(client.ask(get_a).status, 500) << "the connection is kept";
}

TEST(Server, LetsNoHeaderEndItsLine) {
  Running running([](const Request&) {
    Response response;
    response.set("x-thing", "a\r\nset-cookie: forged=1\r\n\r\nbody");
    response.set("x bad\r\nname", "a");
    response.set("content-length", "9");
    return response;
  });
  RawClient client = running.client();
  const RawAnswer answer = client.ask(get_a);
  EXPECT_EQ(answer.header("x-thing"), "a  set-cookie: forged=1    body");
  EXPECT_EQ(answer.header("set-cookie"), "");
  EXPECT_EQ(answer.head.find("bad"), std::string::npos);
  EXPECT_EQ(answer.header("content-length"), "0");
}

TEST(Server, SaysAtOnceWhenTooMuchWaits) {
  Gate gate;
  ServerSettings settings;
  settings.worker_threads = 1;
  settings.limits.queue_max = 2;
  Running running(
      [&](const Request& request) {
        gate.pass();
        return echo(request);
      },
      std::move(settings));
  std::vector<RawClient> clients;
  clients.push_back(running.client());
  clients.back().send(get_a);
  gate.wait_for(1);
  for (int i = 0; i < 2; ++i) {
    clients.push_back(running.client());
    clients.back().send(get_a);
  }
  while (running.server.counts().waiting < 2) std::this_thread::yield();
  RawClient late = running.client();
  const RawAnswer busy = late.ask(get_a);
  EXPECT_EQ(busy.status, 503);
  EXPECT_EQ(busy.header("retry-after"), "1");
  gate.open();
  for (RawClient& client : clients) EXPECT_EQ(client.answer().status, 200);
  EXPECT_EQ(late.ask(get_a).status, 200);
}

TEST(Server, BoundsItsConnections) {
  ServerSettings settings;
  settings.limits.connections_max = 3;
  settings.limits.connections_per_address_max = 2;
  Running running(echo, settings);
  RawClient first = running.client();
  {
    RawClient second = running.client();
    EXPECT_EQ(first.ask(get_a).status, 200);
    EXPECT_EQ(second.ask(get_a).status, 200);
    EXPECT_EQ(running.client().answer().status, 503) << "two of one address";
  }
  running.wait_for_connections(1);
  EXPECT_EQ(running.client().ask(get_a).status, 200);

  settings.trusted_proxies = {"127.0.0.0/8"};
  Running behind_proxy(echo, settings);
  std::vector<RawClient> clients;
  for (int i = 0; i < 3; ++i) {
    clients.push_back(behind_proxy.client());
    EXPECT_EQ(clients.back().ask(get_a).status, 200) << "a proxy stands for many";
  }
  EXPECT_EQ(behind_proxy.client().answer().status, 503) << "three in all";
}

TEST(Server, ClosesAConnectionAfterItsShareOfRequests) {
  ServerSettings settings;
  settings.limits.requests_per_connection_max = 2;
  Running running(echo, std::move(settings));
  RawClient client = running.client();
  EXPECT_EQ(client.ask(get_a).header("connection"), "");
  EXPECT_EQ(client.ask(get_a).header("connection"), "close");
  EXPECT_EQ(client.read_to_end(), "");
}

TEST(Server, TakesTheWordOfNamedProxiesOnly) {
  const Entry where = [](const Request& request) {
    Response response;
    response.body = fmt::format("{} {}", request.address, request.secure);
    return response;
  };
  constexpr std::string_view asked =
      "GET / HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 1.1.1.1, 192.0.2.9\r\n"
      "X-Forwarded-Proto: https\r\n\r\n";
  Running open(where);
  EXPECT_EQ(open.client().ask(asked).body, "127.0.0.1 false");
  ServerSettings settings;
  settings.trusted_proxies = {"127.0.0.1"};
  Running behind_proxy(where, std::move(settings));
  EXPECT_EQ(behind_proxy.client().ask(asked).body, "192.0.2.9 true");
}

TEST(Server, ListensOnAUnixSocket) {
  char folder[] = "/tmp/decorum-http-XXXXXX";
  ASSERT_NE(::mkdtemp(folder), nullptr);
  const std::string path = std::string(folder) + "/socket";
  for (int i = 0; i < 2; ++i) {  // the file of the last time is no obstacle
    ServerSettings settings;
    settings.address = "unix:" + path;
    Running running([](const Request& request) {
      Response response;
      response.body = request.address;
      return response;
    }, std::move(settings));
    RawClient client(path);
    EXPECT_EQ(client.ask(get_a).body, "unix");
    EXPECT_EQ(running.server.port(), 0);
  }
  std::filesystem::remove_all(folder);
}

TEST(Server, SaysWhyItCannotStart) {
  Running running;
  ServerSettings settings;
  settings.port = running.server.port();
  EXPECT_FALSE(Server(settings, echo).start().has_value()) << "the port is taken";
  for (const char* address : {"", "localhost", "256.0.0.1", "unix:", "unix:/", "unix:/no/such/x"}) {
    settings.address = address;
    const auto started = Server(settings, echo).start();
    ASSERT_FALSE(started.has_value()) << address;
    EXPECT_NE(started.error().what, "");
  }
  settings = {};
  settings.trusted_proxies = {"nonsense"};
  EXPECT_FALSE(Server(settings, echo).start().has_value());
  settings = {};
  settings.certificate_file = settings.key_file = "no-such-file.pem";
  EXPECT_FALSE(Server(settings, echo).start().has_value());
  settings = {};
  settings.inherited = {0};
  EXPECT_FALSE(Server(settings, echo).start().has_value()) << "no listening socket";
}

}  // namespace
}  // namespace decorum::http
