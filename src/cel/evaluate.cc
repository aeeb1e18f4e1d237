// Walks the resolved tree. Operands that are variables or constants are looked at where they are;
// only what is computed makes a value.
//
// Errors and unknowns (google/cel-spec, doc/langdef.md, "Logical Operators"): && and || ask both
// sides and the deciding one wins; everywhere else an unknown operand makes the result unknown, and
// an error otherwise makes it that error. Unknown goes before error: knowing more may mend it.
#include <array>
#include <cassert>

#include <fmt/format.h>

#include "cel/functions.h"
#include "cel/messages.h"
#include "cel/operators.h"
#include "cel/program.h"
#include "cel/truth.h"

namespace decorum::cel {
namespace {

bool is_answer(const Value& value) { return !value.is_error() && !value.is_unknown(); }

const Value& worse(const Value& left, const Value& right) {
  if (left.is_unknown() || !right.is_error()) return right.is_unknown() ? right : left;
  return right.is_unknown() || !left.is_error() ? right : left;
}

template <class Number>
Truth compared_numbers(Operator op, Number left, Number right) {
  bool holds = left >= right;
  if (op == Operator::equal) holds = left == right;
  if (op == Operator::not_equal) holds = left != right;
  if (op == Operator::less) holds = left < right;
  if (op == Operator::less_equal) holds = left <= right;
  if (op == Operator::greater) holds = left > right;
  return holds ? Truth::yes : Truth::no;
}

bool accepts(const Type& parameter, const Value& value) {
  switch (parameter.kind()) {
    case TypeKind::dyn:
    case TypeKind::parameter: return true;
    case TypeKind::null: return value.kind() == Kind::null;
    case TypeKind::boolean: return value.kind() == Kind::boolean;
    case TypeKind::integer: return value.kind() == Kind::integer;
    case TypeKind::unsigned_integer: return value.kind() == Kind::unsigned_integer;
    case TypeKind::real: return value.kind() == Kind::real;
    case TypeKind::string: return value.kind() == Kind::string;
    case TypeKind::bytes: return value.kind() == Kind::bytes;
    case TypeKind::timestamp: return value.kind() == Kind::timestamp;
    case TypeKind::duration: return value.kind() == Kind::duration;
    case TypeKind::list: return value.kind() == Kind::list;
    case TypeKind::map: return value.kind() == Kind::map;
    case TypeKind::type: return value.kind() == Kind::type;
    case TypeKind::opaque:
      return value.kind() == Kind::opaque && value.opaque_name() == parameter.base_name();
  }
  return false;
}

bool accepts_all(const Overload& overload, std::span<const Value> arguments) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (!accepts(parameter_at(overload, i), arguments[i])) return false;
  }
  return true;
}

class Evaluator {
 public:
  Evaluator(const Program& program, std::span<const Value> slots, const Limits& limits)
      : program_(program), slots_(slots), meter_(limits.steps) {
    if (program.locals > 0) locals_.resize(program.locals);
  }

  // Conditions without values; whatever is not short is worked out and then looked at. Takes the
  // same steps as value_at.
  Truth truth_at(NodeId id) {
    const Brief& brief = program_.briefs[id];
    constexpr std::uint64_t steps_max = 8;  // of what is done here itself
    if (brief.kind == Short::none || meter_.left() < steps_max) return truth_of(value_at(id));
    meter_.take(1);
    switch (brief.kind) {
      case Short::value: return truth_of(slots_[brief.left]);
      case Short::both: return logical_truth(brief, Truth::no);
      case Short::either: return logical_truth(brief, Truth::yes);
      case Short::inverse: return inverse_of(truth_at(brief.left));
      case Short::real:
      case Short::whole:
      case Short::text: return comparison_truth(id, brief);
      case Short::none: break;
    }
    return Truth::error;
  }

