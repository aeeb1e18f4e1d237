// A subcommand's options: CLI11 with the manners of this program. --help prints the usage, the
// options and examples, and exits 0; --version; a mistake is one line on standard error and exit 2.
//
//   Options options({.usage = "decorum text [OPTIONS] [FILE|-]",
//                    .about = "Counts a text as a site counts it.",
//                    .examples = "  decorum text --site x draft.txt\n"});
//   options.app().add_option("--site", site, "The site");
//   if (auto done = options.parse(arguments)) return *done;
#pragma once

#include <optional>
#include <string>

#include <CLI/CLI.hpp>

#include "cli/command.h"

namespace decorum::cli {

struct Help {
  std::string usage;     // "decorum text [OPTIONS] [FILE|-]"
  std::string about;     // what it does: a sentence or a few, with full stops
  std::string examples;  // lines, each indented by two blanks and starting with a command
};

class Options {
 public:
  explicit Options(const Help& help);

  CLI::App& app() { return app_; }

  // The exit code when there is nothing more to do (help was asked for, or a mistake was reported).
  std::optional<int> parse(Arguments arguments);

 private:
  std::string command_;  // "decorum text"
  CLI::App app_;
};

}  // namespace decorum::cli
