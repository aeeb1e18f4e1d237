// What several tests of the record share: tiles in memory, and sample events.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

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

}  // namespace decorum::record::testing
