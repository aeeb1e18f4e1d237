#include "cel/eval_command.h"

#include <vector>

#include <fmt/format.h>

#include "base/utf8.h"
#include "cel/cel.h"
#include "cel/typed_json.h"

namespace decorum::cel {
namespace {

EvalResult refused(std::string_view what) {
  return {fmt::format(R"({{"error":{}}})", json_text(base::mended(what))), 1};
}

// All mistakes in one line, each with its place in the expression.
std::string described(const std::vector<Issue>& issues) {
  std::string text;
  for (const Issue& issue : issues) {
    text += fmt::format("{}at byte {}: {}", text.empty() ? "" : "; ", issue.offset, issue.what);
    if (!issue.suggestion.empty()) text += fmt::format(" (did you mean {}?)", issue.suggestion);
  }
  return text;
}

}  // namespace

EvalResult run_eval(std::string_view expr, std::string_view vars_json, bool typed, bool check) {
  const JsonForm form = typed ? JsonForm::typed : JsonForm::plain;
  const bool has_variables = vars_json.find_first_not_of(" \t\r\n") != std::string_view::npos;
  const auto variables = read_variables(has_variables ? vars_json : "{}", form);
  if (!variables) {
    const auto& [what, where] = variables.error();
    return refused(where.empty() ? what : fmt::format("{}: {}", where, what));
  }
  Environment env = standard_environment();
  std::vector<Value> slots;
  for (const auto& [name, value] : *variables) {
    env.declare(name, full_type_of(value));
    slots.push_back(value);
  }
  const auto program = check ? compile(env, expr) : compile_unchecked(env, expr);
  if (!program) return refused(described(program.error()));
  const Value value = evaluate(**program, slots);
  if (value.is_error()) return refused(value.what());
  const auto json = write_value(value, form);
  if (!json) return refused(json.error().what);
  if (typed) return {*json, 0};
  return {fmt::format(R"({{"value":{},"type":"{}"}})", *json, type_of(value).base_name()), 0};
}

}  // namespace decorum::cel
