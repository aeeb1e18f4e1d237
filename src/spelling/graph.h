// A sorted set of words as one graph that shares beginnings and ends: looked up, numbered, and
// walked for words that are near, all in the bytes as they lie in the index.
//
//   auto [bytes, root] = write_graph({"car", "cars", "cart"});
//   Graph graph(bytes, root);
//   graph.find("cars");     // 1: its place in the sorted list
//   graph.word_at(2);       // "cart"
//
// A node is a run of edges. An edge: a byte of the word, whether a word ends with it, whether it is
// the run's last, where the next node's run begins, and how many words the run's earlier edges lead
// to (so the numbers of words come without being stored; Lucchesi and Kowaltowski 1993). The word
// numbers follow the order of bytes. Reading never leaves the bytes, whatever they hold.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace decorum::spelling {

inline constexpr std::size_t word_bytes_max = 64;

struct Edge {
  char byte = 0;
  bool final = false;        // a word ends here
  bool last = true;          // of its node
  std::uint32_t node = 0;    // the next one; 0: none
  std::uint32_t before = 0;  // words reached by the node's earlier edges
};

inline std::uint32_t read_u32(std::string_view bytes, std::size_t offset) {
  std::uint32_t value = 0;
  std::memcpy(&value, bytes.data() + offset, sizeof value);
  return value;
}

class Graph {
 public:
  static constexpr std::size_t edge_bytes = 8;

  Graph() = default;
  // `bytes` must outlive the graph.
  Graph(std::string_view bytes, std::uint32_t root) : bytes_(bytes), root_(root) {}

  std::uint32_t root() const { return root_; }

  // The edge at a place of a run; an empty last edge when there is none.
  Edge edge_at(std::uint32_t place) const {
    const std::size_t offset = std::size_t{place} * edge_bytes;
    if (place == 0 || offset + edge_bytes > bytes_.size()) return {};
    const std::uint32_t packed = read_u32(bytes_, offset);
    return {static_cast<char>(packed & 0xFFU), (packed & 0x100U) != 0, (packed & 0x200U) != 0,
            packed >> 10U, read_u32(bytes_, offset + 4)};
  }

  std::optional<std::uint32_t> find(std::string_view word) const;
  // Empty when there is no such word.
  std::string word_at(std::uint32_t number) const;

 private:
  std::string_view bytes_;
  std::uint32_t root_ = 0;
};

// Of words that are sorted by their bytes, each once, none empty, at most word_bytes_max long.
std::pair<std::string, std::uint32_t> write_graph(std::span<const std::string> words);

}  // namespace decorum::spelling
