#include "media/svg_cost.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>

namespace decorum::media {
namespace {

using namespace std::string_view_literals;

// An element with an id, or the whole drawing: what stands in it, and what it refers to.
struct Node {
  std::uint64_t shapes = 0;  // directly in it
  std::vector<std::size_t> inside;
  std::vector<std::string_view> refers;
  std::uint64_t cost = 0;
  enum class State : std::uint8_t { open, counting, counted } state = State::open;
};

class Drawing {
 public:
  explicit Drawing(std::string_view svg) : nodes_(1), stack_{0} {
    for (std::size_t at = svg.find('<'); at != std::string_view::npos; at = svg.find('<', at)) {
      const std::size_t end = std::min(svg.find('>', at), svg.size());
      take(svg.substr(at + 1, end - at - 1));
      at = end;
    }
  }

  bool is_simple() {
    return !deep_ && filters_ * filter_uses_ <= svg_filter_passes_max &&
           cost_of(0, 0) <= svg_shapes_max;
  }

 private:
  static constexpr std::size_t depth_max = 200;  // of elements in each other, and of references

  void take(std::string_view tag) {
    if (tag.empty() || tag.front() == '!' || tag.front() == '?') return;
    if (tag.front() == '/') {
      if (stack_.size() > 1) stack_.pop_back();
      return;
    }
    std::string_view name = tag.substr(0, tag.find_first_of(" \t\r\n/"));
    if (const auto colon = name.find(':'); colon != std::string_view::npos) {
      name.remove_prefix(colon + 1);
    }
    if (name.starts_with("fe"sv)) ++filters_;
    if (tag.find("filter"sv) != std::string_view::npos && name != "filter"sv) ++filter_uses_;
    std::size_t node = stack_.back();
    if (const std::string_view id = quoted_after(tag, " id="sv); !id.empty()) {
      nodes_.emplace_back();
      nodes_[node].inside.push_back(nodes_.size() - 1);
      node = nodes_.size() - 1;
      ids_.emplace(id, node);
    }
    // A marker is drawn at every corner of a path.
    constexpr std::uint64_t corners = 50;
    const bool marked = tag.find("marker-"sv) != std::string_view::npos;
    nodes_[node].shapes += marked ? corners : 1;
    add_references(tag, node);
    if (tag.back() == '/') return;
    stack_.push_back(node);
    deep_ = deep_ || stack_.size() > depth_max;
  }

  static std::string_view quoted_after(std::string_view tag, std::string_view what) {
    const std::size_t at = tag.find(what);
    if (at == std::string_view::npos || at + what.size() + 1 >= tag.size()) return {};
    const char quote = tag[at + what.size()];
    const std::string_view rest = tag.substr(at + what.size() + 1);
    return rest.substr(0, rest.find(quote));
  }

  // href="#a", url(#a), url('#a'): whatever stands behind a number sign and could be an id. Colours
  // look the same and are the name of nothing.
  void add_references(std::string_view tag, std::size_t node) {
    for (std::size_t at = tag.find('#'); at != std::string_view::npos; at = tag.find('#', at)) {
      ++at;
      const std::size_t end = std::min(tag.find_first_of("\"') \t\r\n;", at), tag.size());
      nodes_[node].refers.push_back(tag.substr(at, end - at));
      at = end;
    }
  }

  std::uint64_t cost_of(std::size_t number, std::size_t depth) {
    constexpr std::uint64_t too_much = svg_shapes_max + 1;
    Node& node = nodes_[number];
    if (node.state == Node::State::counted) return node.cost;
    if (node.state == Node::State::counting) return 0;  // a circle, which the library refuses
    if (depth > depth_max) return too_much;
    node.state = Node::State::counting;
    std::uint64_t cost = node.shapes;
    for (const std::size_t inside : node.inside) {
      cost = std::min(cost + cost_of(inside, depth + 1), too_much);
    }
    for (const std::string_view id : node.refers) {
      const auto found = ids_.find(id);
      if (found == ids_.end()) continue;
      cost = std::min(cost + cost_of(found->second, depth + 1), too_much);
    }
    node.cost = cost;
    node.state = Node::State::counted;
    return cost;
  }

  std::vector<Node> nodes_;
  std::vector<std::size_t> stack_;  // the nodes that are open, by their numbers
  std::unordered_map<std::string_view, std::size_t> ids_;
  std::uint64_t filters_ = 0, filter_uses_ = 0;
  bool deep_ = false;
};

// An entity that holds elements or other entities can grow without bound; those that shorten the
// address of a name space, which old programs write, do not.
bool has_growing_entity(std::string_view svg) {
  for (std::size_t at = svg.find("<!ENTITY"sv); at != std::string_view::npos;
       at = svg.find("<!ENTITY"sv, at + 1)) {
    const std::size_t next = svg.find("<!ENTITY"sv, at + 1);
    const std::size_t stop = std::min({next, svg.find("]>"sv, at), svg.size()});
    const std::string_view entity = svg.substr(at + 1, stop - at - 1);
    if (entity.find_first_of("<&") != std::string_view::npos) return true;
  }
  return false;
}

// A style sheet may hang a pattern, filter or marker on every element.
bool has_heavy_style(std::string_view svg) {
  const std::size_t style = svg.find("<style"sv);
  if (style == std::string_view::npos) return false;
  const std::string_view sheet = svg.substr(style);
  if (sheet.find("url("sv) == std::string_view::npos) return false;
  return std::ranges::any_of(std::array{"<pattern"sv, "<mask"sv, "<filter"sv, "<marker"sv},
                             [&](std::string_view tag) {
                               return svg.find(tag) != std::string_view::npos;
                             }) ||
         sheet.find("blur("sv) != std::string_view::npos;
}

}  // namespace

bool is_simple_enough(std::string_view svg) {
  if (has_growing_entity(svg) || has_heavy_style(svg)) return false;
  return Drawing(svg).is_simple();
}

}  // namespace decorum::media
