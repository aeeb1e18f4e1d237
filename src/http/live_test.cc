#include "http/live.h"

#include <gtest/gtest.h>

namespace decorum::http {
namespace {

bool everything(const LiveEvent&) { return true; }

LiveEvent event(std::int64_t id, std::string topic = "desk", std::string data = "{}") {
  return {.id = base::Id{id}, .kind = "changed", .topics = {std::move(topic)},
          .data = std::move(data)};
}

std::string text_of(std::int64_t id) { return base::to_text(base::Id{id}); }

// One subscriber, asked as the server asks.
struct Screen {
  Screen(LiveHub& hub, std::string last = {}, LiveFilter filter = everything) {
    Request request;
    if (!last.empty()) request.headers = {{"last-event-id", std::move(last)}};
    response = hub.subscribe(request, std::move(filter));
    response.on_ready([this] { ++wakes; });
  }
  std::string next() { return *response.stream(0); }

  int wakes = 0;
  Response response;
};

constexpr std::string_view fresh = "retry: 2000\n\nevent: reset\ndata: {}\n\n";

TEST(LiveHub, BeginsWithResetAndGoesOnWithEvents) {
  LiveHub hub;
  Screen screen(hub);
  EXPECT_EQ(screen.next(), fresh);
  EXPECT_EQ(screen.next(), "");
  hub.publish(event(1, "desk", "{\"n\":1}"));
  hub.publish(event(2));
  EXPECT_EQ(screen.next(), "id: " + text_of(1) + "\nevent: changed\ndata: {\"n\":1}\n\n" +
                               "id: " + text_of(2) + "\nevent: changed\ndata: {}\n\n");
  EXPECT_EQ(screen.next(), "");
}

TEST(LiveHub, GoesOnAfterTheLastEventThatWasSeen) {
  LiveHub hub;
  for (int i = 1; i <= 3; ++i) hub.publish(event(i));
  Screen screen(hub, text_of(1));
  EXPECT_EQ(screen.next(), "retry: 2000\n\nid: " + text_of(2) + "\nevent: changed\ndata: {}\n\n" +
                               "id: " + text_of(3) + "\nevent: changed\ndata: {}\n\n");
  EXPECT_EQ(screen.wakes, 1) << "there was something from the start";
}

TEST(LiveHub, TellsWhoeverIsTooFarBehindToReadAnew) {
  LiveHub hub(3);
  Screen screen(hub);
  EXPECT_EQ(screen.next(), fresh);
  for (int i = 1; i <= 4; ++i) hub.publish(event(i));
  const std::string reset = "id: " + text_of(4) + "\nevent: reset\ndata: {}\n\n";
  EXPECT_EQ(screen.next(), reset);
  EXPECT_EQ(screen.next(), "");
  for (const std::string& last : {text_of(1), text_of(99), std::string("nonsense")}) {
    Screen late(hub, last);
    EXPECT_EQ(late.next(), "retry: 2000\n\n" + reset) << last;
  }
}

TEST(LiveHub, ShowsNobodyWhatTheyMayNotSee) {
  LiveHub hub;
  Screen screen(hub, {}, [](const LiveEvent& each) { return each.topics[0] == "mine"; });
  screen.next();
  hub.publish(event(1, "others"));
  hub.publish(event(2, "mine"));
  hub.publish(event(3, "others"));
  EXPECT_EQ(screen.next(), "id: " + text_of(2) + "\nevent: changed\ndata: {}\n\n");
  // So that coming back is possible after long, the place is told, and nothing else.
  for (int i = 4; i <= 102; ++i) hub.publish(event(i, "others"));
  EXPECT_EQ(screen.next(), "id: " + text_of(102) + "\n\n");
}

TEST(LiveHub, WakesOnceUntilItIsAsked) {
  LiveHub hub;
  Screen screen(hub);
  screen.next();
  EXPECT_EQ(screen.wakes, 0);
  for (int i = 1; i <= 5; ++i) hub.publish(event(i));
  EXPECT_EQ(screen.wakes, 1);
  screen.next();
  hub.publish(event(6));
  EXPECT_EQ(screen.wakes, 2);
}

TEST(LiveHub, GivesLongTalesInPieces) {
  LiveHub hub;
  Screen screen(hub);
  screen.next();
  for (int i = 1; i <= 1000; ++i) hub.publish(event(i));
  std::size_t events = 0, pieces = 0;
  for (std::string piece = screen.next(); !piece.empty(); piece = screen.next()) {
    ++pieces;
    for (std::size_t at = piece.find("id: "); at != std::string::npos;
         at = piece.find("id: ", at + 1)) {
      ++events;
    }
    const bool more = events < 1000;
    EXPECT_EQ(screen.wakes, static_cast<int>(pieces) + (more ? 1 : 0)) << "it says there is more";
  }
  EXPECT_EQ(events, 1000u);
  EXPECT_GT(pieces, 1u);
}

TEST(LiveHub, LetsNoEventForgeAnother) {
  LiveHub hub;
  Screen screen(hub);
  screen.next();
  hub.publish(event(1, "desk", "{}\n\nevent: forged\r\ndata: {}"));
  EXPECT_EQ(screen.next(),
            "id: " + text_of(1) + "\nevent: changed\ndata: {}  event: forged  data: {}\n\n");
  hub.publish(event(2, "desk", std::string(LiveEvent::data_bytes_max + 1, ' ')));
  EXPECT_EQ(screen.next(), "event: reset\ndata: {}\n\n") << "what is too long is read anew";
}

TEST(LiveHub, ForgetsWhoLeft) {
  LiveHub hub;
  {
    Screen screen(hub);
    EXPECT_EQ(hub.subscribers(), 1u);
  }
  EXPECT_EQ(hub.subscribers(), 0u);
  hub.publish(event(1));
}

}  // namespace
}  // namespace decorum::http
