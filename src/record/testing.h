// What several tests of the record share: tiles in memory, and sample events.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/id.h"
#include "base/shape.h"
#include "base/time.h"
#include "record/event.h"
#include "record/key.h"
#include "record/key_chain.h"
#include "record/seal.h"
#include "record/tree.h"

namespace decorum::record::testing {

// A record's tiles in memory.
struct Tiles {
  std::map<std::pair<int, std::uint64_t>, std::string> kept;
  std::uint64_t size = 0;

  TileOf reader() const {
    return [this](int level, std::uint64_t index) {
      const auto found = kept.find({level, index});
      return found == kept.end() ? std::string() : found->second;
    };
  }
  void add(const std::vector<Digest>& leaves) {
    for (Tile& tile : append_leaves(size, leaves, reader())) {
      kept[{tile.level, tile.index}] = std::move(tile.hashes);
    }
    size += leaves.size();
  }
};

inline std::vector<Digest> numbered_leaves(std::uint64_t first, std::uint64_t count) {
  std::vector<Digest> leaves;
  for (std::uint64_t i = 0; i < count; ++i) leaves.push_back(leaf_hash(std::to_string(first + i)));
  return leaves;
}

inline KeyPair pair_of(char seed) {
  return make_key_pair(std::string(seed_bytes, seed)).value();
}

// A record in memory as a store keeps it, with times and ids that are always the same.
class SampleRecord {
 public:
  struct KeptEvent {
    base::Id id;
    std::string bytes;
  };
  struct KeptHead {
    std::uint64_t size;
    base::Time at;
    std::string note;
  };

  static constexpr std::string_view origin = "example.org/record";

  SampleRecord() { put(begun_kind, begin_record(origin, pairs.front().public_key())); }

  // Not sealed yet.
  base::Id put(std::string_view kind, base::RawJson data, std::optional<base::Id> case_id = {}) {
    Event event;
    event.id = next_id();
    event.kind = kind;
    event.at = now();
    event.actor = "person:callum-oduya";
    event.case_id = case_id;
    event.data = std::move(data);
    events.push_back({event.id, base::write_shape(event)});
    return event.id;
  }
  void rotate(char seed) {
    KeyPair next = pair_of(seed);
    const base::Id id = next_id();
    put_rotation(id, rotate_key(origin, id, pairs.back(), next.public_key()));
    pairs.push_back(std::move(next));
  }
  void put_rotation(base::Id id, base::RawJson data) {
    Event event{id, std::string(rotated_kind), 1, now(), "machine", {}, std::move(data)};
    events.push_back({id, base::write_shape(event)});
  }
  void seal_all() {
    std::vector<std::string> bytes;
    for (std::size_t i = tiles.size; i < events.size(); ++i) bytes.push_back(events[i].bytes);
    Sealed sealed = seal(tiles.size, bytes, {std::string(origin), now()}, pairs.back(),
                         tiles.reader());
    for (Tile& tile : sealed.tiles) {
      tiles.kept[{tile.level, tile.index}] = std::move(tile.hashes);
    }
    tiles.size = events.size();
    heads.push_back({sealed.head.size, sealed.head.at, sealed.note});
  }

  base::Id next_id() { return ids_.next(now()); }
  // A second for every event and head so far.
  base::Time now() const {
    return *base::parse_rfc3339("2026-11-27T10:00:00Z") +
           std::chrono::seconds(events.size() + heads.size());
  }

  std::vector<KeptEvent> events;
  std::vector<KeptHead> heads;
  Tiles tiles;
  std::vector<KeyPair> pairs = first_pair();

 private:
  static std::vector<KeyPair> first_pair() {
    std::vector<KeyPair> pairs;
    pairs.push_back(pair_of('a'));
    return pairs;
  }

  base::IdMaker ids_;
};

inline const std::string sample_salt = "0123456789abcdef";

// {"text":{"id":…,"digest":…}}, the data of a note.
inline base::RawJson note_data(base::Id text_id, std::string_view text) {
  return {"{\"text\":" +
          base::write_shape(TextRef{text_id, salted_digest(sample_salt, text)}) + "}"};
}

}  // namespace decorum::record::testing
