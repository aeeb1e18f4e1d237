// Bodies that last, and how a server stops and another goes on.
#include <array>
#include <atomic>
#include <unistd.h>
#include <vector>

#include "http/listen.h"
#include "http/live.h"
#include "http/server.h"
#include "http/server_for_test.h"

namespace decorum::http {
namespace {

constexpr std::string_view get_live = "GET /live HTTP/1.1\r\nHost: x\r\n\r\n";

LiveEvent event(std::int64_t id) {
  return {.id = base::Id{id}, .kind = "changed", .topics = {}, .data = "{}"};
}

// Live events at /live, an echo elsewhere.
Entry live_or_echo(LiveHub& hub) {
  return [&hub](const Request& request) {
    if (request.path != "/live") return echo(request);
    return hub.subscribe(request, [](const LiveEvent&) { return true; });
  };
}

void wait_for_streams(const Server& server, std::size_t count) {
  while (server.counts().streams != count) std::this_thread::yield();
}

TEST(Streams, OfHundredsOfScreensHoldNoWorker) {
  LiveHub hub;
  ServerSettings settings;
  settings.worker_threads = 1;
  settings.stream_threads = 1;
  settings.limits.connections_per_address_max = 1000;
  Running running(live_or_echo(hub), std::move(settings));
  std::vector<RawClient> screens;
  for (int i = 0; i < 300; ++i) {
    screens.push_back(running.client());
    screens.back().send(get_live);
  }
  for (RawClient& screen : screens) {
    EXPECT_TRUE(screen.read_until("event: reset\ndata: {}\n\n").ends_with("data: {}\n\n"));
  }
  EXPECT_EQ(running.client().ask(get_a).status, 200) << "others are served meanwhile";
  hub.publish(event(7));
  const std::string told = "id: " + base::to_text(base::Id{7}) + "\nevent: changed\ndata: {}\n\n";
  for (RawClient& screen : screens) EXPECT_TRUE(screen.read_until(told).ends_with(told));
  EXPECT_EQ(running.server.counts().streams, 300u);
  EXPECT_EQ(running.server.stop(ample), 0u);
  for (RawClient& screen : screens) {
    EXPECT_TRUE(screen.read_to_end().ends_with("\r\n0\r\n\r\n")) << "ended, not cut";
  }
  EXPECT_EQ(hub.subscribers(), 0u);
}

TEST(Streams, EndWhenTheScreenIsClosed) {
  LiveHub hub;
  Running running(live_or_echo(hub));
  {
    RawClient screen = running.client();
    screen.send(get_live);
    screen.read_until("event: reset");
    EXPECT_EQ(hub.subscribers(), 1u);
  }
  running.wait_for_connections(0);
  EXPECT_EQ(hub.subscribers(), 0u);
}

TEST(Streams, AreBounded) {
  LiveHub hub;
  ServerSettings settings;
  settings.limits.streams_max = 2;
  Running running(live_or_echo(hub), std::move(settings));
  std::vector<RawClient> screens;
  for (int i = 0; i < 2; ++i) {
    screens.push_back(running.client());
    screens.back().send(get_live);
    screens.back().read_until("event: reset");
  }
  RawClient late = running.client();
  const RawAnswer busy = late.ask(get_live);
  EXPECT_EQ(busy.status, 503);
  EXPECT_EQ(busy.header("retry-after"), "5");
  screens.pop_back();
  wait_for_streams(running.server, 1);
  late.send(get_live);
  EXPECT_TRUE(late.read_until("event: reset").ends_with("event: reset"));
}

TEST(Streams, BeatWhenNothingHappens) {
  LiveHub hub;
  ServerSettings settings;
  settings.limits.heartbeat_ms = 20;
  Running running(live_or_echo(hub), std::move(settings));
  RawClient screen = running.client();
  screen.send(get_live);
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(screen.read_until("\n:\n\n").ends_with("\n:\n\n"));
}

// A body in pieces that is written as it comes, without a hub: an export.
Entry pieces(std::vector<std::optional<std::string>> all, bool fails = false) {
  return [all, fails](const Request&) {
    Response response;
    response.set("content-type", "application/x-ndjson");
    response.stream = [all, fails, next = std::size_t{0}](int) mutable {
      if (next == all.size() && fails) throw std::runtime_error("the disk is full");
      return next == all.size() ? std::nullopt : all[next++];
    };
    return response;
  };
}

TEST(Streams, WriteABodyPieceByPiece) {
  ServerSettings settings;
  settings.limits.stream_poll_ms = 1;
  Running running(pieces({"{\"a\":1}\n", "", std::string(200'000, 'x'), "", "end"}), settings);
  EXPECT_EQ(running.client().ask(get_a).body, "{\"a\":1}\n" + std::string(200'000, 'x') + "end");
  RawClient old = running.client();
  const RawAnswer answer = old.ask("GET /a HTTP/1.0\r\n\r\n");
  EXPECT_EQ(answer.header("transfer-encoding"), "");
  EXPECT_EQ(answer.body, "{\"a\":1}\n" + std::string(200'000, 'x') + "end");
  RawClient head = running.client();
  head.send("HEAD /a HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(head.answer(true).status, 200);
}

TEST(Streams, ThatFailAreCutSoThatNobodyTakesThemForWhole) {
  Running running(pieces({"half"}, true));
  RawClient client = running.client();
  client.send(get_a);
  const std::string all = client.read_to_end();
  EXPECT_TRUE(all.ends_with("4\r\nhalf\r\n")) << all;
}

TEST(Stop, AnswersWhatIsUnderWay) {
  Gate gate;
  Running running([&](const Request& request) {
    gate.pass();
    return echo(request);
  });
  RawClient client = running.client();
  client.send(std::string(get_a) + std::string(get_a));
  RawClient idle = running.client();
  running.wait_for_connections(2);
  gate.wait_for(1);
  std::atomic<std::size_t> cut = 99;
  std::thread stopper([&] { cut = running.server.stop(ample); });
  EXPECT_EQ(idle.read_to_end(), "") << "one that waits for its next request is closed";
  EXPECT_FALSE(running.client().is_connected()) << "no connection is taken any more";
  gate.open();
  const RawAnswer answer = client.answer();
  EXPECT_EQ(answer.body, "GET /a []");
  EXPECT_EQ(answer.header("connection"), "close") << "the request behind it is for another server";
  EXPECT_EQ(client.read_to_end(), "");
  stopper.join();
  EXPECT_EQ(cut, 0u);
}

TEST(Stop, GivesIdleConnectionsTimeForOneMoreRequest) {
  ServerSettings settings;
  settings.drain_ms = 600'000;
  Running running(echo, std::move(settings));
  RawClient client = running.client();
  EXPECT_EQ(client.ask(get_a).header("connection"), "");
  std::thread stopper([&] { EXPECT_EQ(running.server.stop(ample), 0u); });
  while (running.client().is_connected()) std::this_thread::yield();
  const RawAnswer answer = client.ask(get_a);
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.header("connection"), "close");
  stopper.join();
}

TEST(Stop, CutsWhatDoesNotEnd) {
  Gate gate;
  Running running([&](const Request& request) {
    gate.pass();
    return echo(request);
  });
  RawClient client = running.client();
  client.send(get_a);
  gate.wait_for(1);
  std::atomic<std::size_t> cut = 0;
  std::thread stopper([&] { cut = running.server.stop(std::chrono::milliseconds(1)); });
  EXPECT_EQ(client.answer().status, 0);
  gate.open();  // the handler itself cannot be cut: the server waits for it
  stopper.join();
  EXPECT_EQ(cut, 1u);
}

// Asks until it is told to end; counts requests that got no answer or no connection.
struct Visitor {
  Visitor(int port, bool keeps_connection) : thread([this, port, keeps_connection] {
    while (!done) {
      RawClient client(port);
      if (!client.is_connected()) ++lost;
      for (bool kept = client.is_connected(); kept && !done;) {
        const RawAnswer answer = client.ask(get_a);
        if (answer.body != "GET /a []") ++lost;
        ++asked;
        kept = keeps_connection && answer.header("connection").empty() && answer.status != 0;
      }
    }
  }) {}
  void wait_for_more(int count) const {
    for (const int until = asked + count; asked < until;) std::this_thread::yield();
  }

  std::atomic<bool> done = false;
  std::atomic<int> asked = 0, lost = 0;
  std::thread thread;
};

TEST(Restart, LosesNoRequestWhenTheSocketIsHandedOn) {
  const auto listener = open_listener("127.0.0.1", 0);
  ASSERT_TRUE(listener.has_value());
  const auto next_server = [&] {
    ServerSettings settings;
    settings.inherited = {::dup(*listener)};
    settings.drain_ms = 600'000;  // the visitors ask again: nothing waits that long
    settings.io_threads = 2;
    return std::make_unique<Running>(echo, std::move(settings));
  };
  auto running = next_server();
  const int port = port_of(*listener);
  std::array<Visitor, 4> visitors{Visitor(port, true), Visitor(port, true), Visitor(port, false),
                                  Visitor(port, false)};
  for (int i = 0; i < 10; ++i) {
    for (const Visitor& visitor : visitors) visitor.wait_for_more(5);
    // Every second time there is a while without any server: connections wait in the queue.
    auto next = i % 2 == 0 ? next_server() : nullptr;
    EXPECT_EQ(running->server.stop(ample), 0u);
    running = next ? std::move(next) : next_server();
  }
  for (Visitor& visitor : visitors) {
    visitor.wait_for_more(5);
    visitor.done = true;
  }
  for (Visitor& visitor : visitors) {
    visitor.thread.join();
    EXPECT_EQ(visitor.lost, 0) << "of " << visitor.asked;
  }
  ::close(*listener);
}

TEST(Restart, FindsTheSocketsThatWereHandedOn) {
  ::setenv("LISTEN_FDS", "2", 1);
  ::setenv("LISTEN_PID", "1", 1);
  EXPECT_TRUE(inherited_listeners().empty()) << "they are for another process";
  EXPECT_EQ(std::getenv("LISTEN_FDS"), nullptr);
  ::setenv("LISTEN_FDS", "x", 1);
  ::setenv("LISTEN_PID", std::to_string(::getpid()).c_str(), 1);
  EXPECT_TRUE(inherited_listeners().empty());
  EXPECT_TRUE(inherited_listeners().empty()) << "nothing is handed on";
}

}  // namespace
}  // namespace decorum::http
