// The Merkle tree of RFC 6962 over the record's events, kept as tiles.
//
// The leaves are the events in the order of their leaf numbers; the hash of a leaf is
// SHA-256(0x00 || bytes), that of a node SHA-256(0x01 || left || right). The root over the first n
// leaves says what the first n events are, byte for byte.
//
// A tile is 256 hashes of one height, as in C2SP's tlog-tiles: entry i of tile `index` at `level`
// is the root over the 256^level leaves from (256 * index + i) * 256^level. Level 0 holds the
// hashes of the leaves. The last tile of a level may be partial; only whole subtrees have an entry.
// A tile only ever grows, so that what a tile says of a smaller tree stays in it.
//
//   const std::vector<Tile> changed = append_leaves(size, hashes, stored);  // rows to write
//   const Digest root = root_at(size + hashes.size(), tiles_over(changed, stored));
//   const std::vector<Digest> path = inclusion_path(17, size, stored);      // record/proof.h
//
// A store's tiles may be wrong (a damaged disk, somebody's hand). A tile that is missing or short
// where a hash of it is needed throws BrokenTile; one with wrong hashes gives a wrong root, which
// the signature under the tree head shows.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "record/digest.h"

namespace decorum::record {

inline constexpr int tile_levels = 8;
inline constexpr std::size_t tile_hashes_max = 256;
inline constexpr std::size_t tile_bytes_max = tile_hashes_max * digest_bytes;
inline constexpr std::uint64_t leaves_max = std::uint64_t{1} << 62;
inline constexpr std::size_t path_hashes_max = 64;  // of an inclusion; a consistency has one more

struct Tile {
  int level = 0;
  std::uint64_t index = 0;
  std::string hashes;  // 32 bytes each, at most tile_bytes_max

  bool operator==(const Tile&) const = default;
};

// The hashes of a tile, or nothing when there is no such tile.
using TileOf = std::function<std::string(int level, std::uint64_t index)>;

class BrokenTile : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

Digest leaf_hash(std::string_view bytes);
Digest node_hash(const Digest& left, const Digest& right);

// The root over no leaves: SHA-256 of nothing.
Digest empty_root();

// The tiles that change when `leaves` follow the first `size`; by level, then index. Reads at most
// one tile a level. `size` and `leaves` together are at most leaves_max.
std::vector<Tile> append_leaves(std::uint64_t size, std::span<const Digest> leaves,
                                const TileOf& tile_of);

// `below` with `changed` laid over it.
TileOf tiles_over(std::vector<Tile> changed, TileOf below);

// The entry one level up for a whole tile of tile_bytes_max bytes.
Digest tile_root(std::string_view hashes);

// Of the first `size` leaves, which may be fewer than the tiles hold.
Digest root_at(std::uint64_t size, const TileOf& tile_of);

// That leaf `number` is among the first `size` (number < size), from the leaf upwards.
std::vector<Digest> inclusion_path(std::uint64_t number, std::uint64_t size,
                                   const TileOf& tile_of);

// That the first `from` of the first `to` leaves are still the same (from <= to). Empty when
// either is nought or they are equal.
std::vector<Digest> consistency_path(std::uint64_t from, std::uint64_t to, const TileOf& tile_of);

// A tree that grows a leaf at a time and knows its root only: at most 62 hashes of memory.
class Peaks {
 public:
  void add(const Digest& leaf);
  std::uint64_t size() const { return size_; }
  Digest root() const;

 private:
  std::uint64_t size_ = 0;
  std::vector<Digest> peaks_;  // roots of the whole subtrees, the widest first
};

}  // namespace decorum::record
