// Live events: what changed, told at once to the screens that may know it, as server-sent events
// (HTML Living Standard, section 9.2).
//
//   LiveHub hub;
//   hub.publish({.id = event.id, .kind = "case-changed", .topics = {"desk:main"}, .data = json});
//   return hub.subscribe(request, [may](const LiveEvent& event) { return may.see(event); });
//
// A stream either goes on after the Last-Event-ID that the browser sends, without a gap, or begins
// with the event `reset`: read everything anew. `reset` comes first on a new stream, after a
// restart, and when a subscriber fell further behind than the ring reaches. So a page has one rule:
// at `reset` load, at other events change.
//
// Subscribers share one ring of events_max events and hold a place in it, no queue of their own: a
// slow one costs nothing and is told `reset`, and one that does not read at all is cut off by the
// server (limits.write_ms). Heartbeats are the server's (limits.heartbeat_ms), as is how many
// streams may be open (limits.streams_max).
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/id.h"
#include "http/message.h"

namespace decorum::http {

struct LiveEvent {
  base::Id id;       // of the record's event; each is published once
  std::string kind;  // "case-changed": letters, digits and "-"
  std::vector<std::string> topics;  // what it is about, for filters: "case:0e3m…", "person:ana"
  std::string data;  // JSON; at most data_bytes_max, else the subscribers are told `reset`

  static constexpr std::size_t data_bytes_max = 16u << 10;
};

// Whether a subscriber may see an event. Called on the server's stream threads, for one subscriber
// by one thread at a time. It is asked at each event, so that leave that was taken away is gone.
using LiveFilter = std::function<bool(const LiveEvent& event)>;

inline constexpr std::size_t live_events_max = 4096;

// Threads may share it. Streams that are open hold its ring, and may outlive it.
class LiveHub {
 public:
  explicit LiveHub(std::size_t events_max = live_events_max);
  ~LiveHub();
  LiveHub(const LiveHub&) = delete;
  LiveHub& operator=(const LiveHub&) = delete;

  void publish(LiveEvent event);

  // The answer whose body is the stream.
  Response subscribe(const Request& request, LiveFilter filter);

  std::size_t subscribers() const;

 private:
  struct Ring;
  class Subscriber;

  std::shared_ptr<Ring> ring_;
};

}  // namespace decorum::http
