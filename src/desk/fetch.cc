#include "desk/fetch.h"

#include <algorithm>
#include <utility>

#include "desk/ingest.h"
#include "desk/kept.h"

namespace decorum::desk {
namespace {

constexpr std::string_view state_kind = "channel-state";
constexpr std::size_t refused_kept = 20;
constexpr std::size_t sentence_bytes = 2000;
constexpr base::Duration asked_wait_max = std::chrono::hours(24);

}  // namespace

std::vector<ChannelState> channel_states(store::Snapshot& in) {
  return all_kept<ChannelState>(in, state_kind, channels_max);
}

Fetching::Fetching(Desk& desk, std::string name, channels::Channel& channel, base::Duration every)
    : desk_(desk), name_(std::move(name)), channel_(channel), every_(every) {}

base::Duration Fetching::after(const ChannelState& state, const channels::Fetched& fetched,
                               double chance) {
  if (!fetched.trouble) return fetched.more ? base::Duration{} : every_;
  if (fetched.trouble->wait) return std::min(*fetched.trouble->wait, asked_wait_max);
  const auto doublings = std::clamp<std::int64_t>(state.troubles - 1, 0, 10);
  const base::Duration wait = std::min(trouble_wait_min * (1 << doublings), trouble_wait_max);
  return wait + std::chrono::duration_cast<base::Duration>(wait * (chance * 0.25));
}

base::Duration Fetching::turn(double chance) {
  ChannelState state;
  desk_.store().read([&](store::Snapshot& in) {
    state = kept<ChannelState>(in, state_kind, name_).value_or(ChannelState{});
  });
  channels::Fetched fetched = channel_.fetch(state.cursor);
  const bool was_well = state.trouble.empty() && state.refused.empty();
  const bool is_news = !fetched.incoming.empty() || fetched.cursor != state.cursor ||
                       fetched.trouble || !fetched.refused.empty() || !was_well;
  if (!is_news) return every_;
  state.channel = name_;
  state.fetched_at = desk_.now();
  if (!fetched.trouble || !fetched.incoming.empty()) state.cursor = fetched.cursor;
  state.taken_in += static_cast<std::int64_t>(fetched.incoming.size());
  state.troubles = fetched.trouble ? state.troubles + 1 : 0;
  state.trouble = fetched.trouble ? fetched.trouble->what.substr(0, sentence_bytes) : "";
  state.refused = std::move(fetched.refused);
  if (state.refused.size() > refused_kept) state.refused.resize(refused_kept);
  for (std::string& sentence : state.refused) {
    sentence.resize(std::min(sentence.size(), sentence_bytes));
  }
  IngestOptions options;
  options.with = [&](Writing& writing) { put_kept(writing, state_kind, name_, state); };
  ingest(desk_, fetched.incoming, options);
  return after(state, fetched, chance);
}

}  // namespace decorum::desk
