// The type check: every node gets a type, from the leaves up, and what cannot be right is reported
// with both types in words. `dyn` fits everything; a node with a mistake becomes dyn, so that one
// mistake is reported once.
#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

#include "cel/program.h"
#include "cel/suggest.h"

namespace decorum::cel {
namespace {

using Bindings = std::map<std::string, Type, std::less<>>;

// May a value of type `given` stand where `wanted` is asked for? Type parameters of `wanted` are
// bound on the way.
bool fits(const Type& wanted, const Type& given, Bindings& bindings) {
  if (wanted.kind() == TypeKind::parameter) {
    const auto [bound, is_new] = bindings.try_emplace(wanted.name(), given);
    if (is_new || bound->second == given) return true;
    // A bound type may widen to dyn, never change to another.
    Bindings none;
    if (!fits(bound->second, given, none)) return false;
    bound->second = Type::dyn();
    return true;
  }
  if (wanted.is_dyn() || given.is_dyn()) return true;
  if (wanted.kind() != given.kind()) {
    const bool nullable = wanted.kind() == TypeKind::timestamp ||
                          wanted.kind() == TypeKind::duration || wanted.kind() == TypeKind::opaque;
    return nullable && given.kind() == TypeKind::null;
  }
  if (wanted.kind() == TypeKind::opaque) return wanted == given;
  if (wanted.kind() == TypeKind::type) return true;
  for (std::size_t i = 0; i < wanted.arguments().size(); ++i) {
    if (!fits(wanted.arguments()[i], given.arguments()[i], bindings)) return false;
  }
  return true;
}

bool agree(const Type& left, const Type& right) {
  Bindings none;
  return fits(left, right, none) || fits(right, left, none);
}

bool has_dyn(const Type& type) {
  return type.is_dyn() ||
         std::any_of(type.arguments().begin(), type.arguments().end(), has_dyn);
}

// The type of something that is either: what is dyn in one of them is dyn, and types that have
// nothing to do with each other are dyn as a whole.
Type joined(const Type& left, const Type& right) {
  if (left == right) return left;
  if (!agree(left, right) || left.kind() != right.kind()) return Type::dyn();
  if (left.kind() == TypeKind::type) return Type::type();
  const auto& parts = left.arguments();
  const auto& others = right.arguments();
  if (left.kind() == TypeKind::list) return Type::list(joined(parts[0], others[0]));
  if (left.kind() != TypeKind::map) return Type::dyn();
  return Type::map(joined(parts[0], others[0]), joined(parts[1], others[1]));
}

Type filled(const Type& type, const Bindings& bindings) {
  if (type.kind() == TypeKind::parameter) {
    const auto bound = bindings.find(type.name());
    return bound == bindings.end() ? Type::dyn() : bound->second;
  }
  if (type.kind() == TypeKind::list) return Type::list(filled(type.arguments()[0], bindings));
  if (type.kind() == TypeKind::map) {
    return Type::map(filled(type.arguments()[0], bindings), filled(type.arguments()[1], bindings));
  }
  return type;
}

bool is_ordered(const Type& type) {
  return type.is_numeric() || type.is_dyn() || type.kind() == TypeKind::boolean ||
         type.kind() == TypeKind::string || type.kind() == TypeKind::bytes ||
         type.kind() == TypeKind::timestamp || type.kind() == TypeKind::duration;
}

// The result of a sum or difference with a timestamp or duration in it, where the other side may be
// dyn; nothing when there is none.
std::optional<Type> time_arithmetic(Operator op, const Type& left, const Type& right) {
  struct Rule {
    Operator op;
    Type left;
    Type right;
    Type result;
  };
  static const std::array rules{
      Rule{Operator::add, Type::timestamp_type(), Type::duration_type(), Type::timestamp_type()},
      Rule{Operator::add, Type::duration_type(), Type::timestamp_type(), Type::timestamp_type()},
      Rule{Operator::add, Type::duration_type(), Type::duration_type(), Type::duration_type()},
      Rule{Operator::subtract, Type::timestamp_type(), Type::duration_type(),
           Type::timestamp_type()},
      Rule{Operator::subtract, Type::timestamp_type(), Type::timestamp_type(),
           Type::duration_type()},
      Rule{Operator::subtract, Type::duration_type(), Type::duration_type(),
           Type::duration_type()},
  };
  std::optional<Type> result;
  for (const Rule& rule : rules) {
    const bool applies = rule.op == op && (left.is_dyn() || left == rule.left) &&
                         (right.is_dyn() || right == rule.right);
    if (applies) result = result ? joined(*result, rule.result) : rule.result;
  }
  return result;
}

bool is_time(const Type& type) {
  return type.kind() == TypeKind::timestamp || type.kind() == TypeKind::duration;
}

// The result of an arithmetic operator, or nothing when there is none for these types.
std::optional<Type> arithmetic(Operator op, const Type& left, const Type& right) {
  const TypeKind a = left.kind();
  const TypeKind b = right.kind();
  if (is_time(left) || is_time(right)) return time_arithmetic(op, left, right);
  if (left.is_dyn() || right.is_dyn()) {
    const Type& known = left.is_dyn() ? right : left;
    return known.is_dyn() ? known : arithmetic(op, known, known);
  }
  const bool sum = op == Operator::add;
  if (a != b) return std::nullopt;
  if (a == TypeKind::integer || a == TypeKind::unsigned_integer) return left;
  if (a == TypeKind::real && op != Operator::remainder) return left;
  if (sum && (a == TypeKind::string || a == TypeKind::bytes)) return left;
  if (sum && a == TypeKind::list && agree(left, right)) {
    return Type::list(joined(left.arguments()[0], right.arguments()[0]));
  }
  return std::nullopt;
}

class Checker {
 public:
  Checker(const Program& program, const Environment& env) : program_(program), env_(env) {}

