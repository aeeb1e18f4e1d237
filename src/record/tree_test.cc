#include "record/tree.h"

#include <algorithm>
#include <random>
#include <set>

#include <gtest/gtest.h>
#include <openssl/sha.h>

#include "record/proof.h"
#include "record/testing.h"

namespace decorum::record {
namespace {

using testing::numbered_leaves;
using testing::Tiles;

std::string unhex(std::string_view text) {
  const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  std::string bytes;
  for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
    bytes.push_back(static_cast<char>(digit(text[i]) * 16 + digit(text[i + 1])));
  }
  return bytes;
}

Digest hex(std::string_view text) { return digest_from(unhex(text)).value(); }

// RFC 6962, section 2.1, as it is written there: nothing shared with tree.cc but the type.
namespace naive {

Digest sha256(const std::string& bytes) {
  Digest digest;
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
         reinterpret_cast<unsigned char*>(digest.data()));
  return digest;
}

using Leaves = std::span<const Digest>;

std::size_t k_of(std::size_t n) {
  std::size_t k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

Digest mth(Leaves d) {
  if (d.empty()) return sha256("");
  if (d.size() == 1) return d.front();
  const std::size_t k = k_of(d.size());
  const Digest left = mth(d.first(k));
  const Digest right = mth(d.subspan(k));
  return sha256("\x01" + std::string(bytes_of(left)) + std::string(bytes_of(right)));
}

std::vector<Digest> path(std::size_t m, Leaves d) {
  if (d.size() == 1) return {};
  const std::size_t k = k_of(d.size());
  std::vector<Digest> out = m < k ? path(m, d.first(k)) : path(m - k, d.subspan(k));
  out.push_back(m < k ? mth(d.subspan(k)) : mth(d.first(k)));
  return out;
}

std::vector<Digest> subproof(std::size_t m, Leaves d, bool known) {
  if (m == d.size()) return known ? std::vector<Digest>{} : std::vector<Digest>{mth(d)};
  const std::size_t k = k_of(d.size());
  std::vector<Digest> out =
      m <= k ? subproof(m, d.first(k), known) : subproof(m - k, d.subspan(k), false);
  out.push_back(m <= k ? mth(d.subspan(k)) : mth(d.first(k)));
  return out;
}

}  // namespace naive

// The test tree of the reference implementation of certificate transparency.
const std::vector<std::string> known_leaves = {
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
    "606162636465666768696a6b6c6d6e6f"};
const std::vector<std::string> known_roots = {
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};

struct KnownPath {
  std::uint64_t first, second;  // leaf and size, or the two sizes; counted from 1 and in leaves
  std::vector<std::string> path;
};
const std::vector<KnownPath> known_inclusions = {
    {1, 1, {}},
    {1, 8, {"96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"}},
    {6, 8, {"bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"}},
    {3, 3, {"fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"}},
    {2, 5, {"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"}}};
const std::vector<KnownPath> known_consistencies = {
    {1, 1, {}},
    {1, 8, {"96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"}},
    {6, 8, {"0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"}},
    {2, 5, {"5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"}}};

std::vector<Digest> digests(const std::vector<std::string>& texts) {
  std::vector<Digest> out;
  for (const std::string& text : texts) out.push_back(hex(text));
  return out;
}

Tiles known_tree() {
  Tiles tiles;
  for (const std::string& leaf : known_leaves) tiles.add({leaf_hash(unhex(leaf))});
  return tiles;
}

TEST(Tree, HasTheRootsOfTheKnownTestTree) {
  const Tiles tiles = known_tree();
  EXPECT_EQ(root_at(0, tiles.reader()),
            hex("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
  for (std::uint64_t size = 1; size <= 8; ++size) {
    EXPECT_EQ(root_at(size, tiles.reader()), hex(known_roots[size - 1])) << size;
  }
}

TEST(Tree, HasTheProofsOfTheKnownTestTree) {
  const Tiles tiles = known_tree();
  for (const KnownPath& known : known_inclusions) {
    const auto path = inclusion_path(known.first - 1, known.second, tiles.reader());
    EXPECT_EQ(path, digests(known.path));
    EXPECT_TRUE(verify_inclusion(leaf_hash(unhex(known_leaves[known.first - 1])), known.first - 1,
                                 known.second, path, hex(known_roots[known.second - 1])));
  }
  for (const KnownPath& known : known_consistencies) {
    const auto path = consistency_path(known.first, known.second, tiles.reader());
    EXPECT_EQ(path, digests(known.path));
    EXPECT_TRUE(verify_consistency(known.first, hex(known_roots[known.first - 1]), known.second,
                                   hex(known_roots[known.second - 1]), path));
  }
}

TEST(Tree, AgreesWithTheStandardsOwnWordsAtEverySizeTo600) {
  const std::vector<Digest> leaves = numbered_leaves(0, 600);
  Tiles tiles;
  tiles.add(leaves);
  Peaks peaks;
  for (std::size_t size = 0; size <= 600; ++size) {
    const naive::Leaves some(leaves.data(), size);
    const Digest root = naive::mth(some);
    ASSERT_EQ(root_at(size, tiles.reader()), root) << size;
    ASSERT_EQ(peaks.root(), root) << size;
    if (size == 600) break;
    peaks.add(leaves[size]);
  }
}

TEST(Tree, ProvesEveryLeafAndEveryEarlierSizeToASizeOf70) {
  const std::vector<Digest> leaves = numbered_leaves(0, 70);
  Tiles tiles;
  tiles.add(leaves);
  for (std::size_t size = 1; size <= 70; ++size) {
    const naive::Leaves some(leaves.data(), size);
    const Digest root = naive::mth(some);
    for (std::size_t i = 0; i < size; ++i) {
      const auto inclusion = inclusion_path(i, size, tiles.reader());
      ASSERT_EQ(inclusion, naive::path(i, some)) << i << " of " << size;
      ASSERT_TRUE(verify_inclusion(leaves[i], i, size, inclusion, root));
      const auto consistency = consistency_path(i + 1, size, tiles.reader());
      ASSERT_EQ(consistency, naive::subproof(i + 1, some, true)) << i + 1 << " of " << size;
      const Digest earlier = naive::mth(some.first(i + 1));
      ASSERT_TRUE(verify_consistency(i + 1, earlier, size, root, consistency));
    }
  }
}

TEST(Tree, ProvesLeavesOfLargeTreesWhoseTilesHaveThreeLevels) {
  constexpr std::size_t most = 70'000;
  const std::vector<Digest> leaves = numbered_leaves(0, most);
  Tiles tiles;
  std::mt19937_64 chance(6962);
  // In pieces of many sizes, as a sealer would.
  for (std::size_t at = 0; at < most;) {
    const std::size_t count = std::min<std::size_t>(1 + chance() % 1500, most - at);
    tiles.add({leaves.begin() + static_cast<std::ptrdiff_t>(at),
               leaves.begin() + static_cast<std::ptrdiff_t>(at + count)});
    at += count;
  }
  std::vector<std::size_t> sizes = {255, 256, 257, 65'535, 65'536, 65'537, most};
  while (sizes.size() < 14) sizes.push_back(601 + chance() % (most - 601));
  for (const std::size_t size : sizes) {
    const naive::Leaves some(leaves.data(), size);
    const Digest root = naive::mth(some);
    ASSERT_EQ(root_at(size, tiles.reader()), root) << size;
    for (int round = 0; round < 2; ++round) {
      const std::size_t i = chance() % size;
      ASSERT_EQ(inclusion_path(i, size, tiles.reader()), naive::path(i, some));
      ASSERT_EQ(consistency_path(i + 1, size, tiles.reader()), naive::subproof(i + 1, some, true));
    }
  }
}

TEST(Tree, TilesDoNotDependOnHowLeavesCameIn) {
  Tiles at_once, one_by_one;
  at_once.add(numbered_leaves(0, 1000));
  for (std::uint64_t i = 0; i < 1000; ++i) one_by_one.add(numbered_leaves(i, 1));
  EXPECT_EQ(at_once.kept, one_by_one.kept);
  EXPECT_EQ(at_once.kept.size(), 5U);  // three whole tiles and a partial one, and one above
  EXPECT_EQ((at_once.kept[{0, 3}].size()), (1000 - 768) * digest_bytes);
  EXPECT_EQ((at_once.kept[{1, 0}].size()), 3 * digest_bytes);
}

TEST(Tree, AppendingWritesAndReadsFewTiles) {
  Tiles tiles;
  tiles.add(numbered_leaves(0, 65'535));
  int reads = 0;
  const TileOf counted = [&](int level, std::uint64_t index) {
    ++reads;
    return tiles.reader()(level, index);
  };
  EXPECT_EQ(append_leaves(tiles.size, numbered_leaves(65'535, 1), counted).size(), 3U);
  EXPECT_EQ(reads, 2);
  reads = 0;
  EXPECT_EQ(append_leaves(tiles.size, {}, counted).size(), 0U);
  EXPECT_EQ(reads, 0);
}

TEST(Tree, TilesLaidOverAreReadInsteadOfThoseBelow) {
  Tiles tiles;
  tiles.add(numbered_leaves(0, 300));
  const std::vector<Digest> more = numbered_leaves(300, 400);
  const TileOf over = tiles_over(append_leaves(300, more, tiles.reader()), tiles.reader());
  const Digest before = root_at(300, over);
  tiles.add(more);
  EXPECT_EQ(root_at(700, over), root_at(700, tiles.reader()));
  EXPECT_EQ(before, root_at(300, tiles.reader()));
}

TEST(Tree, AMissingOrShortTileIsTold) {
  Tiles tiles;
  tiles.add(numbered_leaves(0, 600));
  const auto expect_broken = [&](const Tiles& broken) {
    EXPECT_THROW(root_at(600, broken.reader()), BrokenTile);
    EXPECT_THROW(append_leaves(600, numbered_leaves(600, 1), broken.reader()), BrokenTile);
  };
  Tiles broken = tiles;
  broken.kept.erase({0, 2});
  expect_broken(broken);
  broken.kept[{0, 2}] = tiles.kept[{0, 2}].substr(digest_bytes);
  expect_broken(broken);
  broken.kept[{0, 2}] = tiles.kept[{0, 2}] + "x";
  expect_broken(broken);
  broken.kept[{0, 2}] = std::string(tile_bytes_max + digest_bytes, 'x');
  expect_broken(broken);
}

const std::vector<std::uint64_t> some_sizes = {1, 2, 3, 7, 8, 255, 256, 257, 599, 600};

// A proof for each kind of place, to be spoilt.
struct Proof {
  std::uint64_t first, second;
  std::vector<Digest> path;
};

using Verify = std::function<bool(const Proof&)>;

void expect_spoilt_refused(const Proof& good, const Verify& holds) {
  ASSERT_TRUE(holds(good));
  for (std::size_t i = 0; i < good.path.size() * digest_bytes; ++i) {
    Proof bad = good;
    char& byte = bad.path[i / digest_bytes][i % digest_bytes];
    byte = static_cast<char>(byte ^ (1 << (i % 8)));
    EXPECT_FALSE(holds(bad)) << "byte " << i;
  }
  for (std::size_t i = 0; i < good.path.size(); ++i) {
    Proof without = good;
    without.path.erase(without.path.begin() + static_cast<std::ptrdiff_t>(i));
    EXPECT_FALSE(holds(without)) << "without " << i;
    Proof twice = good;
    twice.path.insert(twice.path.begin() + static_cast<std::ptrdiff_t>(i), good.path[i]);
    EXPECT_FALSE(holds(twice)) << "twice " << i;
  }
  Proof longer = good;
  longer.path.push_back(empty_root());
  EXPECT_FALSE(holds(longer));
  longer.path.resize(100, empty_root());
  EXPECT_FALSE(holds(longer));
}

TEST(Proof, OfInclusionIsRefusedWhenAnythingIsSpoilt) {
  const std::vector<Digest> leaves = numbered_leaves(0, 600);
  Tiles tiles;
  tiles.add(leaves);
  for (const std::uint64_t size : some_sizes) {
    const Digest root = root_at(size, tiles.reader());
    for (const std::uint64_t number : std::set<std::uint64_t>{0, size / 2, size - 1}) {
      const auto path = inclusion_path(number, size, tiles.reader());
      expect_spoilt_refused({number, size, path}, [&](const Proof& proof) {
        return verify_inclusion(leaves[number], proof.first, proof.second, proof.path, root);
      });
      for (std::uint64_t other = 0; other <= size + 1; ++other) {
        EXPECT_EQ(verify_inclusion(leaves[number], other, size, path, root), other == number);
      }
      EXPECT_FALSE(verify_inclusion(leaves[number], number, 0, path, root));
      EXPECT_FALSE(verify_inclusion(leaves[number], UINT64_MAX, UINT64_MAX, path, root));
      EXPECT_FALSE(verify_inclusion(leaves[(number + 1) % 600], number, size, path, root));
    }
  }
}

TEST(Proof, OfConsistencyIsRefusedWhenAnythingIsSpoilt) {
  Tiles tiles;
  tiles.add(numbered_leaves(0, 600));
  for (const std::uint64_t to : some_sizes) {
    if (to == 1) continue;  // proved by nothing: OfConsistencyWithNothingOrItself
    const Digest to_root = root_at(to, tiles.reader());
    for (const std::uint64_t from : std::set<std::uint64_t>{1, to / 2, to - 1}) {
      const Digest from_root = root_at(from, tiles.reader());
      const auto path = consistency_path(from, to, tiles.reader());
      expect_spoilt_refused({from, to, path}, [&](const Proof& proof) {
        return verify_consistency(proof.first, from_root, proof.second, to_root, proof.path);
      });
      for (std::uint64_t other = 0; other <= to + 1; ++other) {
        EXPECT_EQ(verify_consistency(other, from_root, to, to_root, path), other == from)
            << other << " for " << from << " of " << to;
      }
      EXPECT_FALSE(verify_consistency(from, to_root, to, from_root, path));
      EXPECT_FALSE(verify_consistency(to, to_root, from, from_root, path));
      EXPECT_FALSE(verify_consistency(from, from_root, to, from_root, path));
    }
  }
}

TEST(Proof, OfConsistencyWithNothingOrItself) {
  const Digest root = hex(known_roots[7]);
  EXPECT_TRUE(verify_consistency(0, empty_root(), 8, root, {}));
  EXPECT_TRUE(verify_consistency(8, root, 8, root, {}));
  EXPECT_TRUE(verify_consistency(0, empty_root(), 0, empty_root(), {}));
  const std::vector<Digest> path = {root};
  EXPECT_FALSE(verify_consistency(0, root, 8, root, {}));
  EXPECT_FALSE(verify_consistency(0, empty_root(), 8, root, path));
  EXPECT_FALSE(verify_consistency(8, root, 8, empty_root(), {}));
  EXPECT_FALSE(verify_consistency(8, root, 8, root, path));
  EXPECT_FALSE(verify_consistency(9, root, 8, root, {}));
}

}  // namespace
}  // namespace decorum::record
