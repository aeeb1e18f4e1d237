#include "record/seal.h"

namespace decorum::record {

Sealed seal(std::uint64_t size, std::span<const std::string> events, const SealedAs& as,
            const KeyPair& pair, const TileOf& tile_of) {
  std::vector<Digest> leaves;
  leaves.reserve(events.size());
  for (const std::string& bytes : events) leaves.push_back(leaf_hash(bytes));
  Sealed sealed;
  sealed.tiles = append_leaves(size, leaves, tile_of);
  const std::uint64_t now = size + leaves.size();
  sealed.head = {as.origin, now, root_at(now, tiles_over(sealed.tiles, tile_of)), as.at};
  sealed.note = sign_head(sealed.head, pair);
  return sealed;
}

}  // namespace decorum::record