  Type run() { return type_at(program_.ast.root); }
  std::vector<Issue> take_issues() { return std::move(issues_); }

 private:
  const Node& node(NodeId id) const { return program_.ast.at(id); }
  const Step& step(NodeId id) const { return program_.steps[id]; }

  Type fail(NodeId id, std::string what, std::string suggestion = {}) {
    issues_.push_back({node(id).offset, std::move(what), std::move(suggestion)});
    return Type::dyn();
  }

  std::vector<Type> types_of(NodeId id, std::size_t first = 0) {
    std::vector<Type> types;
    const auto& children = node(id).children;
    for (std::size_t i = first; i < children.size(); ++i) types.push_back(type_at(children[i]));
    return types;
  }

  Type type_at(NodeId id) {
    switch (step(id).code) {
      case Code::constant: return type_of(node(id).constant);
      case Code::fixed: return fixed(program_.values[step(id).index]);
      case Code::slot: return env_.variables()[step(id).index].type;
      case Code::local: return locals_[step(id).index];
      case Code::select: return select(id);
      case Code::operation: return operation(id);
      case Code::call: return call(id);
      case Code::regex: return pattern(id);
      case Code::list: return list(id);
      case Code::map: return map(id);
      case Code::message: types_of(id); return Type::dyn();
      case Code::comprehension: return comprehension(id);
    }
    return Type::dyn();
  }

  // A name of a type, or a name that the resolver has already reported.
  static Type fixed(const Value& value) {
    return value.is_error() ? Type::dyn() : Type::type(value.type());
  }

  Type select(NodeId id) {
    const Type operand = type_at(node(id).children[0]);
    const Type result = node(id).test ? Type::bool_type() : Type::dyn();
    if (operand.is_dyn()) return result;
    if (operand.kind() != TypeKind::map) {
      fail(id, fmt::format("{} has no field '{}'", operand.in_words(), node(id).name));
      return result;
    }
    if (!agree(operand.arguments()[0], Type::string_type())) {
      fail(id, fmt::format("the keys of this map are {}, so it has no field '{}'",
                           operand.arguments()[0].in_words(), node(id).name));
    }
    return node(id).test ? result : operand.arguments()[1];
  }

  void want_bool(NodeId id, const Type& type, std::string_view where) {
    if (type.is_dyn() || type.kind() == TypeKind::boolean) return;
    fail(id, fmt::format("{} needs true or false (bool), not {}", where, type.in_words()));
  }