  Value value_at(NodeId id) {
    if (!meter_.take(1)) return out_of_steps();
    const Step& step = program_.steps[id];
    switch (step.code) {
      case Code::constant:
      case Code::fixed:
      case Code::slot:
      case Code::local: return leaf(id, step);
      case Code::select: return select(id);
      case Code::operation: return operation(id);
      case Code::call: return call(id, step);
      case Code::regex: return regex(id, step);
      case Code::list: return list(id);
      case Code::map: return map(id);
      case Code::message: return message(id);
      case Code::comprehension: return comprehension(id, step);
    }
    return Value();
  }

 private:
  const Node& node(NodeId id) const { return program_.ast.nodes[id]; }

  const Value& leaf(NodeId id, const Step& step) const {
    if (step.code == Code::constant) return node(id).constant;
    if (step.code == Code::fixed) return program_.values[step.index];
    if (step.code == Code::local) return locals_[step.index];
    assert(step.index < slots_.size());
    return slots_[step.index];
  }

  // The operand itself where it already exists; else it is computed into `room`.
  const Value& operand(NodeId id, Value& room) {
    const Step& step = program_.steps[id];
    if (step.code <= Code::local && meter_.take(1)) return leaf(id, step);
    room = value_at(id);
    return room;
  }

  Value select(NodeId id) {
    const Node& it = node(id);
    Value room;
    const Value& from = operand(it.children[0], room);
    if (!is_answer(from)) return from;
    return it.test ? has_field(from, it.name, meter_) : field_of(from, it.name, meter_);
  }

  Value operation(NodeId id) {
    const Node& it = node(id);
    if (it.op == Operator::logical_and) return logical(it, false);
    if (it.op == Operator::logical_or) return logical(it, true);
    Value left_room;
    const Value& left = operand(it.children[0], left_room);
    if (it.op == Operator::conditional) return conditional(it, left);
    if (it.children.size() == 1) {
      if (!is_answer(left)) return left;
      return it.op == Operator::negate ? negated(left) : inverted(left);
    }
    Value right_room;
    const Value& right = operand(it.children[1], right_room);
    if (!is_answer(left) || !is_answer(right)) return worse(left, right);
    if (it.op >= Operator::equal && it.op <= Operator::greater_equal) {
      return compared(it.op, left, right, meter_);
    }
    if (it.op == Operator::in) return is_in(left, right, meter_);
    if (it.op == Operator::index) return element_at(left, right, meter_);
    return arithmetic(it.op, left, right, meter_);
  }

  static Value not_bool(std::string_view sign, const Value& value) {
    return Value::error(fmt::format("{} needs true or false (bool), not {}", sign,
                                    type_of(value).in_words()));
  }

  static Value inverted(const Value& value) {
    return value.is_bool() ? Value(!value.boolean()) : not_bool("!", value);
  }

  Truth logical_truth(const Brief& brief, Truth deciding) {
    const Truth left = truth_at(brief.left);
    if (left == deciding) return left;
    const Truth right = truth_at(brief.right);
    if (right == deciding) return right;
    if (left == Truth::unknown || right == Truth::unknown) return Truth::unknown;
    if (left == Truth::error || right == Truth::error) return Truth::error;
    return left;
  }

  static Truth inverse_of(Truth truth) {
    if (truth == Truth::no) return Truth::yes;
    return truth == Truth::yes ? Truth::no : truth;
  }

  Truth comparison_truth(NodeId id, const Brief& brief) {
    const Value& value = slots_[brief.left];
    const std::uint64_t steps = is_equality(brief.op) ? 3 : 2;  // the operands, a part compared
    if (brief.kind == Short::real && value.kind() == Kind::real) {
      meter_.take(steps);
      return compared_numbers(brief.op, value.real(), brief.real_constant);
    }
    if (brief.kind == Short::whole && value.kind() == Kind::integer) {
      meter_.take(steps);
      return compared_numbers(brief.op, value.integer(), brief.whole_constant);
    }
    if (brief.kind == Short::text && value.kind() == Kind::string) {
      const std::string_view text = value.text();
      const std::string_view constant = node(brief.right).constant.text();
      meter_.take(steps + (text.size() == constant.size() ? text.size() / 32 : 0));
      return (text == constant) == (brief.op == Operator::equal) ? Truth::yes : Truth::no;
    }
    return truth_of(operation(id));
  }

