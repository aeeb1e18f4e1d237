#include "triage/explain.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <unordered_map>

#include "cel/truth.h"
#include "policy/names.h"
#include "triage/slots.h"

namespace decorum::triage {

namespace {

using cel::Ast;
using cel::Node;
using cel::NodeId;
using cel::NodeKind;
using cel::Operator;
using cel::Value;

constexpr std::size_t history_slot = policy::slot_of(policy::Name::history);

bool is_signal(std::size_t slot) { return slot < signals::signal_count; }

// The number a fact is reported with: truth is 1; a text or an instant that holds is 1, too.
std::optional<double> number_of(const Value& value) {
  switch (value.kind()) {
    case cel::Kind::real: return value.real();
    case cel::Kind::integer: return static_cast<double>(value.integer());
    case cel::Kind::unsigned_integer: return static_cast<double>(value.unsigned_integer());
    case cel::Kind::boolean: return value.boolean() ? 1.0 : 0.0;
    case cel::Kind::error:
    case cel::Kind::unknown: return std::nullopt;
    case cel::Kind::null:
    case cel::Kind::string:
    case cel::Kind::bytes:
    case cel::Kind::list:
    case cel::Kind::map:
    case cel::Kind::timestamp:
    case cel::Kind::duration:
    case cel::Kind::type:
    case cel::Kind::opaque: return 1.0;
  }
  return std::nullopt;
}

// Whether a side of a comparison had to be high or low for the comparison to come out as it did.
enum class Side : std::uint8_t { high, low, neither };

class Explainer {
 public:
  Explainer(const cel::Program& program, const Outline& outline, std::span<const Value> slots,
            std::vector<Because>& because)
      : program_(program),
        ast_(cel::ast_of(program)),
        outline_(outline),
        slots_(slots),
        because_(because) {}

  // Recursion is bounded by cel::Limits::depth, which every compiled program keeps.
  double node(NodeId id, bool truth) {
    const Node& node = ast_.at(id);
    switch (node.op) {
      case Operator::logical_and: return truth ? all_of(node, truth) : surest_of(node, truth);
      case Operator::logical_or: return truth ? surest_of(node, truth) : all_of(node, truth);
      case Operator::logical_not: return this->node(node.children[0], !truth);
      case Operator::conditional: return conditional(node, truth);
      case Operator::equal:
      case Operator::not_equal:
      case Operator::less:
      case Operator::less_equal:
      case Operator::greater:
      case Operator::greater_equal: return comparison(node, truth);
      case Operator::none:
      case Operator::in:
      case Operator::add:
      case Operator::subtract:
      case Operator::multiply:
      case Operator::divide:
      case Operator::remainder:
      case Operator::negate:
      case Operator::index: break;
    }
    return part(id, Side::neither);
  }

 private:
  double all_of(const Node& node, bool truth) {
    double lowest = 1;
    for (NodeId child : node.children) lowest = std::min(lowest, this->node(child, truth));
    return lowest;
  }

  double surest_of(const Node& node, bool truth) {
    const cel::Truth wanted = truth ? cel::Truth::yes : cel::Truth::no;
    double best = -1;
    const std::size_t kept_from = because_.size();
    for (NodeId child : node.children) {
      if (cel::truth_of_node(program_, child, slots_) != wanted) continue;
      const std::size_t begin = because_.size();
      const double confidence = this->node(child, truth);
      const auto at = [&](std::size_t i) {
        return because_.begin() + static_cast<std::ptrdiff_t>(i);
      };
      if (confidence > best) {
        because_.erase(at(kept_from), at(begin));
        best = confidence;
      } else {
        because_.resize(begin);
      }
    }
    return best < 0 ? 1 : best;
  }

  double conditional(const Node& node, bool truth) {
    const bool condition =
        cel::truth_of_node(program_, node.children[0], slots_) == cel::Truth::yes;
    const double chosen = this->node(node.children[0], condition);
    const NodeId side = node.children[condition ? 1 : 2];
    return std::min(chosen, this->node(side, truth));
  }