  Type operation(NodeId id) {
    const Node& it = node(id);
    const std::vector<Type> types = types_of(id);
    switch (it.op) {
      case Operator::logical_and:
      case Operator::logical_or:
      case Operator::logical_not:
        for (std::size_t i = 0; i < types.size(); ++i) {
          want_bool(it.children[i], types[i], sign_of(it.op));
        }
        return Type::bool_type();
      case Operator::conditional:
        want_bool(it.children[0], types[0], "the condition of '?'");
        if (agree(types[1], types[2])) return joined(types[1], types[2]);
        return fail(id, fmt::format("the two answers of '?' must be of one type, not {} and {}",
                                    types[1].in_words(), types[2].in_words()));
      case Operator::equal:
      case Operator::not_equal:
        if (!agree(types[0], types[1])) mismatch(id, types);
        return Type::bool_type();
      case Operator::less:
      case Operator::less_equal:
      case Operator::greater:
      case Operator::greater_equal: return ordering(id, types);
      case Operator::in: return membership(id, types);
      case Operator::negate: return negation(id, types[0]);
      case Operator::index: return index(id, types);
      case Operator::add:
      case Operator::subtract:
      case Operator::multiply:
      case Operator::divide:
      case Operator::remainder:
        if (const auto result = arithmetic(it.op, types[0], types[1])) return *result;
        return mismatch(id, types);
      case Operator::none: break;
    }
    return Type::dyn();
  }

  // A number that is written whole but compared with a fraction is the commonest slip: say what to
  // write instead.
  std::string as_written_for(NodeId constant, const Type& other) const {
    const Node& it = node(constant);
    if (!is_constant(it) || it.constant.kind() != Kind::integer) return {};
    if (other.kind() == TypeKind::real) return fmt::format("{}.0", it.constant.integer());
    if (other.kind() == TypeKind::unsigned_integer && it.constant.integer() >= 0) {
      return fmt::format("{}u", it.constant.integer());
    }
    return {};
  }

  Type mismatch(NodeId id, const std::vector<Type>& types) {
    const Node& it = node(id);
    std::string instead = as_written_for(it.children[1], types[0]);
    if (instead.empty()) instead = as_written_for(it.children[0], types[1]);
    const std::string_view sign = sign_of(it.op);
    const bool comparison = comparison_of(it).has_value();
    return fail(id, comparison ? fmt::format("{} cannot be compared with {} by '{}'",
                                             types[0].in_words(), types[1].in_words(), sign)
                               : fmt::format("there is no '{}' for {} and {}", sign,
                                             types[0].in_words(), types[1].in_words()),
                std::move(instead));
  }

  Type ordering(NodeId id, const std::vector<Type>& types) {
    const bool numbers = types[0].is_numeric() && types[1].is_numeric();
    const bool ordered = is_ordered(types[0]) && is_ordered(types[1]);
    if (!numbers && !(ordered && agree(types[0], types[1]))) mismatch(id, types);
    return Type::bool_type();
  }

  Type membership(NodeId id, const std::vector<Type>& types) {
    const TypeKind kind = types[1].kind();
    if (kind == TypeKind::list || kind == TypeKind::map) {
      const Type& member = types[1].arguments()[0];
      if (!agree(types[0], member)) {
        fail(id, fmt::format("{} can never be in {}", types[0].in_words(), types[1].in_words()));
      }
    } else if (!types[1].is_dyn()) {
      const bool text = kind == TypeKind::string;
      fail(id, fmt::format("'in' looks in a list or map, not in {}{}", types[1].in_words(),
                           text ? "; for texts there is x.contains(y)" : ""));
    }
    return Type::bool_type();
  }

  Type negation(NodeId id, const Type& type) {
    if (type.is_dyn() || type.kind() == TypeKind::integer || type.kind() == TypeKind::real) {
      return type;
    }
    return fail(id, fmt::format("there is no '-' for {}", type.in_words()));
  }

