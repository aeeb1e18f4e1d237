// Sealing: events get their places in the tree, and the tree a new signed head. Pure; the one
// sealer of a store calls it with what is not sealed yet and writes what comes back, together.
//
//   Sealed sealed = seal(size, bytes_of_events, {origin, now}, pair, tile_of);
//   // rows: sealed.tiles, and a head of size + bytes_of_events.size() with sealed.note
//
// The events keep the order of their ids. An event `key-rotated` among them is signed for by the
// old key, and the head that covers it is signed with the new one: `pair` is then the new pair.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/time.h"
#include "record/head.h"
#include "record/key.h"
#include "record/tree.h"

namespace decorum::record {

struct SealedAs {
  std::string origin;
  base::Time at;
};

struct Sealed {
  std::vector<Tile> tiles;  // that changed
  TreeHead head;
  std::string note;
};

Sealed seal(std::uint64_t size, std::span<const std::string> events, const SealedAs& as,
            const KeyPair& pair, const TileOf& tile_of);

}  // namespace decorum::record
