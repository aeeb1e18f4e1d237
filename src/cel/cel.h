// CEL, the Common Expression Language, without protobuf messages: the language of a policy's
// `when`. Syntax, types, errors and unknowns follow the CEL specification (google/cel-spec,
// doc/langdef.md).
//
//   Environment env = standard_environment();
//   env.declare("sentiment.positive", Type::double_type());      // slot 0
//   auto program = compile(env, "sentiment.positive >= 0.75");   // parsed, checked, resolved
//   std::array slots{Value(0.9)};
//   Value answer = evaluate(*program, slots, {});                // Value(true), no allocation
//
// A Program and an Environment are immutable after they are made and may be shared by threads.
// Evaluation always ends: every step is counted against Limits::steps, and exceeding it gives an
// error value. Nothing here throws.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "cel/ast.h"
#include "cel/type.h"
#include "cel/value.h"

namespace decorum::cel {

// What a source may cost. Exceeding a parse bound is a parse error, exceeding an evaluation bound
// an error value.
struct Limits {
  std::size_t source_bytes = 64 * 1024;
  std::size_t depth = 200;           // nested expressions
  std::size_t nodes = 20'000;        // after macros are expanded
  std::uint64_t steps = 1'000'000;   // of one evaluation; long strings and lists cost by size
};

// What is left of an evaluation's steps; cel/meter.h.
class Meter;

// One way to call a function. `receiver` marks the form x.f(y). The implementation gets the
// arguments, the receiver first, each of its parameter's type and none of them an error or unknown;
// it may return either. A function whose cost or result can be much larger than its arguments sets
// `metered` instead of `call`, and counts its own steps.
struct Overload {
  std::string function;
  bool receiver = false;
  std::vector<Type> parameters;
  Type result;
  std::function<Value(std::span<const Value> arguments)> call;
  Value (*metered)(std::span<const Value> arguments, Meter& meter) = nullptr;
  bool variadic = false;  // the last parameter may come more than once
};

// A mistake in an expression, with its place in bytes from the expression's start.
struct Issue {
  std::size_t offset = 0;
  std::string what;        // "there is no name 'sentimnt.positive'"
  std::string suggestion;  // "sentiment.positive"; may be empty
};

class Environment {
 public:
  // Declares a variable by its whole, possibly dotted, name; the answer is its slot, counted from 0
  // in the order of declaration. The longest declared name wins, as in CEL's name resolution.
  std::size_t declare(std::string name, Type type);
  void add(Overload overload);

  struct Variable {
    std::string name;
    Type type;
  };
  const std::vector<Variable>& variables() const { return variables_; }
  const std::vector<Overload>& overloads() const { return overloads_; }

 private:
  std::vector<Variable> variables_;
  std::vector<Overload> overloads_;
};

// The standard operators, conversions, string, list, map and time functions, with the extensions
// string_ext and math_ext.
Environment standard_environment();

// Parses only: no names are looked up. Macros (has, all, exists, exists_one, map, filter) are
// expanded.
tl::expected<Ast, std::vector<Issue>> parse(std::string_view source, const Limits& limits = {});

// A parsed expression with names resolved to slots and calls to overloads.
class Program;
struct ProgramDeleter {
  void operator()(const Program* program) const;
};
using ProgramPtr = std::unique_ptr<const Program, ProgramDeleter>;

// Parses, type-checks and resolves. All mistakes are reported at once.
tl::expected<ProgramPtr, std::vector<Issue>> compile(const Environment& env,
                                                     std::string_view source,
                                                     const Limits& limits = {});

// Parses and resolves without the type check: unknown names and missing overloads become error
// values when they are evaluated (and `x || true` is still true).
tl::expected<ProgramPtr, std::vector<Issue>> compile_unchecked(const Environment& env,
                                                               std::string_view source,
                                                               const Limits& limits = {});

// The syntax tree of a program, for tools that walk it (triage explains a `when` by it, policy
// check proves that two can never both hold).
const Ast& ast_of(const Program& program);
// The type the checker found; `dyn` for an unchecked program.
Type type_of(const Program& program);
// The variables the program reads, by slot, in ascending order.
std::vector<std::size_t> slots_of(const Program& program);
// The slot that a node of the tree reads, when the node is a variable's whole name (an identifier,
// or the topmost select of a dotted name); nothing for any other node.
std::optional<std::size_t> slot_at(const Program& program, NodeId node);

// `slots` holds a value for every declared variable, in order. An unknown variable is
// Value::unknown().
Value evaluate(const Program& program, std::span<const Value> slots, const Limits& limits = {});

// Evaluates one node of the program's tree (outside comprehensions), with the same slots.
Value evaluate_node(const Program& program, NodeId node, std::span<const Value> slots,
                    const Limits& limits = {});

}  // namespace decorum::cel