  Type index(NodeId id, const std::vector<Type>& types) {
    if (types[0].is_dyn()) return Type::dyn();
    if (types[0].kind() == TypeKind::list) {
      if (types[1].is_dyn() || types[1].kind() == TypeKind::integer) return types[0].arguments()[0];
      return fail(id, fmt::format("a list is indexed with a whole number (int), not {}",
                                  types[1].in_words()));
    }
    if (types[0].kind() == TypeKind::map) {
      if (agree(types[0].arguments()[0], types[1])) return types[0].arguments()[1];
      return fail(id, fmt::format("{} can never be a key of {}", types[1].in_words(),
                                  types[0].in_words()));
    }
    return fail(id, fmt::format("{} has no elements", types[0].in_words()));
  }

  Type call(NodeId id) {
    const Candidates& candidates = program_.calls[step(id).index];
    const std::vector<Type> types = types_of(id, step(id).first_argument);
    std::optional<Type> result;
    for (const Overload& overload : candidates.overloads) {
      Bindings bindings;
      bool all = true;
      for (std::size_t i = 0; i < types.size() && all; ++i) {
        all = fits(parameter_at(overload, i), types[i], bindings);
      }
      if (!all) continue;
      const Type found = filled(overload.result, bindings);
      result = result ? joined(*result, found) : found;
      // Without dyn among them, the first that fits is the one that is called.
      if (std::none_of(types.begin(), types.end(), has_dyn)) break;
    }
    if (result) return *result;
    std::string given;
    for (const Type& type : types) given += (given.empty() ? "" : ", ") + type.in_words();
    return fail(id, fmt::format("{}() cannot be used with {}{}", candidates.function, given,
                                wanted(candidates)));
  }

  // What the function does take, when there is only one way to call it.
  static std::string wanted(const Candidates& candidates) {
    if (candidates.overloads.size() != 1) return {};
    std::string out;
    for (const Type& type : candidates.overloads[0].parameters) {
      out += (out.empty() ? "" : ", ") + type.in_words();
    }
    return "; it takes " + out;
  }

  Type pattern(NodeId id) {
    const Type text = type_at(node(id).children[0]);
    if (!agree(text, Type::string_type())) {
      fail(id, fmt::format("matches() cannot be used with {}", text.in_words()));
    }
    return Type::bool_type();
  }

  Type list(NodeId id) {
    std::optional<Type> element;
    for (const Type& type : types_of(id)) element = element ? joined(*element, type) : type;
    return Type::list(element.value_or(Type::dyn()));
  }

  Type map(NodeId id) {
    const std::vector<Type> types = types_of(id);
    std::optional<Type> key;
    std::optional<Type> value;
    for (std::size_t i = 0; i + 1 < types.size(); i += 2) {
      const TypeKind kind = types[i].kind();
      if (kind != TypeKind::dyn && kind != TypeKind::integer && kind != TypeKind::boolean &&
          kind != TypeKind::unsigned_integer && kind != TypeKind::string) {
        fail(node(id).children[i],
             fmt::format("a map's key cannot be {}", types[i].in_words()));
      }
      key = key ? joined(*key, types[i]) : types[i];
      value = value ? joined(*value, types[i + 1]) : types[i + 1];
    }
    return Type::map(key.value_or(Type::dyn()), value.value_or(Type::dyn()));
  }

  Type comprehension(NodeId id) {
    const Node& it = node(id);
    const Type range = type_at(it.children[0]);
    Type element;
    if (range.kind() == TypeKind::list || range.kind() == TypeKind::map) {
      element = range.arguments()[0];
    } else if (!range.is_dyn()) {
      fail(id, fmt::format("{} has no elements to look at one by one", range.in_words()));
    }
    locals_.push_back(element);
    const std::vector<Type> types = types_of(id, 1);
    locals_.pop_back();
    const bool maps = it.macro == Macro::map;
    if (!maps || types.size() == 2) want_bool(it.children[1], types[0], "the condition of a macro");
    if (maps) return Type::list(types.back());
    return it.macro == Macro::filter ? Type::list(element) : Type::bool_type();
  }

  const Program& program_;
  const Environment& env_;
  std::vector<Type> locals_;
  std::vector<Issue> issues_;
};

}  // namespace

std::vector<Issue> check(Program& program, const Environment& env) {
  Checker checker(program, env);
  program.type = checker.run();
  return checker.take_issues();
}

}  // namespace decorum::cel