  // && is decided by false, || by true, whichever side it stands on.
  Value logical(const Node& it, bool deciding) {
    Value left_room;
    const Value& left = operand(it.children[0], left_room);
    if (left.is_bool() && left.boolean() == deciding) return left;
    Value right_room;
    const Value& right = operand(it.children[1], right_room);
    if (right.is_bool() && right.boolean() == deciding) return right;
    if (left.is_bool() && right.is_bool()) return Value(!deciding);
    if (left.is_unknown() || right.is_unknown()) return Value::unknown();
    const Value& wrong = left.is_bool() ? right : left;
    return wrong.is_error() ? wrong : not_bool(sign_of(it.op), wrong);
  }

  Value conditional(const Node& it, const Value& condition) {
    if (!is_answer(condition)) return condition;
    if (!condition.is_bool()) return not_bool("the condition of '?'", condition);
    return value_at(it.children[condition.boolean() ? 1 : 2]);
  }

  Value call(NodeId id, const Step& step) {
    const Node& it = node(id);
    constexpr std::size_t few = 4;
    const std::size_t count = it.children.size() - step.first_argument;
    if (count <= few) {
      std::array<Value, few> arguments;
      return call_with(it, step, std::span(arguments).first(count));
    }
    std::vector<Value> arguments(count);
    return call_with(it, step, arguments);
  }

  // Computes the children behind `first` into `values`; the answer is what spoils them all, or
  // null.
  Value fill(const Node& it, std::size_t first, std::span<Value> values) {
    Value spoiled;
    for (std::size_t i = 0; i < values.size(); ++i) {
      values[i] = value_at(it.children[first + i]);
      if (is_answer(values[i]) || spoiled.is_unknown()) continue;
      if (values[i].is_unknown() || !spoiled.is_error()) spoiled = values[i];
    }
    return spoiled;
  }

  Value call_with(const Node& it, const Step& step, std::span<Value> arguments) {
    Value spoiled = fill(it, step.first_argument, arguments);
    if (!is_answer(spoiled)) return spoiled;
    for (const Value& argument : arguments) {
      const bool text = argument.kind() == Kind::string || argument.kind() == Kind::bytes;
      if (text && !meter_.take(argument.text().size() / 32)) return out_of_steps();
    }
    const Candidates& candidates = program_.calls[step.index];
    for (const Overload& overload : candidates.overloads) {
      if (!accepts_all(overload, arguments)) continue;
      return overload.metered ? overload.metered(arguments, meter_) : overload.call(arguments);
    }
    std::string given;
    for (const Value& argument : arguments) {
      given += (given.empty() ? "" : ", ") + type_of(argument).in_words();
    }
    return Value::error(fmt::format("{}() cannot be used with {}", candidates.function, given));
  }

  Value regex(NodeId id, const Step& step) {
    Value room;
    const Value& text = operand(node(id).children[0], room);
    if (!is_answer(text)) return text;
    if (text.kind() != Kind::string) {
      return Value::error("matches() cannot be used with " + type_of(text).in_words());
    }
    return program_.regexes[step.index].search(text.text(), meter_);
  }

  Value list(NodeId id) {
    const Node& it = node(id);
    std::vector<Value> elements(it.children.size());
    Value spoiled = fill(it, 0, elements);
    if (!is_answer(spoiled)) return spoiled;
    return Value::list(std::move(elements));
  }

  Value map(NodeId id) {
    const Node& it = node(id);
    std::vector<Value> values(it.children.size());
    Value spoiled = fill(it, 0, values);
    if (!is_answer(spoiled)) return spoiled;
    return map_of(std::move(values), meter_);
  }

  Value message(NodeId id) {
    const Node& it = node(id);
    std::vector<Value> values(it.children.size());
    Value spoiled = fill(it, 0, values);
    if (!is_answer(spoiled)) return spoiled;
    return make_message(it.name, it.fields, values);
  }

