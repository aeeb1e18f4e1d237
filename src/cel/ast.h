// Ast: an expression as a tree, in one flat vector. Macros are expanded: has() is a `select` with
// `test`, the others are a `comprehension`.
//
//   const Ast& ast = ast_of(*program);
//   const Node& top = ast.at(ast.root);
//   if (is_logical_and(top)) { walk(top.children[0]); walk(top.children[1]); }
//
// What the children are:
//   constant       none                       identifier     none
//   select         operand                    call           arguments, the receiver first
//   list           elements                   map            key, value, key, value...
//   message        the fields' values         comprehension  range, then the macro's expressions
// A chain of && or || longer than two is a balanced tree of calls with two children each.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cel/value.h"

namespace decorum::cel {

using NodeId = std::uint32_t;  // the place in Ast::nodes

enum class NodeKind : std::uint8_t {
  constant,
  identifier,
  select,
  call,
  list,
  map,
  message,
  comprehension,
};

// What a call does when it was written with an operator; `none` is a call by name.
enum class Operator : std::uint8_t {
  none,
  logical_and,
  logical_or,
  logical_not,
  conditional,
  equal,
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,
  in,
  add,
  subtract,
  multiply,
  divide,
  remainder,
  negate,
  index,
};

// Which macro a comprehension was. `map` with three arguments has a condition before its result.
enum class Macro : std::uint8_t { none, all, exists, exists_one, map, filter };

struct Node {
  NodeKind kind = NodeKind::constant;
  Operator op = Operator::none;   // of a call
  Macro macro = Macro::none;      // of a comprehension
  bool receiver = false;          // a call written x.f(y)
  bool test = false;              // a select that only asks: has(x.f)
  bool absolute = false;          // an identifier or message written with a leading dot
  bool parenthesised = false;     // written in parentheses: (a.b).c is a field c of a.b
  std::uint32_t offset = 0;       // where it starts in the source, in bytes
  std::uint32_t height = 1;       // levels from here to the deepest leaf
  std::string name;               // identifier, field, function, message type or iteration variable
  Value constant;
  std::vector<NodeId> children;
  std::vector<std::string> fields;  // of a message, one a child
};

struct Ast {
  std::vector<Node> nodes;  // children come before their parents
  NodeId root = 0;
  std::string source;

  const Node& at(NodeId id) const { return nodes[id]; }
};

// As written in CEL: "&&", "<=", "in"; "?:" and "[]" for the two without one sign.
std::string_view sign_of(Operator op);

inline bool is_logical_and(const Node& node) { return node.op == Operator::logical_and; }
inline bool is_logical_or(const Node& node) { return node.op == Operator::logical_or; }
inline bool is_logical_not(const Node& node) { return node.op == Operator::logical_not; }
inline bool is_constant(const Node& node) { return node.kind == NodeKind::constant; }

// The operator of ==, !=, <, <=, >, >= with its two children; nothing for any other node.
std::optional<Operator> comparison_of(const Node& node);

// The operator that says the same with the sides exchanged: a < b is b > a.
Operator mirrored(Operator comparison);

// The name that a chain of identifier and selects spells, "sentiment.positive"; empty if it is not
// one, or has parentheses within.
std::string dotted_name(const Ast& ast, NodeId id);

}  // namespace decorum::cel
