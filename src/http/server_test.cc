// The server from outside, over raw sockets.
#include "http/server.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "http/client_for_test.h"
#include "http/problem.h"

namespace decorum::http {
namespace {

using std::chrono::milliseconds;
constexpr milliseconds ample(60'000);

// Says what it got, so that a test sees how a request was cut.
Response echo(const Request& request) {
  Response response;
  response.set("content-type", "text/plain");
  response.body = fmt::format("{} {} [{}]", request.method, request.path, request.body);
  return response;
}

struct Running {
  explicit Running(Handler handler = echo, ServerSettings settings = {})
      : server(std::move(settings), std::move(handler)) {
    const auto started = server.start();
    EXPECT_TRUE(started.has_value()) << started.error().what;
  }
  RawClient client() { return RawClient(server.port()); }

  Server server;
};

constexpr std::string_view get = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n";

TEST(Server, AnswersAndKeepsTheConnection) {
  Running running;
  RawClient client = running.client();
  for (int i = 0; i < 3; ++i) {
    const RawAnswer answer = client.ask(get);
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, "GET /a []");
    EXPECT_EQ(answer.header("x-request-id").size(), 13u);
    EXPECT_EQ(answer.header("connection"), "");
  }
}

TEST(Server, AnswersPipelinedRequestsInTheirOrder) {
  Running running;
  RawClient client = running.client();
  client.send(
      "POST /1 HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc"
      "POST /2 HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
      "2;x=y\r\nde\r\n1\r\nf\r\n0\r\n\r\n"
      "GET /3 HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(client.answer().body, "POST /1 [abc]");
  EXPECT_EQ(client.answer().body, "POST /2 [def]");
  EXPECT_EQ(client.answer().body, "GET /3 []");
}

}  // namespace
}  // namespace decorum::http
