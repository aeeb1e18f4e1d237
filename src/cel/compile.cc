#include <algorithm>
#include <tuple>

#include "cel/cel.h"
#include "cel/program.h"

namespace decorum::cel {
namespace {

using Compiled = tl::expected<ProgramPtr, std::vector<Issue>>;

std::vector<Issue> in_order(std::vector<Issue> issues) {
  std::sort(issues.begin(), issues.end(), [](const Issue& a, const Issue& b) {
    return std::tie(a.offset, a.what) < std::tie(b.offset, b.what);
  });
  return issues;
}

Compiled compile_with(const Environment& env, std::string_view source, const Limits& limits,
                      bool checked) {
  auto ast = parse(source, limits);
  if (!ast) return tl::make_unexpected(std::move(ast.error()));
  auto program = std::make_unique<Program>();
  program->ast = std::move(*ast);
  std::vector<Issue> issues = resolve(*program, env);
  shorten(*program);
  if (checked) {
    for (Issue& issue : check(*program, env)) issues.push_back(std::move(issue));
    if (!issues.empty()) return tl::make_unexpected(in_order(std::move(issues)));
  }
  return ProgramPtr(program.release());
}

}  // namespace

void ProgramDeleter::operator()(const Program* program) const { delete program; }

Compiled compile(const Environment& env, std::string_view source, const Limits& limits) {
  return compile_with(env, source, limits, true);
}

Compiled compile_unchecked(const Environment& env, std::string_view source,
                           const Limits& limits) {
  return compile_with(env, source, limits, false);
}

const Ast& ast_of(const Program& program) { return program.ast; }
Type type_of(const Program& program) { return program.type; }
std::vector<std::size_t> slots_of(const Program& program) { return program.slots; }

std::optional<std::size_t> slot_at(const Program& program, NodeId node) {
  const Step& step = program.steps[node];
  if (step.code != Code::slot) return std::nullopt;
  return step.index;
}

}  // namespace decorum::cel
