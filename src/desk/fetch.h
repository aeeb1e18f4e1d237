// What channels bring, taken in turn after turn: fetch, take in, move the cursor on with it.
//
//   Fetching fetching(desk, "file", channel);
//   while (running) wait(fetching.turn());          // one thread a channel
//
// The cursor moves in the transaction that takes the posts in, so that a program that is killed
// between the two fetches the same posts again, and takes none in twice. A channel in trouble
// waits, longer each time (5 s to 10 min, with jitter), and stalls no other. How it is stands in
// the store for people: document "channel-state".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/shape.h"
#include "channels/channel.h"
#include "desk/desk.h"

namespace decorum::desk {

inline constexpr base::Duration fetch_every = std::chrono::seconds(15);
inline constexpr base::Duration trouble_wait_min = std::chrono::seconds(5);
inline constexpr base::Duration trouble_wait_max = std::chrono::minutes(10);
inline constexpr std::size_t channels_max = 200;

struct ChannelState {
  static constexpr std::string_view shape_name = "ChannelState";
  std::string channel, cursor;
  base::Time fetched_at;
  std::int64_t taken_in = 0;               // since it was connected
  std::int64_t troubles = 0;               // one after the other, up to now
  std::string trouble;                     // of the last fetch; empty: it was well
  std::vector<std::string> refused;        // the last entries that were no posts
};
template <class V>
void describe(V& v, ChannelState& s) {
  v.field("channel", s.channel, {.most = 200});
  v.field("cursor", s.cursor, {.most = channels::cursor_bytes_max});
  v.field("fetched_at", s.fetched_at);
  v.field("taken_in", s.taken_in);
  v.field("troubles", s.troubles);
  v.field("trouble", s.trouble, {.most = 2000});
  v.field("refused", s.refused, {.most = 2000, .most_items = 20});
}

std::vector<ChannelState> channel_states(store::Snapshot& in);

class Fetching {
 public:
  // `desk` and `channel` outlive it. `name` is the channel's for ever: its cursor is kept under it.
  // `every`: between two fetches that go well.
  Fetching(Desk& desk, std::string name, channels::Channel& channel,
           base::Duration every = fetch_every);

  // One fetch. Answers how long to wait before the next; never throws for what the channel does.
  base::Duration turn(double chance);

 private:
  base::Duration after(const ChannelState& state, const channels::Fetched& fetched, double chance);

  Desk& desk_;
  std::string name_;
  channels::Channel& channel_;
  base::Duration every_;
};

}  // namespace decorum::desk
