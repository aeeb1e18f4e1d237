// What `decorum policy eval` does with an expression, without its files.
//
//   run_eval("x + 1", R"({"x":{"int":1}})", true, false)    // {"int":2}, status 0
//   run_eval("size('abc')", "", false, false)               // {"value":3,"type":"int"}, status 0
//   run_eval("1 / 0", "", false, false)                     // {"error":"..."}, status 1
#pragma once

#include <string>
#include <string_view>

namespace decorum::cel {

struct EvalResult {
  std::string line;  // one line of JSON, without its newline
  int status = 0;    // 0 for a value, 1 for an error
};

// `vars_json` is an object of variables, or empty for none; `typed` says in which form it is and
// the result will be (cel/typed_json.h). With `check`, the expression is type-checked first, the
// variables having the types of their values; without, names and overloads that do not exist are
// errors only when they are reached.
EvalResult run_eval(std::string_view expr, std::string_view vars_json, bool typed, bool check);

}  // namespace decorum::cel
