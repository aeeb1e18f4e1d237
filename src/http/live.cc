#include "http/live.h"

#include <algorithm>
#include <cstdint>
#include <deque>
#include <mutex>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>

namespace decorum::http {

namespace {

// Of one piece: events that are looked at, and bytes after which it ends.
constexpr std::size_t looked_at_max = 256;
constexpr std::size_t piece_bytes = 64u << 10;
// After so many events that a subscriber may not see, it is told how far it is, so that coming
// back later it is not too far behind.
constexpr std::size_t unseen_max = 100;
constexpr int retry_ms = 2000;

constexpr std::string_view reset_kind = "reset";

std::string on_one_line(std::string text) {
  std::replace_if(text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return text;
}

void append_event(std::string& out, base::Id id, std::string_view kind, std::string_view data) {
  if (id) out += fmt::format("id: {}\n", base::to_text(id));
  out += fmt::format("event: {}\ndata: {}\n\n", kind, data);
}

}  // namespace

// Events by their place; the first place held is `first`.
struct LiveHub::Ring {
  explicit Ring(std::size_t most) : events_max(most) {}

  const std::size_t events_max;
  mutable std::mutex mutex;
  std::uint64_t first = 0;
  std::deque<std::shared_ptr<const LiveEvent>> events;
  std::unordered_set<Subscriber*> subscribers;

  std::uint64_t end() const { return first + events.size(); }
  base::Id last_id() const { return events.empty() ? base::Id{} : events.back()->id; }
};

class LiveHub::Subscriber {
 public:
  Subscriber(std::shared_ptr<Ring> ring, LiveFilter filter, base::Id after)
      : ring_(std::move(ring)), filter_(std::move(filter)) {
    const std::lock_guard lock(ring_->mutex);
    ring_->subscribers.insert(this);
    next_ = ring_->end();
    for (std::uint64_t place = ring_->first; after && place < ring_->end(); ++place) {
      if (ring_->events[place - ring_->first]->id != after) continue;
      next_ = place + 1;
      must_reset_ = false;
    }
  }
  ~Subscriber() {
    const std::lock_guard lock(ring_->mutex);
    ring_->subscribers.erase(this);
  }
  Subscriber(const Subscriber&) = delete;
  Subscriber& operator=(const Subscriber&) = delete;

  void set_wake(std::function<void()> wake) {
    const std::lock_guard lock(ring_->mutex);
    wake_ = std::move(wake);
    if (next_ < ring_->end()) wake_once();
  }

  // With the ring's mutex held. Not told again before it has asked.
  void wake_once() {
    if (!wake_ || told_) return;
    told_ = true;
    wake_();
  }

  std::string next() {
    std::vector<std::shared_ptr<const LiveEvent>> taken;
    std::string out = begun_ ? std::string() : fmt::format("retry: {}\n\n", retry_ms);
    begun_ = true;
    take(taken, out);
    for (const auto& event : taken) {
      const bool seen = filter_(*event);
      unseen_ = seen ? 0 : unseen_ + 1;
      if (seen) {
        append_event(out, event->id, event->kind, event->data);
      } else if (unseen_ >= unseen_max) {
        // An event without data is not told to the page, but remembered by the browser.
        out += fmt::format("id: {}\n\n", base::to_text(event->id));
        unseen_ = 0;
      }
    }
    return out;
  }

 private:
  void take(std::vector<std::shared_ptr<const LiveEvent>>& taken, std::string& out) {
    const std::lock_guard lock(ring_->mutex);
    told_ = false;
    if (must_reset_ || next_ < ring_->first) {
      append_event(out, ring_->last_id(), reset_kind, "{}");
      next_ = ring_->end();
      must_reset_ = false;
    }
    std::size_t bytes = 0;
    while (next_ < ring_->end() && taken.size() < looked_at_max && bytes < piece_bytes) {
      taken.push_back(ring_->events[next_ - ring_->first]);
      bytes += taken.back()->data.size();
      ++next_;
    }
    if (next_ < ring_->end()) wake_once();
  }

  const std::shared_ptr<Ring> ring_;
  const LiveFilter filter_;
  std::uint64_t next_ = 0;  // with the ring's mutex held, as are the next three
  std::function<void()> wake_;
  bool told_ = false;
  bool must_reset_ = true;
  bool begun_ = false;
  std::size_t unseen_ = 0;
};

LiveHub::LiveHub(std::size_t events_max) : ring_(std::make_shared<Ring>(events_max)) {}
LiveHub::~LiveHub() = default;

void LiveHub::publish(LiveEvent event) {
  event.kind = on_one_line(std::move(event.kind));
  event.data = on_one_line(std::move(event.data));
  const bool too_long = event.data.size() > LiveEvent::data_bytes_max;
  auto held = std::make_shared<const LiveEvent>(std::move(event));
  const std::lock_guard lock(ring_->mutex);
  ring_->events.push_back(std::move(held));
  // What nobody can be told makes a gap that everybody is behind.
  const std::size_t keep = too_long ? 0 : ring_->events_max;
  while (ring_->events.size() > keep) {
    ring_->events.pop_front();
    ++ring_->first;
  }
  for (Subscriber* subscriber : ring_->subscribers) subscriber->wake_once();
}

Response LiveHub::subscribe(const Request& request, LiveFilter filter) {
  const auto after = base::parse_id(request.header("last-event-id"));
  const auto subscriber =
      std::make_shared<Subscriber>(ring_, std::move(filter), after ? *after : base::Id{});
  Response response;
  response.set("content-type", "text/event-stream");
  response.set("cache-control", "no-store");
  // nginx gathers what a proxied answer says unless it is told not to.
  response.set("x-accel-buffering", "no");
  response.stream = [subscriber](int) -> std::optional<std::string> { return subscriber->next(); };
  response.on_ready = [subscriber](std::function<void()> wake) {
    subscriber->set_wake(std::move(wake));
  };
  return response;
}

std::size_t LiveHub::subscribers() const {
  const std::lock_guard lock(ring_->mutex);
  return ring_->subscribers.size();
}

}  // namespace decorum::http
