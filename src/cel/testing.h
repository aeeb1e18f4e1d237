// For the tests of this folder: an expression to its result as typed JSON, or what was wrong.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include <gtest/gtest.h>

#include "cel/cel.h"
#include "cel/truth.h"
#include "cel/typed_json.h"

namespace decorum::cel {

struct Binding {
  std::string name;
  Value value;
};

inline Value result_of(std::string_view expr, const std::vector<Binding>& bindings = {},
                       const Limits& limits = {}) {
  Environment env = standard_environment();
  std::vector<Value> slots;
  for (const Binding& binding : bindings) {
    env.declare(binding.name, Type::dyn());
    slots.push_back(binding.value);
  }
  const auto program = compile_unchecked(env, expr, limits);
  if (!program) return Value::error(program.error().front().what);
  Value value = evaluate(**program, slots, limits);
  EXPECT_EQ(truth_of(**program, slots, limits), truth_of(value)) << expr;
  return value;
}

// Typed JSON of a value, "unknown", or "error: what".
inline std::string shown(const Value& value) {
  if (value.is_unknown()) return "unknown";
  if (value.is_error()) return "error: " + std::string(value.what());
  return write_value(value, JsonForm::typed).value_or("not JSON");
}

inline std::string shown(std::string_view expr, const std::vector<Binding>& bindings = {}) {
  return shown(result_of(expr, bindings));
}

}  // namespace decorum::cel
