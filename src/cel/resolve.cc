// Gives every name its meaning: a comprehension's variable, a declared variable's slot, a type, a
// function's overloads. The longest dotted name that is declared wins (google/cel-spec,
// doc/langdef.md, "Name Resolution"); a comprehension's variable hides what is declared, and a
// leading dot looks past it.
#include <algorithm>

#include <fmt/format.h>

#include "cel/messages.h"
#include "cel/program.h"
#include "cel/suggest.h"

namespace decorum::cel {
namespace {

class Resolver {
 public:
  Resolver(Program& program, const Environment& env) : program_(program), env_(env) {}

  std::vector<Issue> run() {
    program_.steps.resize(program_.ast.nodes.size());
    visit(program_.ast.root);
    auto& slots = program_.slots;
    std::sort(slots.begin(), slots.end());
    slots.erase(std::unique(slots.begin(), slots.end()), slots.end());
    return std::move(issues_);
  }

 private:
  const Node& node(NodeId id) const { return program_.ast.at(id); }

  void set(NodeId id, Code code, std::size_t index = 0) {
    program_.steps[id].code = code;
    program_.steps[id].index = static_cast<std::uint32_t>(index);
  }

  void set_value(NodeId id, Value value) {
    set(id, Code::fixed, program_.values.size());
    program_.values.push_back(std::move(value));
  }

  void fail(NodeId id, std::string what, std::string suggestion = {}) {
    set_value(id, Value::error(what));
    issues_.push_back({node(id).offset, std::move(what), std::move(suggestion)});
  }

  void visit_children(NodeId id, std::size_t first = 0) {
    const auto& children = node(id).children;
    for (std::size_t i = first; i < children.size(); ++i) visit(children[i]);
  }

  void visit(NodeId id) {
    switch (node(id).kind) {
      case NodeKind::constant: return set(id, Code::constant);
      case NodeKind::identifier: return name(id);
      case NodeKind::select: return select(id);
      case NodeKind::call: return call(id);
      case NodeKind::list: set(id, Code::list); return visit_children(id);
      case NodeKind::map: set(id, Code::map); return visit_children(id);
      case NodeKind::message: return message(id);
      case NodeKind::comprehension: return comprehension(id);
    }
  }

  // The identifier that a chain of selects starts with; nothing for any other chain.
  const Node* first_of(NodeId id) const {
    while (node(id).kind == NodeKind::select && !node(id).test) {
      id = node(id).children[0];
      if (node(id).parenthesised) return nullptr;
    }
    return node(id).kind == NodeKind::identifier ? &node(id) : nullptr;
  }

  std::optional<std::size_t> local_named(const Node& identifier) const {
    if (identifier.absolute) return std::nullopt;
    for (std::size_t i = locals_.size(); i > 0; --i) {
      if (locals_[i - 1] == identifier.name) return i - 1;
    }
    return std::nullopt;
  }

  std::optional<std::size_t> slot_named(std::string_view whole) const {
    const auto& variables = env_.variables();
    for (std::size_t i = 0; i < variables.size(); ++i) {
      if (variables[i].name == whole) return i;
    }
    return std::nullopt;
  }

  // Gives the whole chain at `id` the meaning of a declared name, if it is one.
  bool declared(NodeId id, const std::string& whole) {
    if (const auto slot = slot_named(whole)) {
      program_.slots.push_back(*slot);
      set(id, Code::slot, *slot);
      return true;
    }
    if (const auto type = type_named(whole)) {
      set_value(id, Value(*type));
      return true;
    }
    return false;
  }

  void name(NodeId id) {
    if (const auto local = local_named(node(id))) return set(id, Code::local, *local);
    if (!declared(id, node(id).name)) unknown_name(id, node(id).name);
  }

  void select(NodeId id) {
    const Node* first = node(id).test ? nullptr : first_of(id);
    if (first && !local_named(*first)) {
      // From the longest name to the shortest; what is longer than the match are fields.
      for (NodeId part = id;; part = node(part).children[0]) {
        if (declared(part, dotted_name(program_.ast, part))) break;
        if (node(part).kind == NodeKind::identifier) {
          return unknown_name(id, dotted_name(program_.ast, id));
        }
        set(part, Code::select);
      }
      return;
    }
    set(id, Code::select);
    visit_children(id);
  }

  void unknown_name(NodeId id, const std::string& whole) {
    std::vector<std::string> names = locals_;
    for (const auto& variable : env_.variables()) names.push_back(variable.name);
    std::string suggestion = closest(whole, names);
    if (suggestion.empty()) {
      // The first half of a declared name is more than nothing.
      const auto longer = std::find_if(names.begin(), names.end(), [&](const std::string& name) {
        return name.starts_with(whole + ".");
      });
      if (longer != names.end()) suggestion = *longer;
    }
    fail(id, fmt::format("there is no name '{}'", whole), std::move(suggestion));
  }

