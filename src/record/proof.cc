#include "record/proof.h"

#include <bit>

#include "record/tree.h"

namespace decorum::record {
namespace {

// Where a climb from a leaf stands: its number on this level, and the number of the last one.
struct Climb {
  std::uint64_t number, last;

  bool at_root() const { return last == 0; }
  bool joins_left() const { return (number & 1) != 0 || number == last; }

  // After a step. A node without a right neighbour goes up unchanged until it has a left one.
  void up() {
    if ((number & 1) == 0 && number == last) {
      while ((number & 1) == 0 && number != 0) shift();
    }
    shift();
  }
  void shift() {
    number >>= 1;
    last >>= 1;
  }
};

}  // namespace

bool verify_inclusion(const Digest& leaf, std::uint64_t number, std::uint64_t size,
                      std::span<const Digest> path, const Digest& root) {
  if (number >= size) return false;
  Climb climb{number, size - 1};
  Digest hash = leaf;
  for (const Digest& step : path) {
    if (climb.at_root()) return false;
    hash = climb.joins_left() ? node_hash(step, hash) : node_hash(hash, step);
    climb.up();
  }
  return climb.at_root() && hash == root;
}

bool verify_consistency(std::uint64_t from, const Digest& from_root, std::uint64_t to,
                        const Digest& to_root, std::span<const Digest> path) {
  if (from > to) return false;
  if (from == to) return path.empty() && from_root == to_root;
  if (from == 0) return path.empty() && from_root == empty_root();
  Climb climb{from - 1, to - 1};
  while ((climb.number & 1) != 0) climb.shift();
  // A whole subtree is its own first step: its root is known and left out of the path.
  const bool whole = std::has_single_bit(from);
  if (!whole && path.empty()) return false;
  Digest old_hash = whole ? from_root : path.front();
  Digest new_hash = old_hash;
  for (const Digest& step : whole ? path : path.subspan(1)) {
    if (climb.at_root()) return false;
    if (climb.joins_left()) {
      old_hash = node_hash(step, old_hash);
      new_hash = node_hash(step, new_hash);
    } else {
      new_hash = node_hash(new_hash, step);
    }
    climb.up();
  }
  return climb.at_root() && old_hash == from_root && new_hash == to_root;
}

}  // namespace decorum::record
