#include "cel/program.h"

namespace decorum::cel {
namespace {

// Longer ones are left to the walk, which counts what they cost.
constexpr std::size_t text_bytes_max = 64;

bool reads_slot(const Program& program, NodeId id) {
  return program.steps[id].code == Code::slot;
}

// A slot against a number, whichever side it was written on.
Brief comparison(const Program& program, const Node& node) {
  const bool slot_left = reads_slot(program, node.children[0]);
  const NodeId slot = node.children[slot_left ? 0 : 1];
  const NodeId constant = node.children[slot_left ? 1 : 0];
  const Node& other = program.ast.at(constant);
  if (!reads_slot(program, slot) || !is_constant(other)) return {};
  Brief brief;
  brief.op = slot_left ? node.op : mirrored(node.op);
  brief.left = program.steps[slot].index;
  if (other.constant.kind() == Kind::real) {
    brief.kind = Short::real;
    brief.real_constant = other.constant.real();
  } else if (other.constant.kind() == Kind::integer) {
    brief.kind = Short::whole;
    brief.whole_constant = other.constant.integer();
  } else if (other.constant.kind() == Kind::string && is_equality(node.op) &&
             other.constant.text().size() <= text_bytes_max) {
    brief.kind = Short::text;
    brief.right = constant;
  }
  return brief;
}

Brief brief_of(const Program& program, NodeId id) {
  const Step& step = program.steps[id];
  if (step.code == Code::slot) return {.kind = Short::value, .left = step.index};
  if (step.code != Code::operation) return {};
  const Node& node = program.ast.at(id);
  if (is_logical_not(node)) return {.kind = Short::inverse, .left = node.children[0]};
  if (is_logical_and(node) || is_logical_or(node)) {
    return {.kind = is_logical_and(node) ? Short::both : Short::either,
            .left = node.children[0],
            .right = node.children[1]};
  }
  return comparison_of(node) ? comparison(program, node) : Brief{};
}

}  // namespace

void shorten(Program& program) {
  const auto size = static_cast<NodeId>(program.ast.nodes.size());
  program.briefs.clear();
  program.briefs.reserve(size);
  for (NodeId id = 0; id < size; ++id) program.briefs.push_back(brief_of(program, id));
}

}  // namespace decorum::cel