  Value comprehension(NodeId id, const Step& step) {
    const Node& it = node(id);
    Value room;
    const Value range = operand(it.children[0], room);
    if (!is_answer(range)) return range;
    std::vector<Value> keys;
    std::span<const Value> elements;
    if (range.kind() == Kind::list) {
      elements = range.elements();
    } else if (range.kind() == Kind::map) {
      if (!meter_.take(range.map().size())) return out_of_steps();
      for (const auto& entry : range.map().entries()) keys.push_back(entry.first);
      elements = keys;
    } else {
      return Value::error(fmt::format("{} has no elements to look at one by one",
                                      type_of(range).in_words()));
    }
    Value& element = locals_[step.index];
    Value result = over(it, elements, element);
    element = Value();
    return result;
  }

  Value over(const Node& it, std::span<const Value> elements, Value& element) {
    switch (it.macro) {
      case Macro::all: return any_decides(it, elements, element, false);
      case Macro::exists: return any_decides(it, elements, element, true);
      case Macro::exists_one: return exactly_one(it, elements, element);
      case Macro::map:
      case Macro::filter: return collect(it, elements, element);
      case Macro::none: break;
    }
    return Value();
  }

  // all() is a long &&, exists() a long ||.
  Value any_decides(const Node& it, std::span<const Value> elements, Value& element,
                    bool deciding) {
    Value so_far(!deciding);
    for (const Value& one : elements) {
      element = one;
      Value answer = value_at(it.children[1]);
      if (meter_.is_empty()) return out_of_steps();
      if (answer.is_bool()) {
        if (answer.boolean() == deciding) return answer;
      } else if (answer.is_unknown()) {
        so_far = std::move(answer);
      } else if (so_far.is_bool()) {
        so_far = answer.is_error() ? answer : not_bool("the condition of a macro", answer);
      }
    }
    return so_far;
  }

  Value exactly_one(const Node& it, std::span<const Value> elements, Value& element) {
    std::size_t count = 0;
    for (const Value& one : elements) {
      element = one;
      Value answer = value_at(it.children[1]);
      if (!answer.is_bool()) return as_condition(std::move(answer));
      if (answer.boolean()) ++count;
    }
    return Value(count == 1);
  }

  static Value as_condition(Value answer) {
    if (is_answer(answer)) return not_bool("the condition of a macro", answer);
    return answer;
  }

  // map() with or without a condition, and filter().
  Value collect(const Node& it, std::span<const Value> elements, Value& element) {
    std::vector<Value> results;
    const bool filters = it.macro == Macro::filter;
    const bool conditional = filters || it.children.size() == 3;
    for (const Value& one : elements) {
      element = one;
      if (conditional) {
        Value answer = value_at(it.children[1]);
        if (!answer.is_bool()) return as_condition(std::move(answer));
        if (!answer.boolean()) continue;
      }
      if (!meter_.take(1)) return out_of_steps();
      Value result = filters ? one : value_at(it.children.back());
      if (!is_answer(result)) return result;
      results.push_back(std::move(result));
    }
    return Value::list(std::move(results));
  }

  const Program& program_;
  std::span<const Value> slots_;
  Meter meter_;
  std::vector<Value> locals_;
};

}  // namespace

Truth truth_of(const Value& value) {
  if (value.is_bool()) return value.boolean() ? Truth::yes : Truth::no;
  return value.is_unknown() ? Truth::unknown : Truth::error;
}

Truth truth_of(const Program& program, std::span<const Value> slots, const Limits& limits) {
  return truth_of_node(program, program.ast.root, slots, limits);
}

Truth truth_of_node(const Program& program, NodeId node, std::span<const Value> slots,
                    const Limits& limits) {
  return Evaluator(program, slots, limits).truth_at(node);
}

Value evaluate(const Program& program, std::span<const Value> slots, const Limits& limits) {
  return evaluate_node(program, program.ast.root, slots, limits);
}

Value evaluate_node(const Program& program, NodeId node, std::span<const Value> slots,
                    const Limits& limits) {
  return Evaluator(program, slots, limits).value_at(node);
}

}  // namespace decorum::cel
