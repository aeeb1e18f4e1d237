#include "spelling/graph.h"

#include <cassert>
#include <unordered_map>
#include <vector>


namespace decorum::spelling {
namespace {

constexpr std::uint32_t node_most = (1U << 22U) - 1;

void append_u32(std::string& out, std::uint32_t value) {
  char bytes[sizeof value];
  std::memcpy(bytes, &value, sizeof value);
  out.append(bytes, sizeof value);
}

// Builds from the ends: a node is written once, whichever words come to it.
class Writer {
 public:
  explicit Writer(std::span<const std::string> words) : words_(words) {
    bytes_.assign(Graph::edge_bytes, '\0');  // node 0 is none
  }

  struct Node {
    std::uint32_t place = 0;
    std::uint32_t words = 0;  // below it
  };

  // The node for words [from, to), which share their first `depth` bytes and are longer.
  Node node(std::size_t from, std::size_t to, std::size_t depth) {
    std::string run;
    Node made;
    while (from < to) {
      const char byte = words_[from][depth];
      std::size_t end = from + 1;
      while (end < to && words_[end][depth] == byte) ++end;
      const bool final = words_[from].size() == depth + 1;
      const Node next = final && end == from + 1 ? Node{} : node(from + final, end, depth + 1);
      assert(next.place <= node_most);
      append_u32(run, static_cast<std::uint8_t>(byte) | (final ? 0x100U : 0U) |
                          (end == to ? 0x200U : 0U) | next.place << 10U);
      append_u32(run, made.words);
      made.words += next.words + (final ? 1 : 0);
      from = end;
    }
    const auto [known, is_new] =
        known_.emplace(run, static_cast<std::uint32_t>(bytes_.size() / Graph::edge_bytes));
    if (is_new) bytes_ += run;
    made.place = known->second;
    return made;
  }

  std::string take() { return std::move(bytes_); }

 private:
  std::span<const std::string> words_;
  std::string bytes_;
  std::unordered_map<std::string, std::uint32_t> known_;
};

}  // namespace

std::optional<std::uint32_t> Graph::find(std::string_view word) const {
  std::uint32_t number = 0;
  std::uint32_t node = root_;
  for (std::size_t i = 0; i < word.size(); ++i) {
    Edge edge = edge_at(node);
    while (edge.byte != word[i]) {
      if (edge.last) return std::nullopt;
      edge = edge_at(++node);
    }
    number += edge.before;
    if (i + 1 == word.size()) return edge.final ? std::optional(number) : std::nullopt;
    if (edge.final) ++number;
    node = edge.node;
  }
  return std::nullopt;
}

std::string Graph::word_at(std::uint32_t number) const {
  std::string word;
  std::uint32_t node = root_;
  while (node != 0 && word.size() < word_bytes_max) {
    Edge edge = edge_at(node);
    while (!edge.last) {
      const Edge next = edge_at(node + 1);
      if (next.before > number) break;
      edge = next;
      ++node;
    }
    if (edge.before > number) return {};
    number -= edge.before;
    word += edge.byte;
    if (edge.final) {
      if (number == 0) return word;
      --number;
    }
    node = edge.node;
  }
  return {};
}

std::pair<std::string, std::uint32_t> write_graph(std::span<const std::string> words) {
  Writer writer(words);
  const std::uint32_t root = words.empty() ? 0 : writer.node(0, words.size(), 0).place;
  return {writer.take(), root};
}

}  // namespace decorum::spelling
