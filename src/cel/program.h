// Program: a syntax tree with what every node needs to be evaluated. Only this folder sees inside.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cel/cel.h"
#include "cel/regex.h"

namespace decorum::cel {

// How a node is evaluated. Operators are not listed: the node says which one it is.
enum class Code : std::uint8_t {
  constant,       // the node's own
  fixed,          // Program::values[index]: a type's name, or the error of an unknown name
  slot,           // the variable of slot `index`
  local,          // the comprehension variable `index`
  select,
  operation,      // a call with an operator
  call,           // Program::calls[index], its arguments from `first_argument` on
  regex,          // matches() with the constant pattern Program::regexes[index]
  list,
  map,
  message,
  comprehension,  // binds the comprehension variable `index`
};

struct Step {
  Code code = Code::constant;
  std::uint8_t first_argument = 0;  // 1 when the receiver is only a name: math.abs(x)
  std::uint32_t index = 0;
};

// The overloads that a call may mean: right name, form and number of arguments.
struct Candidates {
  std::string function;
  std::vector<Overload> overloads;
};

// What a condition's node does, short: &&, ||, ! and comparisons of a slot with a number, or for
// equality with a text, are answered from these; all else by the walk over the tree.
enum class Short : std::uint8_t { none, value, both, either, inverse, real, whole, text };

constexpr bool is_equality(Operator op) {
  return op == Operator::equal || op == Operator::not_equal;
}

struct Brief {
  Short kind = Short::none;
  Operator op = Operator::none;  // of a comparison (real, whole or text), the slot on its left
  std::uint32_t left = 0;        // a node; of value and the comparisons the slot
  std::uint32_t right = 0;       // a node; of text the constant's
  double real_constant = 0;
  std::int64_t whole_constant = 0;
};

class Program {
 public:
  Ast ast;
  std::vector<Step> steps;    // one a node
  std::vector<Brief> briefs;  // one a node
  std::vector<Value> values;
  std::vector<Candidates> calls;
  std::vector<Regex> regexes;
  std::vector<std::size_t> slots;
  std::uint32_t locals = 0;  // comprehension variables that live at the same time, at most
  Type type;
};

// Fills everything but `type` from program.ast. Unknown names and functions become error values;
// they are also reported, for those who want them refused.
std::vector<Issue> resolve(Program& program, const Environment& env);

// Fills program.briefs from the resolved tree.
void shorten(Program& program);

// Finds every node's type and reports what cannot be right; sets program.type.
std::vector<Issue> check(Program& program, const Environment& env);

// May an overload be called with this many arguments?
bool takes(const Overload& overload, std::size_t arguments);
// The type of its argument number `index`.
const Type& parameter_at(const Overload& overload, std::size_t index);

}  // namespace decorum::cel
