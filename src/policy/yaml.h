// A small tree of one YAML file in which every node knows its place. It is read from the event
// stream of libyaml, so what a policy must not hold is seen: tags, anchors, aliases, merge keys,
// duplicate keys, a second document; and, with the control characters, those that nobody sees and
// that readers of YAML take for different things (U+0085, U+2028, U+2029, a byte order mark that
// does not begin the file).
//
//   YamlFile file = parse_yaml("protocol.yaml", bytes);
//   if (!file.mistakes.empty()) ...             // all of them, with places
//   if (file.root) file.root->find("start")     // there may be a tree in spite of mistakes
//
// Bounds: 1 MiB a file, nesting of 32, 200,000 nodes. As aliases are refused, a tree is never
// larger than its text. Nothing here throws.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/mistake.h"

namespace decorum::policy {

inline constexpr std::size_t yaml_bytes_max = 1024 * 1024;
inline constexpr std::size_t yaml_depth_max = 32;
inline constexpr std::size_t yaml_nodes_max = 200'000;

struct YamlField;

struct YamlNode {
  enum class Kind : std::uint8_t { scalar, sequence, mapping };
  Kind kind = Kind::scalar;
  bool plain = false;     // a scalar without quotes, not a block
  bool null = false;      // nothing was written, or a plain `null` or `~`
  bool refused = false;   // already reported (a tag, an alias): say nothing more about it
  std::uint32_t line = 0, column = 0;  // from 1, in code points
  std::uint32_t end_column = 0;        // where a caret ends: on the same line, one past
  std::size_t offset = 0;              // bytes from the start of the file
  std::string text;                    // of a scalar, decoded
  std::vector<YamlNode> items;         // of a sequence
  std::vector<YamlField> fields;       // of a mapping, in the order of the file, keys unique

  bool is_scalar() const { return kind == Kind::scalar; }
  bool is_sequence() const { return kind == Kind::sequence; }
  bool is_mapping() const { return kind == Kind::mapping; }
  // The value or key node of a mapping's key; null when it is not there or this is no mapping.
  const YamlNode* find(std::string_view key) const;
  const YamlNode* find_key(std::string_view key) const;
};

struct YamlField {
  YamlNode key;  // a scalar
  YamlNode value;
};

struct YamlFile {
  std::optional<YamlNode> root;  // none when the file is empty or broken beyond reading
  std::vector<Mistake> mistakes;
  std::size_t nodes = 0;
};

// `nodes_max` may be less than yaml_nodes_max, for a whole folder's budget.
YamlFile parse_yaml(std::string_view path, std::string_view bytes,
                    std::size_t nodes_max = yaml_nodes_max);

// Where in the file byte `offset` of a scalar's decoded text stands; of use for a caret inside an
// expression. A scalar with escapes other than \n, \t, \" and \\ gives its own start.
struct YamlPoint {
  std::uint32_t line = 0, column = 0;
};
YamlPoint point_in(const YamlNode& scalar, std::size_t offset, std::string_view bytes);

}  // namespace decorum::policy