  double comparison(const Node& node, bool truth) {
    const bool more = node.op == Operator::greater || node.op == Operator::greater_equal;
    const bool less = node.op == Operator::less || node.op == Operator::less_equal;
    Side left_side = Side::neither;
    Side right_side = Side::neither;
    if (more || less) {
      left_side = more == truth ? Side::high : Side::low;
      right_side = more == truth ? Side::low : Side::high;
    }
    const double left = part(node.children[0], left_side);  // the left one is reported first
    return std::min(left, part(node.children[1], right_side));
  }

  // One side of a comparison, or a truth that is no comparison.
  double part(NodeId id, Side side) {
    double confidence = 1;
    collect(id, side, confidence);
    if (!outline_.rests_on_signal(id) || side == Side::neither) return confidence;
    const auto value = number_at(id);
    if (!value) return confidence;
    const double high = std::clamp(*value, 0.0, 1.0);
    return side == Side::high ? high : 1 - high;
  }

  // Every name below a node; what a side of a comparison computes with is reported, too.
  void collect(NodeId id, Side side, double& confidence) {
    const std::uint32_t slot = outline_.slot(id);
    if (slot == Outline::no_slot) {
      for (NodeId child : ast_.at(id).children) collect(child, side, confidence);
      return;
    }
    const auto value = number_at(id);
    if (!value) return;
    if (is_signal(slot)) confidence = std::min(confidence, std::max(*value, 1 - *value));
    because_.push_back({.slot = slot,
                        .value = *value,
                        .span = {},
                        .has_places = side != Side::low && *value > 0});
  }

  std::optional<double> number_at(NodeId id) const {
    const std::uint32_t slot = outline_.slot(id);
    if (slot != Outline::no_slot && slot != history_slot) return number_of(slots_[slot]);
    return number_of(cel::evaluate_node(program_, id, slots_));
  }

  const cel::Program& program_;
  const Ast& ast_;
  const Outline& outline_;
  std::span<const Value> slots_;
  std::vector<Because>& because_;
};

// Only when all is known: a part that was put aside for a surer one must not take another's entry
// with it. The lists are a handful of entries.
void merge_equal(std::vector<Because>& because) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < because.size(); ++i) {
    const Because entry = because[i];
    const auto end = because.begin() + static_cast<std::ptrdiff_t>(kept);
    const auto same = std::find_if(because.begin(), end, [&](const Because& have) {
      return have.slot == entry.slot && have.value == entry.value;
    });
    if (same == end) {
      because[kept++] = entry;
    } else {
      same->has_places = same->has_places || entry.has_places;
    }
  }
  because.resize(kept);
}

}  // namespace

Outline::Outline(const cel::Program& program, const policy::Policy& policy) {
  std::unordered_map<std::string, std::uint32_t> by_name;
  for (std::size_t slot : cel::slots_of(program)) {
    if (slot == history_slot) continue;  // only its calls are of interest
    by_name.emplace(name_of_slot(policy, slot), static_cast<std::uint32_t>(slot));
  }
  const Ast& ast = cel::ast_of(program);
  slots_.assign(ast.nodes.size(), no_slot);
  signal_.assign(ast.nodes.size(), false);
  for (NodeId id = 0; id < ast.nodes.size(); ++id) {
    const Node& node = ast.at(id);
    if (node.kind == NodeKind::identifier || node.kind == NodeKind::select) {
      const auto found = by_name.find(cel::dotted_name(ast, id));
      if (found != by_name.end()) slots_[id] = found->second;
    } else if (node.kind == NodeKind::call && node.receiver && node.name == "count" &&
               cel::dotted_name(ast, node.children[0]) == "history") {
      slots_[id] = static_cast<std::uint32_t>(history_slot);
    }
    bool signal = slots_[id] != no_slot && is_signal(slots_[id]);
    for (NodeId child : node.children) signal = signal || signal_[child];
    signal_[id] = signal;
  }
}

double explain(const cel::Program& program, const Outline& outline, std::span<const Value> slots,
               bool truth, std::vector<Because>& because) {
  const double confidence =
      Explainer(program, outline, slots, because).node(cel::ast_of(program).root, truth);
  merge_equal(because);
  return confidence;
}

}  // namespace decorum::triage
