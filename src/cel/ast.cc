#include "cel/ast.h"

namespace decorum::cel {

std::string_view sign_of(Operator op) {
  switch (op) {
    case Operator::none: return "";
    case Operator::logical_and: return "&&";
    case Operator::logical_or: return "||";
    case Operator::logical_not: return "!";
    case Operator::conditional: return "?:";
    case Operator::equal: return "==";
    case Operator::not_equal: return "!=";
    case Operator::less: return "<";
    case Operator::less_equal: return "<=";
    case Operator::greater: return ">";
    case Operator::greater_equal: return ">=";
    case Operator::in: return "in";
    case Operator::add: return "+";
    case Operator::subtract:
    case Operator::negate: return "-";
    case Operator::multiply: return "*";
    case Operator::divide: return "/";
    case Operator::remainder: return "%";
    case Operator::index: return "[]";
  }
  return {};
}

std::optional<Operator> comparison_of(const Node& node) {
  if (node.op < Operator::equal || node.op > Operator::greater_equal) return std::nullopt;
  return node.op;
}

Operator mirrored(Operator comparison) {
  if (comparison == Operator::less) return Operator::greater;
  if (comparison == Operator::less_equal) return Operator::greater_equal;
  if (comparison == Operator::greater) return Operator::less;
  if (comparison == Operator::greater_equal) return Operator::less_equal;
  return comparison;
}

std::string dotted_name(const Ast& ast, NodeId id) {
  std::string name;
  for (;;) {
    const Node& node = ast.at(id);
    if (node.kind == NodeKind::identifier) return node.name + name;
    if (node.kind != NodeKind::select || node.test) return {};
    name.insert(0, "." + node.name);
    id = node.children[0];
    if (ast.at(id).parenthesised) return {};
  }
}

}  // namespace decorum::cel
