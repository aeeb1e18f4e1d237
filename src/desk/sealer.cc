#include "desk/sealer.h"

#include <algorithm>
#include <cassert>
#include <optional>
#include <utility>

#include "desk/kept.h"
#include "record/key_chain.h"
#include "record/seal.h"
#include "record/tree.h"

namespace decorum::desk {
namespace {

[[noreturn]] void refuse(const std::string& what) {
  throw store::StoreError(store::StoreError::Kind::damaged, what);
}

void put_key(Writing& writing, base::Id event, const record::PublicKey& key,
             std::string locked_seed) {
  put_kept(writing, record_key_kind, base::to_text(event),
           RecordKey{event, record::to_text(key), std::move(locked_seed)});
}

record::TileOf tiles_of(store::Snapshot& in) {
  return [&in](int level, std::uint64_t index) {
    auto row = in.tile(level, static_cast<std::int64_t>(index));
    return row ? std::move(row->hashes) : std::string();
  };
}

std::vector<store::TileRow> rows_of(std::vector<record::Tile> tiles) {
  std::vector<store::TileRow> rows;
  for (record::Tile& tile : tiles) {
    rows.push_back({tile.level, static_cast<std::int64_t>(tile.index), std::move(tile.hashes)});
  }
  return rows;
}

// Of the keys whose events are sealed, the newest: it signs the head.
RecordKey key_in_force(store::Snapshot& in) {
  const std::vector<RecordKey> keys = record_keys(in);
  for (auto key = keys.rbegin(); key != keys.rend(); ++key) {
    if (in.leaf_of(key->event)) return *key;
  }
  refuse("the record has not begun, so that nothing can be sealed");
}

// The leaves of the events that wait, without a head. Answers how many.
std::size_t place_waiting(store::Transaction& in) {
  std::size_t placed = 0;
  while (placed < sealed_at_once_max) {
    const auto rows = in.events_unsealed(std::min(store::page_max, sealed_at_once_max - placed));
    if (rows.empty()) return placed;
    std::vector<base::Id> ids;
    std::vector<record::Digest> leaves;
    for (const store::EventRow& row : rows) {
      ids.push_back(row.id);
      leaves.push_back(record::leaf_hash(row.bytes));
    }
    const auto size = static_cast<std::uint64_t>(in.leaves());
    in.seal(ids, rows_of(record::append_leaves(size, leaves, tiles_of(in))), std::nullopt);
    placed += rows.size();
  }
  return placed;
}

}  // namespace

void begin_record(Writing& writing, std::string_view origin, const record::PublicKey& key,
                  std::string locked_seed) {
  if (!writing.in().events_after({}, 1).empty()) refuse("the record has begun already");
  const base::Id event =
      writing.event(record::begun_kind, record::begin_record(origin, key));
  put_key(writing, event, key, std::move(locked_seed));
}

void rotate_key(Writing& writing, const record::KeyPair& old_pair,
                const record::PublicKey& new_key, std::string locked_seed) {
  const std::string origin = record_origin(writing.in());
  // The event's id is signed, so that it is made first; nobody waits to hear of this event.
  record::Event event;
  event.id = writing.new_id();
  event.kind = record::rotated_kind;
  event.at = writing.now();
  event.actor = writing.actor();
  event.data = record::rotate_key(origin, event.id, old_pair, new_key);
  writing.in().put_event({event.id, event.kind, {}, base::write_shape(event)});
  put_key(writing, event.id, new_key, std::move(locked_seed));
}

std::size_t seal_waiting(store::Store& store, const KeyOf& key_of, base::Time now) {
  std::size_t sealed = 0;
  store.write([&](store::Transaction& in) {
    sealed = place_waiting(in);
    if (sealed == 0) return;
    const auto size = static_cast<std::uint64_t>(in.leaves());
    const record::TreeHead head{record_origin(in), size, record::root_at(size, tiles_of(in)), now};
    const std::string note = record::sign_head(head, key_of(key_in_force(in)));
    in.seal({}, {}, store::HeadRow{in.leaves(), now, note});
  });
  return sealed;
}

}  // namespace decorum::desk
