// decorum policy eval: one expression, by hand or from a file.
#include <string>
#include <vector>

#include "cel/eval_command.h"
#include "cli/command.h"
#include "cli/files.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/policy_commands.h"

namespace decorum::cli {
namespace {

constexpr std::size_t expression_bytes_max = 1u << 20;
constexpr std::size_t vars_bytes_max = 64u << 20;

const Help help = {
    .usage = "decorum policy eval [OPTIONS] [--] (EXPR | --expr-file FILE|-)",
    .about = "Evaluates an expression of the policy language (CEL) and prints\n"
             "{\"value\":...,\"type\":...}, or {\"error\":\"...\"} with exit code 1.\n\n"
             "An expression that begins with a minus and a letter stands behind --.",
    .examples = "  decorum policy eval '1 + 2 * 3'\n"
                "  decorum policy eval -- '-size([1, 2])'\n"
                "  decorum policy eval --check '\"a\".startsWith(\"a\") && 2 > 1'\n"
                "  echo 'size(\"abc\")' | decorum policy eval --expr-file -\n"};

// An expression may begin with a minus ("-(1)", "-.5", "-'a'"); no option begins so, and CLI11
// would take it for one. `--` is put before it. What stands behind a given `--` is left alone.
std::vector<std::string> with_mark(Arguments arguments) {
  std::vector<std::string> marked;
  bool ended = false;
  for (const std::string& argument : arguments) {
    ended = ended || argument == "--";
    const bool letter = argument.size() > 1 && argument[0] == '-' &&
                        ((argument[1] >= 'a' && argument[1] <= 'z') ||
                         (argument[1] >= 'A' && argument[1] <= 'Z') || argument[1] == '-');
    if (!ended && argument.size() > 1 && argument[0] == '-' && !letter) {
      marked.emplace_back("--");
      ended = true;
    }
    marked.push_back(argument);
  }
  return marked;
}

// A file written by an editor ends with a newline that is no part of the expression.
std::string without_final_newline(std::string text) {
  if (text.ends_with('\n')) text.pop_back();
  if (text.ends_with('\r')) text.pop_back();
  return text;
}

std::string read_vars(const std::string& file) {
  std::string vars = read_input(file, vars_bytes_max);
  if (vars.empty()) throw CannotRun(file + ": it is empty; a JSON object of variables is needed");
  return vars;
}

}  // namespace

int run_policy_eval(Arguments arguments) {
  bool typed = false;
  bool check = false;
  std::string vars_file;
  std::string expression_file;
  std::string expression;
  Options options(help);
  CLI::App& app = options.app();
  app.add_flag("--typed", typed, "Variables and result name their types: {\"int\":5}");
  app.add_flag("--check", check, "Check the types of the expression first");
  app.add_option("--vars", vars_file, "A JSON object of variables")->type_name("FILE");
  CLI::Option* file = app.add_option("--expr-file", expression_file,
                                     "Read the expression from a file, or - for standard input");
  file->type_name("FILE|-");
  CLI::Option* words = app.add_option("EXPR", expression, "The expression")->type_name("");
  if (auto done = options.parse(with_mark(arguments))) return *done;
  if (words->count() > 0 && file->count() > 0) {
    throw CannotRun("an expression is given twice: as an argument and with --expr-file");
  }
  if (words->count() == 0 && file->count() == 0) {
    throw CannotRun("an expression is needed ('decorum policy eval --help' tells more)");
  }
  if (file->count() > 0) {
    expression = without_final_newline(read_input(expression_file, expression_bytes_max));
  }
  const std::string vars = vars_file.empty() ? "" : read_vars(vars_file);
  const cel::EvalResult result = cel::run_eval(expression, vars, typed, check);
  write_out(result.line + "\n");
  return result.status == 0 ? exit_good : exit_findings;
}

}  // namespace decorum::cli
