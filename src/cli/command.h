// What every subcommand of the program shares: its shape, the exit codes, and how it gives up.
//
// A subcommand is one file that defines one `int run_NAME(Arguments)`; main.cc has the table. It
// gets what stands after its name on the command line and answers with an exit code. Errors go to
// standard error as `decorum: what`, one line each.
//
//   int run_text(Arguments arguments) {
//     Options options({.usage = "decorum text [OPTIONS] [FILE|-]", ...});   // cli/options.h
//     ...
//     if (auto done = options.parse(arguments)) return *done;
//     ...
//     write_out(json);                                                       // cli/output.h
//     return exit_good;
//   }
#pragma once

#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

namespace decorum::cli {

inline constexpr int exit_good = 0;
inline constexpr int exit_findings = 1;    // findings, or bad data in the input
inline constexpr int exit_cannot_run = 2;  // wrong usage, or something needed is missing

using Arguments = std::span<const std::string>;

struct Command {
  std::string_view name;
  std::string_view summary;  // one line, without a full stop
  int (*run)(Arguments);
};

// Thrown when a command cannot go on (a file is missing, the disk is full); main writes
// `decorum: what` and exits with exit_cannot_run.
class CannotRun : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Finds the command that the first argument names and runs it with the rest; answers --help and
// --version. `program` is what stands before the command in messages ("decorum policy").
int dispatch(std::string_view program, std::string_view about, std::span<const Command> commands,
             std::string_view examples, Arguments arguments);

// The subcommands, one file each.
int run_duplicates(Arguments arguments);
int run_evaluate(Arguments arguments);
int run_policy(Arguments arguments);
int run_record(Arguments arguments);
int run_review(Arguments arguments);
int run_serve(Arguments arguments);
int run_store(Arguments arguments);
int run_text(Arguments arguments);
int run_token(Arguments arguments);
int run_train(Arguments arguments);
int run_triage(Arguments arguments);
int run_user(Arguments arguments);

}  // namespace decorum::cli
