#include "record/log_verifier.h"

#include <algorithm>
#include <utility>

#include <fmt/core.h>

namespace decorum::record {
namespace {

// Leaves that are missing in a row, which are taken from their tiles; a larger gap is a number that
// was changed.
constexpr std::uint64_t gap_max = 1u << 20;

std::string leaf_place(std::uint64_t leaf) { return fmt::format("leaf {}", leaf); }
std::string tile_place(int level, std::uint64_t index) {
  return fmt::format("tile {} of level {}", index, level);
}

// The first hash that differs, and how many do.
std::pair<std::size_t, std::size_t> differing(std::string_view a, std::string_view b) {
  std::size_t first = 0, count = 0;
  const std::size_t hashes = std::max(a.size(), b.size()) / digest_bytes;
  for (std::size_t i = hashes; i-- > 0;) {
    const auto part = [i](std::string_view all) {
      return i * digest_bytes < all.size() ? all.substr(i * digest_bytes, digest_bytes)
                                           : std::string_view();
    };
    if (part(a) == part(b)) continue;
    first = i;
    ++count;
  }
  return {first, count};
}

}  // namespace

LogVerifier::LogVerifier(LogSettings settings) : settings_(std::move(settings)) {}

void LogVerifier::report(std::string where, std::string what) {
  ++findings_count_;
  if (findings_.size() < findings_max) findings_.push_back({std::move(where), std::move(what)});
}

void LogVerifier::report_once(Crowd& crowd, const std::string& where, std::string what) {
  if (std::exchange(crowd.told, true)) {
    ++crowd.later;
  } else {
    report(where, std::move(what));
  }
}

void LogVerifier::tell_crowd(const Crowd& crowd, std::string_view what) {
  if (crowd.later == 0) return;
  report("heads", fmt::format("{} more with {}", crowd.later, what));
}

std::optional<Event> LogVerifier::add(std::uint64_t leaf, base::Id id, std::string_view bytes) {
  const std::string where = leaf_place(leaf);
  if (leaf < size()) {
    report(where, fmt::format("event {} has the number of another event", base::to_text(id)));
    return std::nullopt;
  }
  if (leaf > size()) skip_to(leaf);
  if (id <= last_id_) {
    report(where, fmt::format("its id {} is not greater than that of the event before, {}",
                              base::to_text(id), base::to_text(last_id_)));
  }
  last_id_ = id;
  const std::uint64_t number = size();
  add_hash(leaf_hash(bytes));
  auto event = base::read_shape<Event>(bytes);
  if (bytes.size() > event_bytes_max) {
    report(where, fmt::format("an event has at most {} bytes", event_bytes_max));
    return std::nullopt;
  }
  if (!event) {
    report(where, fmt::format("its bytes are no event: {}{}{}", event.error().what,
                              event.error().where.empty() ? "" : " at ", event.error().where));
    return std::nullopt;
  }
  if (event->id != id) {
    report(where, fmt::format("it is kept as event {} and says that it is event {}",
                              base::to_text(id), base::to_text(event->id)));
  }
  if (number == 0) begin(*event);
  note_event(where, *event);
  return *std::move(event);
}

void LogVerifier::begin(const Event& event) {
  const auto begun = read_begun(event);
  if (!begun) {
    report(leaf_place(0), begun.error().what);
    return;
  }
  if (settings_.key && begun->second != *settings_.key) {
    report(leaf_place(0), fmt::format("the record begins with the key {}, not with the given one",
                                      to_text(begun->second)));
  }
  keys_.emplace(begun->first, settings_.key.value_or(begun->second));
}

void LogVerifier::note_event(const std::string& where, const Event& event) {
  if (event.kind == begun_kind) {
    if (size() != 1) report(where, "a record begins only once");
  } else if (event.kind == rotated_kind) {
    if (!keys_) return;  // told of at the beginning
    const auto turned = keys_->rotate(size() - 1, event);
    if (!turned) report(where, "the change of key does not hold: " + turned.error().what);
  } else if (!settings_.kinds.empty() && !settings_.kinds.contains(event.kind)) {
    report(where, fmt::format("events of the kind '{}' are not known", event.kind));
  }
}

void LogVerifier::skip_to(std::uint64_t leaf) {
  const std::uint64_t missing = leaf - size();
  report(leaf_place(size()),
         missing == 1 ? std::string("the event is missing")
                      : fmt::format("{} events are missing, up to leaf {}", missing, leaf - 1));
  if (missing > gap_max) return;
  Tile tile{0, 0, {}};
  bool read = false;
  while (size() < leaf) {
    const std::uint64_t index = size() / tile_hashes_max;
    if (settings_.tile_of && (!read || tile.index != index)) {
      tile = {0, index, settings_.tile_of(0, index)};
      read = true;
    }
    const std::size_t at = size() % tile_hashes_max * digest_bytes;
    const auto hash = at < tile.hashes.size()
                          ? digest_from(std::string_view(tile.hashes).substr(at, digest_bytes))
                          : std::nullopt;
    add_hash(hash.value_or(Digest{}));
  }
}

void LogVerifier::add_hash(const Digest& hash) {
  meet_since();
  peaks_.add(hash);
  tiles_[0] += bytes_of(hash);
  for (int level = 0; tiles_[static_cast<std::size_t>(level)].size() == tile_bytes_max; ++level) {
    end_tile(level);
  }
}

// The row above is held against the tile as it is kept, so that one changed event is not told of
// again at every level.
void LogVerifier::end_tile(int level) {
  const auto at = static_cast<std::size_t>(level);
  compare_tile(level);
  std::string kept = settings_.tile_of ? settings_.tile_of(level, tile_index_[at]) : tiles_[at];
  if (kept.size() != tile_bytes_max) kept = tiles_[at];
  tiles_[at + 1] += bytes_of(tile_root(kept));
  tiles_[at].clear();
  ++tile_index_[at];
}

void LogVerifier::compare_tile(int level) {
  if (!settings_.tile_of) return;
  const auto at = static_cast<std::size_t>(level);
  const std::uint64_t index = tile_index_[at];
  const std::string kept = settings_.tile_of(level, index);
  if (kept == tiles_[at]) return;
  if (kept.size() != tiles_[at].size()) {
    report(tile_place(level, index),
           fmt::format("it has {} bytes; {} follow from the events", kept.size(),
                       tiles_[at].size()));
  }
  const auto [first, count] = differing(kept, tiles_[at]);
  if (count == 0) return;
  const std::string more =
      count == 1 ? "" : fmt::format(", and so do {} more of this tile", count - 1);
  if (level == 0) {
    report(leaf_place(index * tile_hashes_max + first),
           fmt::format("the event's bytes do not give the hash that tile {} of level 0 holds{}",
                       index, more));
  } else {
    report(tile_place(level, index),
           fmt::format("hash {} does not follow from the tile below{}", first, more));
  }
}

void LogVerifier::expect_no_tile(int level, std::uint64_t index) {
  if (settings_.tile_of && !settings_.tile_of(level, index).empty()) {
    report(tile_place(level, index), "there is no event for this tile");
  }
}

void LogVerifier::meet_since() {
  if (!settings_.since || since_met_ || settings_.since->head.size != size()) return;
  since_met_ = true;
  const std::string where = fmt::format("head of {}, kept elsewhere", size());
  Crowd alone;
  check_signature(where, *settings_.since, alone);
  if (settings_.since->head.root != peaks_.root()) {
    report(where, "the record's events up to here are not those that were signed for");
  }
}

void LogVerifier::check_signature(const std::string& where, const SignedHead& head,
                                  Crowd& crowd) {
  if (!keys_) {
    report_once(crowd, where, "no key is known that could have signed it");
  } else if (head.head.origin != keys_->origin()) {
    report_once(crowd, where,
                fmt::format("it is of the record '{}', not '{}'", head.head.origin,
                            keys_->origin()));
  } else if (!signed_by(head, keys_->at(head.head.size))) {
    report_once(crowd, where,
                fmt::format("it is not signed with the key in force, {}",
                            to_text(keys_->at(head.head.size))));
  }
}

void LogVerifier::check_root(const std::string& where, const SignedHead& head) {
  if (head.head.size > size()) {
    report_once(bad_roots_, where, fmt::format("the record holds {} events only", size()));
  } else if (head.head.root != peaks_.root()) {
    report_once(bad_roots_, where, "the events up to here do not give the root that was signed");
  }
}

void LogVerifier::add_head(std::uint64_t size, base::Time at, std::string_view note) {
  const std::string where = fmt::format("head of {}", size);
  const bool first = heads_++ == 0;
  const auto head = parse_head(note);
  if (!head) {
    report(where, fmt::format("it cannot be read: {}{}{}", head.error().what,
                              head.error().where.empty() ? "" : " at ", head.error().where));
    return;
  }
  if (head->head.size != size || head->head.at != at) {
    report(where, fmt::format("it is kept as one of {} events at {} and says {} at {}", size,
                              base::format_rfc3339(at), head->head.size,
                              base::format_rfc3339(head->head.at)));
  }
  if (!first && head->head.size <= last_head_size_) {
    report(where, fmt::format("it follows a head of {}", last_head_size_));
  }
  if (!first && head->head.at < last_head_at_) {
    report(where, "it was signed before the head in front of it");
  }
  last_head_size_ = std::max(last_head_size_, head->head.size);
  last_head_at_ = std::max(last_head_at_, head->head.at);
  check_signature(where, *head, bad_signatures_);
  check_root(where, *head);
}

void LogVerifier::finish() {
  meet_since();
  for (int level = 0; level < tile_levels; ++level) {
    const auto at = static_cast<std::size_t>(level);
    if (tiles_[at].empty()) {
      expect_no_tile(level, tile_index_[at]);
    } else {
      compare_tile(level);
      expect_no_tile(level, tile_index_[at] + 1);
    }
  }
  tell_crowd(bad_signatures_, "a signature that does not hold");
  tell_crowd(bad_roots_, "a root that the events do not give");
  if (size() > last_head_size_) {
    report(leaf_place(last_head_size_),
           size() - last_head_size_ == 1
               ? std::string("no head covers this event: nobody has signed for it")
               : fmt::format("no head covers this event and the {} behind it: nobody has signed "
                             "for them",
                             size() - last_head_size_ - 1));
  }
  if (settings_.since && !since_met_) {
    report(fmt::format("head of {}, kept elsewhere", settings_.since->head.size),
           fmt::format("the record holds {} events only: the last ones were taken away", size()));
  }
}

}  // namespace decorum::record
