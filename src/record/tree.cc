#include "record/tree.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <utility>

#include <fmt/core.h>

namespace decorum::record {
namespace {

constexpr int tile_height = 8;
static_assert(tile_hashes_max == 1u << tile_height);

// Entry i, which must be there.
Digest entry(std::string_view hashes, std::size_t i) {
  return *digest_from(hashes.substr(i * digest_bytes, digest_bytes));
}

// The root of a whole subtree from its lowest hashes, whose number is a power of two.
Digest fold(std::vector<Digest> hashes) {
  for (std::size_t count = hashes.size(); count > 1; count /= 2) {
    for (std::size_t i = 0; i < count / 2; ++i) {
      hashes[i] = node_hash(hashes[2 * i], hashes[2 * i + 1]);
    }
  }
  return hashes.front();
}

Digest fold_entries(std::string_view hashes, std::size_t first, std::size_t count) {
  std::vector<Digest> entries(count);
  for (std::size_t i = 0; i < count; ++i) entries[i] = entry(hashes, first + i);
  return fold(std::move(entries));
}

void expect_entries(const Tile& tile, std::size_t count) {
  if (tile.hashes.size() >= count * digest_bytes && tile.hashes.size() <= tile_bytes_max &&
      tile.hashes.size() % digest_bytes == 0) {
    return;
  }
  throw BrokenTile(fmt::format("tile {} of level {} has {} bytes; {} hashes of {} bytes are needed",
                               tile.index, tile.level, tile.hashes.size(), count, digest_bytes));
}

// Where a range of leaves is split: the largest power of two below its length.
std::uint64_t split_of(std::uint64_t length) { return std::bit_floor(length - 1); }

// Roots of ranges, with the tile that was last read of each level kept.
class Ranges {
 public:
  explicit Ranges(const TileOf& tile_of) : tile_of_(tile_of) {}

  // Of the leaves first <= n < end; `first` is a multiple of the widest whole subtree in the range.
  Digest root(std::uint64_t first, std::uint64_t end) {
    if (first == end) return empty_root();
    std::vector<Digest> parts;
    while (first != end) {
      const std::uint64_t width = std::bit_floor(end - first);
      parts.push_back(subtree(first, std::countr_zero(width)));
      first += width;
    }
    Digest root = parts.back();
    for (std::size_t i = parts.size() - 1; i-- > 0;) root = node_hash(parts[i], root);
    return root;
  }

 private:
  // Of the 2^height leaves from `first`, a multiple of as many.
  Digest subtree(std::uint64_t first, int height) {
    const int level = height / tile_height;
    const std::uint64_t at = first >> (tile_height * level);
    const auto offset = static_cast<std::size_t>(at % tile_hashes_max);
    const std::size_t count = std::size_t{1} << (height % tile_height);
    return fold_entries(tile(level, at / tile_hashes_max, offset + count).hashes, offset, count);
  }

  const Tile& tile(int level, std::uint64_t index, std::size_t count) {
    Tile& kept = kept_[static_cast<std::size_t>(level)];
    if (kept.hashes.empty() || kept.index != index) kept = {level, index, tile_of_(level, index)};
    expect_entries(kept, count);
    return kept;
  }

  const TileOf& tile_of_;
  std::array<Tile, tile_levels> kept_;
};

}  // namespace

Digest leaf_hash(std::string_view bytes) {
  return digest_of({std::string_view("\x00", 1), bytes});
}

Digest node_hash(const Digest& left, const Digest& right) {
  return digest_of({"\x01", bytes_of(left), bytes_of(right)});
}

Digest empty_root() { return digest_of({}); }

std::vector<Tile> append_leaves(std::uint64_t size, std::span<const Digest> leaves,
                                const TileOf& tile_of) {
  assert(size <= leaves_max && leaves.size() <= leaves_max - size);
  std::vector<Tile> changed;
  std::vector<Digest> entries(leaves.begin(), leaves.end());
  for (int level = 0; !entries.empty(); ++level) {
    const std::uint64_t width = size >> (tile_height * level);
    const auto there = static_cast<std::size_t>(width % tile_hashes_max);
    Tile tile{level, width / tile_hashes_max, {}};
    if (there > 0) {
      tile.hashes = tile_of(level, tile.index);
      expect_entries(tile, there);
      tile.hashes.resize(there * digest_bytes);
    }
    std::vector<Digest> roots;
    for (const Digest& hash : entries) {
      tile.hashes += bytes_of(hash);
      if (tile.hashes.size() < tile_bytes_max) continue;
      roots.push_back(tile_root(tile.hashes));
      const std::uint64_t next = tile.index + 1;
      changed.push_back(std::move(tile));
      tile = {level, next, {}};
    }
    if (!tile.hashes.empty()) changed.push_back(std::move(tile));
    entries = std::move(roots);
  }
  return changed;
}

TileOf tiles_over(std::vector<Tile> changed, TileOf below) {
  return [changed = std::move(changed), below = std::move(below)](int level, std::uint64_t index) {
    for (const Tile& tile : changed) {
      if (tile.level == level && tile.index == index) return tile.hashes;
    }
    return below(level, index);
  };
}

Digest tile_root(std::string_view hashes) {
  assert(hashes.size() == tile_bytes_max);
  return fold_entries(hashes, 0, tile_hashes_max);
}

Digest root_at(std::uint64_t size, const TileOf& tile_of) {
  assert(size <= leaves_max);
  return Ranges(tile_of).root(0, size);
}

std::vector<Digest> inclusion_path(std::uint64_t number, std::uint64_t size,
                                   const TileOf& tile_of) {
  assert(number < size && size <= leaves_max);
  Ranges ranges(tile_of);
  std::vector<Digest> path;
  std::uint64_t first = 0;
  std::uint64_t end = size;
  while (end - first > 1) {
    const std::uint64_t middle = first + split_of(end - first);
    if (number < middle) {
      path.push_back(ranges.root(middle, end));
      end = middle;
    } else {
      path.push_back(ranges.root(first, middle));
      first = middle;
    }
  }
  std::reverse(path.begin(), path.end());
  return path;
}

std::vector<Digest> consistency_path(std::uint64_t from, std::uint64_t to,
                                     const TileOf& tile_of) {
  assert(from <= to && to <= leaves_max);
  if (from == 0 || from == to) return {};
  Ranges ranges(tile_of);
  std::vector<Digest> path;
  std::uint64_t first = 0;
  std::uint64_t end = to;
  while (end != from) {
    const std::uint64_t middle = first + split_of(end - first);
    if (from <= middle) {
      path.push_back(ranges.root(middle, end));
      end = middle;
    } else {
      path.push_back(ranges.root(first, middle));
      first = middle;
    }
  }
  // A subtree that starts at the first leaf is the whole earlier tree, whose root is known.
  if (first != 0) path.push_back(ranges.root(first, end));
  std::reverse(path.begin(), path.end());
  return path;
}

void Peaks::add(const Digest& leaf) {
  assert(size_ < leaves_max);
  Digest hash = leaf;
  for (std::uint64_t bit = size_; (bit & 1) != 0; bit >>= 1) {
    hash = node_hash(peaks_.back(), hash);
    peaks_.pop_back();
  }
  peaks_.push_back(hash);
  ++size_;
}

Digest Peaks::root() const {
  if (peaks_.empty()) return empty_root();
  Digest root = peaks_.back();
  for (std::size_t i = peaks_.size() - 1; i-- > 0;) root = node_hash(peaks_[i], root);
  return root;
}

}  // namespace decorum::record