  void message(NodeId id) {
    set(id, Code::message);
    visit_children(id);
    if (!is_message(node(id).name)) {
      fail(id, fmt::format("there is no message type '{}'", node(id).name));
    }
  }

  void comprehension(NodeId id) {
    const Node& it = node(id);
    visit(it.children[0]);
    set(id, Code::comprehension, locals_.size());
    locals_.push_back(it.name);
    program_.locals = std::max(program_.locals, static_cast<std::uint32_t>(locals_.size()));
    visit_children(id, 1);
    locals_.pop_back();
  }

  void call(NodeId id) {
    const Node& it = node(id);
    if (it.op != Operator::none) {
      set(id, Code::operation);
      return visit_children(id);
    }
    if (it.receiver && namespaced(id)) return;
    visit_children(id);
    bind(id, it.name, it.receiver, 0);
  }

  // math.abs(x): the receiver is only the first part of the function's name.
  bool namespaced(NodeId id) {
    const Node& it = node(id);
    const std::string space = dotted_name(program_.ast, it.children[0]);
    if (space.empty()) return false;
    const Node* first = first_of(it.children[0]);
    if (!first) return false;
    const std::string whole = space + "." + it.name;
    const auto& overloads = env_.overloads();
    const bool known = std::any_of(overloads.begin(), overloads.end(), [&](const Overload& one) {
      return !one.receiver && one.function == whole;
    });
    const bool is_space = std::any_of(overloads.begin(), overloads.end(), [&](const Overload& one) {
      return !one.receiver && one.function.starts_with(space + ".");
    });
    // A variable, of a comprehension or declared, hides a function only when there is none.
    const bool hidden = local_named(*first) || slot_named(space);
    if (!known && (!is_space || hidden)) return false;
    visit_children(id, 1);
    bind(id, whole, false, 1);
    return true;
  }

  void bind(NodeId id, const std::string& function, bool receiver, std::size_t first) {
    const std::size_t count = node(id).children.size() - first;
    Candidates candidates{function, {}};
    bool known = false;
    bool other_form = false;
    for (const Overload& overload : env_.overloads()) {
      if (overload.function != function) continue;
      known = known || overload.receiver == receiver;
      other_form = other_form || overload.receiver != receiver;
      if (overload.receiver == receiver && takes(overload, count)) {
        candidates.overloads.push_back(overload);
      }
    }
    if (candidates.overloads.empty()) return no_function(id, function, receiver, known, other_form);
    program_.steps[id].first_argument = static_cast<std::uint8_t>(first);
    set(id, Code::call, program_.calls.size());
    program_.calls.push_back(std::move(candidates));
    constant_pattern(id);
  }

  void no_function(NodeId id, const std::string& function, bool receiver, bool known,
                   bool other_form) {
    const std::size_t count = node(id).children.size() - (receiver ? 1 : 0);
    if (known) {
      const std::size_t given = function.find('.') == std::string::npos ? count : count - 1;
      return fail(id, fmt::format("{}() cannot be called with {} argument{}", function, given,
                                  given == 1 ? "" : "s"));
    }
    if (other_form) {
      const std::string as_global = function + "(x)";
      const std::string as_receiver = "x." + function + "()";
      return fail(id, fmt::format("{}() is called as {}, not as {}", function,
                                  receiver ? as_global : as_receiver,
                                  receiver ? as_receiver : as_global));
    }
    std::vector<std::string> names;
    for (const Overload& overload : env_.overloads()) {
      if (overload.receiver == receiver) names.push_back(overload.function);
    }
    fail(id, fmt::format("there is no function '{}'", function), closest(function, names));
  }

  // A constant pattern is read once, not at every evaluation.
  void constant_pattern(NodeId id) {
    const Node& it = node(id);
    if (it.name != "matches" || it.children.size() != 2) return;
    const Node& pattern = node(it.children[1]);
    if (!is_constant(pattern) || pattern.constant.kind() != Kind::string) return;
    Regex regex(pattern.constant.text());
    if (!regex.is_valid()) {
      issues_.push_back({pattern.offset, regex.problem(), {}});
      return;
    }
    set(id, Code::regex, program_.regexes.size());
    program_.regexes.push_back(std::move(regex));
  }

  Program& program_;
  const Environment& env_;
  std::vector<std::string> locals_;
  std::vector<Issue> issues_;
};

}  // namespace

bool takes(const Overload& overload, std::size_t arguments) {
  return overload.variadic ? arguments >= overload.parameters.size()
                           : arguments == overload.parameters.size();
}

const Type& parameter_at(const Overload& overload, std::size_t index) {
  return overload.parameters[std::min(index, overload.parameters.size() - 1)];
}

std::vector<Issue> resolve(Program& program, const Environment& env) {
  return Resolver(program, env).run();
}

}  // namespace decorum::cel
